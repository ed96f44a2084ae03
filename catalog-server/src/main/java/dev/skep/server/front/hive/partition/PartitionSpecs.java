package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionListComposingSpec;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.hive.api.PartitionSpecWithSharedSD;
import dev.skep.hive.api.PartitionWithoutSD;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of partitions in the two forms that clients of Hive know as partition specs. */
final class PartitionSpecs {
    private PartitionSpecs() {}

    /** A list in which each partition has its own descriptor. */
    static PartitionSpec listed(TableName table, @Nullable String location, Elements<Partition> partitions) {
        return begun(table)
                .rootPath(location)
                .partitionList(PartitionListComposingSpec.builder()
                        .partitions(partitions)
                        .build())
                .build();
    }

    /**
     * Partitions below the table's location share a descriptor with those that are alike, and so do those without a
     * location; others have their own, in a list that comes last.
     *
     * @param location the table's; null for a view
     */
    static List<PartitionSpec> grouped(TableName table, @Nullable String location, Iterable<Partition> partitions) {
        Map<StorageDescriptor, List<PartitionWithoutSD>> alike = new LinkedHashMap<>();
        List<Partition> elsewhere = new ArrayList<>();
        for (Partition partition : partitions) {
            StorageDescriptor descriptor =
                    partition.sd() == null ? StorageDescriptor.builder().build() : partition.sd();
            String own = descriptor.location();
            if (own == null) {
                alike.computeIfAbsent(descriptor, key -> new ArrayList<>()).add(without(partition, null));
            } else if (location != null && (own.equals(location) || own.startsWith(location + "/"))) {
                alike.computeIfAbsent(descriptor.toBuilder().location(location).build(), key -> new ArrayList<>())
                        .add(without(partition, own.substring(location.length())));
            } else {
                elsewhere.add(partition);
            }
        }
        List<PartitionSpec> specs = new ArrayList<>();
        alike.forEach((descriptor, members) -> specs.add(begun(table)
                .rootPath(descriptor.location())
                .sharedSDPartitionSpec(PartitionSpecWithSharedSD.builder()
                        .sd(descriptor)
                        .partitions(Elements.of(members))
                        .build())
                .build()));
        if (!elsewhere.isEmpty()) {
            specs.add(listed(table, null, Elements.of(elsewhere)));
        }
        return specs;
    }

    private static PartitionSpec.Builder begun(TableName table) {
        return PartitionSpec.builder()
                .catName(table.database().catalog().value())
                .dbName(table.database().value())
                .tableName(table.value());
    }

    private static PartitionWithoutSD without(Partition partition, @Nullable String path) {
        return PartitionWithoutSD.builder()
                .values(partition.values())
                .createTime(partition.createTime())
                .lastAccessTime(partition.lastAccessTime())
                .relativePath(path)
                .parameters(partition.parameters())
                .build();
    }
}
