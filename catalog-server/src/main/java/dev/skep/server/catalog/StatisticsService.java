package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionFigures;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Statistics of columns. An empty collection of columns or engines, where something is forgotten, means all. */
public final class StatisticsService {
    private final CatalogStore store;

    public StatisticsService(CatalogStore store) {
        this.store = store;
    }

    /** @throws CatalogException {@code NOT_FOUND_TABLE} */
    public List<ColumnStatistics> ofTable(TableName table, Collection<String> columns, String engine) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.statistics().ofTable(head(snapshot, table), columns, engine);
        }
    }

    /** @throws CatalogException {@code NOT_FOUND_TABLE} */
    public Map<PartitionName, List<ColumnStatistics>> ofPartitions(
            TableName table, Collection<PartitionName> partitions, Collection<String> columns, String engine) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.statistics().ofPartitions(head(snapshot, table), partitions, columns, engine);
        }
    }

    /**
     * What the partitions' statistics together say of the columns.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    public AggregateStatistics aggregate(
            TableName table, Collection<PartitionName> partitions, Collection<String> columns, String engine) {
        return AggregateStatistics.of(ofPartitions(table, partitions, columns, engine));
    }

    /**
     * @param merge whether the figures are of rows that came to those already counted; otherwise they take the place of
     *     what is stored
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    public void putForTable(TableName table, Collection<ColumnStatistics> statistics, boolean merge) {
        store.inTransaction(tx -> {
            Stored<Table> stored = find(tx, table);
            TableHead head = TableHead.of(stored);
            List<ColumnStatistics> next = merge
                    ? merged(statistics, (columns, engine) -> tx.statistics().ofTable(head, columns, engine))
                    : List.copyOf(statistics);
            tx.statistics().putForTable(head, next);
            if (!next.isEmpty()) {
                tx.events().append(new CatalogEvent.TableStatisticsUpdated(stored.value(), next, null));
            }
            return head;
        });
    }

    /**
     * @param merge as in {@link #putForTable}
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}
     */
    public void putForPartitions(
            TableName table, Map<PartitionName, List<ColumnStatistics>> statistics, boolean merge) {
        store.inTransaction(tx -> {
            Stored<Table> stored = find(tx, table);
            TableHead head = TableHead.of(stored);
            Map<PartitionName, List<ColumnStatistics>> next = new LinkedHashMap<>(statistics);
            if (merge) {
                next.replaceAll((partition, figures) -> merged(
                        figures,
                        (columns, engine) -> tx.statistics()
                                .ofPartitions(head, List.of(partition), columns, engine)
                                .getOrDefault(partition, List.of())));
            }
            tx.statistics().putForPartitions(head, next);
            List<PartitionFigures> figures = new ArrayList<>();
            next.forEach((partition, statisticsOfIt) -> {
                if (!statisticsOfIt.isEmpty()) {
                    figures.add(
                            new PartitionFigures(head.partitionName(partition).values(), statisticsOfIt));
                }
            });
            tx.events().append(new CatalogEvent.PartitionStatisticsUpdated(stored.value(), figures, null));
            return head;
        });
    }

    private static List<ColumnStatistics> merged(
            Collection<ColumnStatistics> additions, BiFunction<List<String>, String, List<ColumnStatistics>> stored) {
        return additions.stream()
                .map(addition -> stored.apply(List.of(addition.column()), addition.engine()).stream()
                        .findFirst()
                        .map(before -> AggregateStatistics.unite(addition, before))
                        .orElse(addition))
                .toList();
    }

    /**
     * @return how many were forgotten
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    public int deleteForTable(TableName table, Collection<String> columns, Collection<String> engines) {
        return store.inTransaction(tx -> {
            int forgotten = tx.statistics().deleteForTable(head(tx, table), columns, engines);
            if (forgotten > 0) {
                each(columns, column -> tx.events().append(new CatalogEvent.TableStatisticsDeleted(table, column)));
            }
            return forgotten;
        });
    }

    /**
     * @return how many were forgotten
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    public int deleteForPartitions(
            TableName table,
            Collection<PartitionName> partitions,
            Collection<String> columns,
            Collection<String> engines) {
        return store.inTransaction(tx -> {
            int forgotten = tx.statistics().deleteForPartitions(head(tx, table), partitions, columns, engines);
            if (forgotten > 0) {
                for (PartitionName partition : partitions) {
                    each(
                            columns,
                            column -> tx.events()
                                    .append(new CatalogEvent.PartitionStatisticsDeleted(table, partition, column)));
                }
            }
            return forgotten;
        });
    }

    /** Each column by itself, as Hive tells of them; null for all. */
    private static void each(Collection<String> columns, Consumer<@Nullable String> action) {
        if (columns.isEmpty()) {
            action.accept(null);
        }
        columns.forEach(action);
    }

    private static Stored<Table> find(Tx tx, TableName name) {
        return tx.tables().find(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private static TableHead head(Tx tx, TableName name) {
        return tx.tables().head(name).orElseThrow(() -> CatalogException.notFound(name));
    }
}
