package dev.skep.server.store;

import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Statistics of columns, of whole tables and of partitions. Column names are folded. */
public interface StatisticsStore {
    /** Of the table itself; those of the columns that have any. */
    List<ColumnStatistics> ofTable(TableHead table, Collection<String> columns, String engine);

    /** Of each of the partitions that have any. */
    Map<PartitionName, List<ColumnStatistics>> ofPartitions(
            TableHead table, Collection<PartitionName> partitions, Collection<String> columns, String engine);

    /** Writes over what is stored for the same column and engine. */
    void putForTable(TableHead table, Collection<ColumnStatistics> statistics);

    /**
     * Writes over what is stored for the same partition, column and engine.
     *
     * @throws dev.skep.server.model.CatalogException {@code NOT_FOUND_PARTITION} naming one that does not exist
     */
    void putForPartitions(TableHead table, Map<PartitionName, List<ColumnStatistics>> statistics);

    /**
     * Forgets the table's own.
     *
     * @param columns which; empty for all
     * @return how many were forgotten
     */
    int deleteForTable(TableHead table, Collection<String> columns, Collection<String> engines);

    /** Forgets those of the partitions; the arguments mean the same as in {@link #deleteForTable}. */
    int deleteForPartitions(
            TableHead table,
            Collection<PartitionName> partitions,
            Collection<String> columns,
            Collection<String> engines);
}
