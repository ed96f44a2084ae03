package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.Tx;
import java.util.List;

/** Tables that materialized views read stay as long as the views: nobody could tell what such a view holds any more. */
final class MaterializedViews {
    private MaterializedViews() {}

    /** @throws CatalogException {@code NOT_EMPTY} */
    static void requireNoneOver(Tx tx, TableHead table) {
        require("Table " + table.name(), tx.viewSources().viewsOver(table));
    }

    /**
     * Views in the database itself go with it.
     *
     * @throws CatalogException {@code NOT_EMPTY}
     */
    static void requireNoneOver(Tx tx, DatabaseName database) {
        require("Database " + database, tx.viewSources().viewsOver(database));
    }

    private static void require(String what, List<TableName> views) {
        if (!views.isEmpty()) {
            throw new CatalogException(
                    ErrorKind.NOT_EMPTY,
                    what + " cannot be dropped, because materialized views read it: " + views + "; drop those first");
        }
    }
}
