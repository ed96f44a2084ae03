package dev.skep.server.catalog;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionChange;
import dev.skep.server.store.Page;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Empties a table or some of its partitions: their files go, and so do all figures of rows that were in them. */
final class Truncation {
    private static final int PARTITIONS_AT_ONCE = 1_000;

    private Truncation() {}

    /**
     * @param partitions which; empty for the whole table. As in Hive, those that are not there are passed over
     * @return what happened
     */
    static CatalogEvent of(UnitOfWork.Change change, Stored<Table> table, Collection<PartitionName> partitions) {
        TableHead head = TableHead.of(table);
        if (!partitions.isEmpty()) {
            List<Stored<Partition>> found = change.tx().partitions().findAll(head, partitions);
            return new CatalogEvent.PartitionsAltered(table.value(), partitions(change, head, found), true, null);
        }
        // A whole table is one event, however many partitions it has.
        Table after = table.value().isPartitioned() ? allPartitions(change, table) : unpartitioned(change, table);
        return new CatalogEvent.TableAltered(table.value(), after, true, null);
    }

    private static Table unpartitioned(UnitOfWork.Change change, Stored<Table> table) {
        TableHead head = TableHead.of(table);
        String location = head.location();
        if (location != null) {
            change.files().clearAfterCommit(location);
        }
        change.tx().statistics().deleteForTable(head, List.of(), List.of());
        Map<String, String> figures = RowFigures.emptied(table.value().parameters());
        return change.tx()
                .tables()
                .update(table, table.value().withParameters(figures))
                .value();
    }

    private static Table allPartitions(UnitOfWork.Change change, Stored<Table> table) {
        TableHead head = TableHead.of(table);
        String after = null;
        List<Stored<Partition>> page;
        do {
            page = change.tx().partitions().page(head, Predicate.TRUE, new Page(after, PARTITIONS_AT_ONCE));
            for (PartitionChange emptied : partitions(change, head, page)) {
                after = head.partitionName(emptied.after().values()).value();
            }
        } while (page.size() == PARTITIONS_AT_ONCE);
        return table.value();
    }

    private static List<PartitionChange> partitions(
            UnitOfWork.Change change, TableHead table, List<Stored<Partition>> partitions) {
        List<PartitionChange> changes = new ArrayList<>();
        Map<PartitionName, Partition> next = new LinkedHashMap<>();
        for (Stored<Partition> stored : partitions) {
            Partition before = stored.value();
            Partition after = before.withParameters(RowFigures.emptied(before.parameters()));
            String location = before.location();
            if (location != null) {
                change.files().clearAfterCommit(location);
            }
            next.put(table.partitionName(before.values()), after);
            changes.add(new PartitionChange(before, after));
        }
        if (!next.isEmpty()) {
            change.tx().statistics().deleteForPartitions(table, next.keySet(), List.of(), List.of());
            change.tx().partitions().update(table, next);
        }
        return changes;
    }
}
