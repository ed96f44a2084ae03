package dev.skep.server.store;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import java.util.Collection;
import java.util.List;

/** Which tables materialized views read. It follows tables that are renamed, and goes with either. */
public interface ViewSourceStore {
    /**
     * What a view reads from now on. Names of no table are passed over. The tables that are there cannot be dropped by
     * another transaction until the end of this one.
     *
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if the view, or a table, has gone in between
     */
    void replace(long viewId, Collection<TableName> sources);

    /** The views that read a table, in order. */
    List<TableName> viewsOver(TableHead table);

    /** The views elsewhere that read tables of a database, in order. */
    List<TableName> viewsOver(DatabaseName database);
}
