package dev.skep.server.catalog.constraint;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.ConstraintQuery;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Constraints of tables that exist. */
public final class ConstraintService {
    private final CatalogStore store;

    public ConstraintService(CatalogStore store) {
        this.store = store;
    }

    /** In the order in which they were added; none where there is no such table. */
    public List<Constraint> find(ConstraintQuery query) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.constraints().find(query).stream()
                    .map(Stored::value)
                    .toList();
        }
    }

    /**
     * Adds all or none.
     *
     * @param drafts those without a name get one
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code NOT_FOUND_TABLE}, {@code ALREADY_EXISTS}
     */
    public void add(List<Constraint> drafts) {
        Map<TableName, List<Constraint>> byTable = drafts.stream()
                .collect(Collectors.groupingBy(Constraint::table, LinkedHashMap::new, Collectors.toList()));
        store.inTransaction(tx -> {
            byTable.forEach((name, ofTable) -> TableConstraints.add(tx, lock(tx, name), ofTable));
            return byTable;
        });
    }

    /**
     * @throws CatalogException {@code NOT_FOUND_DATABASE}, {@code NOT_FOUND_TABLE}; {@code NOT_FOUND_OTHER} if the table has
     *     no such constraint
     */
    public void drop(TableName table, String name) {
        String folded = Names.constraint(name);
        store.inTransaction(tx -> {
            Stored<Constraint> found = tx.constraints().find(ConstraintQuery.of(table)).stream()
                    .filter(each -> folded.equals(each.value().name()))
                    .findFirst()
                    .orElseThrow(() -> missing(tx, table, folded));
            tx.constraints().delete(found);
            tx.events().append(new CatalogEvent.ConstraintDropped(table, folded));
            return found;
        });
    }

    private static CatalogException missing(Tx tx, TableName table, String name) {
        if (tx.tables().head(table).isEmpty()) {
            return notFound(tx, table);
        }
        return new CatalogException(ErrorKind.NOT_FOUND_OTHER, "Table " + table + " has no constraint " + name);
    }

    private static Stored<Table> lock(Tx tx, TableName name) {
        return tx.tables().lock(name).orElseThrow(() -> notFound(tx, name));
    }

    private static CatalogException notFound(Tx tx, TableName name) {
        return tx.databases().find(name.database()).isEmpty()
                ? CatalogException.notFound(name.database())
                : CatalogException.notFound(name);
    }
}
