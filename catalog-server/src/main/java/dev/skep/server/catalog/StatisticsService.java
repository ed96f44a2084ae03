package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
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
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     *     what is stored. Only what is marked as being of all rows can be added to: of other columns nothing is written
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code INVALID}
     */
    public void putForTable(TableName table, Collection<ColumnStatistics> statistics, boolean merge) {
        store.inTransaction(tx -> {
            Stored<Table> stored = tx.tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            requireColumns(stored.value(), statistics);
            Map<String, String> parameters = stored.value().parameters();
            List<ColumnStatistics> next = merge
                    ? merged(
                            parameters,
                            statistics,
                            (columns, engine) -> tx.statistics().ofTable(head, columns, engine))
                    : List.copyOf(statistics);
            if (!next.isEmpty()) {
                tx.statistics().putForTable(head, next);
                Table marked = stored.value().withParameters(RowFigures.withExact(parameters, names(next)));
                if (!marked.parameters().equals(parameters)) {
                    tx.tables().update(stored, marked);
                }
                tx.events().append(new CatalogEvent.TableStatisticsUpdated(marked, next, null));
            }
            return head;
        });
    }

    /**
     * @param merge as in {@link #putForTable}
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code INVALID_PARTITION_NAME}
     */
    public void putForPartitions(
            TableName table, Map<PartitionName, List<ColumnStatistics>> statistics, boolean merge) {
        store.inTransaction(tx -> {
            Stored<Table> stored = tx.tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            TableHead head = TableHead.of(stored);
            Map<PartitionName, List<ColumnStatistics>> next = new LinkedHashMap<>();
            statistics.forEach(
                    (name, figures) -> next.computeIfAbsent(head.partitionName(name), key -> new ArrayList<>())
                            .addAll(figures));
            Map<PartitionName, Partition> marked = new LinkedHashMap<>();
            for (Stored<Partition> each : tx.partitions().findAll(head, next.keySet())) {
                Partition partition = each.value();
                PartitionName name = head.partitionName(partition.values());
                Map<String, String> parameters = partition.parameters();
                if (merge) {
                    next.computeIfPresent(
                            name,
                            (key, figures) -> merged(
                                    parameters,
                                    figures,
                                    (columns, engine) -> tx.statistics()
                                            .ofPartitions(head, List.of(name), columns, engine)
                                            .getOrDefault(name, List.of())));
                }
                Map<String, String> exact = RowFigures.withExact(parameters, names(next.getOrDefault(name, List.of())));
                if (!exact.equals(parameters)) {
                    marked.put(name, partition.withParameters(exact));
                }
            }
            tx.statistics().putForPartitions(head, next);
            tx.partitions().update(head, marked);
            List<PartitionFigures> figures = new ArrayList<>();
            next.forEach((partition, statisticsOfIt) -> {
                if (!statisticsOfIt.isEmpty()) {
                    figures.add(
                            new PartitionFigures(head.partitionName(partition).values(), statisticsOfIt));
                }
            });
            if (!figures.isEmpty()) {
                tx.events().append(new CatalogEvent.PartitionStatisticsUpdated(stored.value(), figures, null));
            }
            return head;
        });
    }

    private static List<ColumnStatistics> merged(
            Map<String, String> parameters,
            Collection<ColumnStatistics> additions,
            BiFunction<List<String>, String, List<ColumnStatistics>> stored) {
        Set<String> exact = RowFigures.exactColumns(parameters);
        return additions.stream()
                .filter(addition -> exact.contains(addition.column()))
                .map(addition -> stored.apply(List.of(addition.column()), addition.engine()).stream()
                        .findFirst()
                        .map(before -> AggregateStatistics.unite(addition, before))
                        .orElse(addition))
                .toList();
    }

    private static void requireColumns(Table table, Collection<ColumnStatistics> statistics) {
        Set<String> known = Stream.concat(table.layout().columns().stream(), table.partitionKeys().stream())
                .map(column -> Names.column(column.name()))
                .collect(Collectors.toSet());
        for (ColumnStatistics each : statistics) {
            if (!known.contains(each.column())) {
                throw CatalogException.invalid("Table " + table.name() + " has no column " + each.column());
            }
        }
    }

    private static List<String> names(Collection<ColumnStatistics> statistics) {
        return statistics.stream().map(ColumnStatistics::column).toList();
    }

    /**
     * @return how many were forgotten
     * @throws CatalogException {@code NOT_FOUND_TABLE}
     */
    public int deleteForTable(TableName table, Collection<String> columns, Collection<String> engines) {
        return store.inTransaction(tx -> {
            Stored<Table> stored = tx.tables().lock(table).orElseThrow(() -> CatalogException.notFound(table));
            int forgotten = tx.statistics().deleteForTable(TableHead.of(stored), columns, engines);
            if (forgotten > 0) {
                Map<String, String> parameters = stored.value().parameters();
                Map<String, String> left = RowFigures.withoutExact(parameters, columns);
                if (!left.equals(parameters)) {
                    tx.tables().update(stored, stored.value().withParameters(left));
                }
                each(columns, column -> tx.events().append(new CatalogEvent.TableStatisticsDeleted(table, column)));
            }
            return forgotten;
        });
    }

    /**
     * @return how many were forgotten
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code INVALID_PARTITION_NAME}
     */
    public int deleteForPartitions(
            TableName table,
            Collection<PartitionName> partitions,
            Collection<String> columns,
            Collection<String> engines) {
        return store.inTransaction(tx -> {
            TableHead head = TableHead.of(tx.tables().lock(table).orElseThrow(() -> CatalogException.notFound(table)));
            List<PartitionName> names =
                    partitions.stream().map(head::partitionName).toList();
            int forgotten = tx.statistics().deleteForPartitions(head, names, columns, engines);
            if (forgotten > 0) {
                Map<PartitionName, Partition> changed = new LinkedHashMap<>();
                for (Stored<Partition> each : tx.partitions().findAll(head, names)) {
                    Partition partition = each.value();
                    Map<String, String> left = RowFigures.withoutExact(partition.parameters(), columns);
                    if (!left.equals(partition.parameters())) {
                        changed.put(head.partitionName(partition.values()), partition.withParameters(left));
                    }
                }
                tx.partitions().update(head, changed);
                for (PartitionName partition : names) {
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

    private static TableHead head(Tx tx, TableName name) {
        return tx.tables().head(name).orElseThrow(() -> CatalogException.notFound(name));
    }
}
