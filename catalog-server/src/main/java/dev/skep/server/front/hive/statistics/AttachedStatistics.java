package dev.skep.server.front.hive.statistics;

import dev.skep.hive.api.ColumnStatistics;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.server.catalog.StatisticsService;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statistics of columns that clients of Hive 4 want together with a table, or with its partitions. */
public final class AttachedStatistics {
    private final StatisticsService statistics;

    /** @param statistics where they are looked up */
    public AttachedStatistics(StatisticsService statistics) {
        this.statistics = statistics;
    }

    /** The table with what is known of its columns; nothing is put to it where nothing is known. */
    public Table with(Table table, @Nullable String engine) {
        TableName name = Translation.table(table.catName(), table.dbName(), table.tableName());
        List<dev.skep.server.model.ColumnStatistics> found =
                statistics.ofTable(name, columns(table.sd()), StatisticsTranslator.engine(engine));
        return found.isEmpty()
                ? table
                : table.toBuilder().colStats(wire(name, null, found)).build();
    }

    /** The partitions, as they are answered, with what is known of their columns. */
    public List<Partition> with(TableHead table, List<Partition> partitions, @Nullable String engine) {
        List<String> columns = partitions.stream()
                .flatMap(partition -> columns(partition.sd()).stream())
                .distinct()
                .toList();
        Map<PartitionName, List<dev.skep.server.model.ColumnStatistics>> found = statistics.ofPartitions(
                table.name(),
                partitions.stream().map(partition -> named(table, partition)).toList(),
                columns,
                StatisticsTranslator.engine(engine));
        return partitions.stream()
                .map(partition -> {
                    PartitionName name = named(table, partition);
                    List<dev.skep.server.model.ColumnStatistics> own = found.getOrDefault(name, List.of());
                    return own.isEmpty()
                            ? partition
                            : partition.toBuilder()
                                    .colStats(wire(table.name(), name, own))
                                    .build();
                })
                .toList();
    }

    private static PartitionName named(TableHead table, Partition partition) {
        return table.partitionName(Translation.required(partition.values(), "partition values"));
    }

    private static ColumnStatistics wire(
            TableName table, @Nullable PartitionName partition, List<dev.skep.server.model.ColumnStatistics> found) {
        return ColumnStatistics.builder()
                .statsDesc(StatisticsTranslator.about(table, partition, found.get(0)))
                .statsObj(StatisticsTranslator.toWire(found))
                .build();
    }

    private static List<String> columns(@Nullable StorageDescriptor descriptor) {
        return descriptor == null
                ? List.of()
                : Translation.orEmpty(descriptor.cols()).stream()
                        .map(FieldSchema::name)
                        .filter(Objects::nonNull)
                        .toList();
    }
}
