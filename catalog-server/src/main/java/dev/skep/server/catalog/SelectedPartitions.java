package dev.skep.server.catalog;

import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names that may need the table's keys, or its partitions, to be found. */
@FunctionalInterface
public interface SelectedPartitions {
    Set<PartitionName> names(TableHead table, Tx tx);

    static SelectedPartitions names(Collection<PartitionName> names) {
        return (table, tx) -> names.stream().map(table::partitionName).collect(Collectors.toSet());
    }

    /** One name, of which only the levels count that the table has keys for. */
    static SelectedPartitions nameAsHive(PartitionName name) {
        return (table, tx) -> Set.of(table.partitionName(name.restrictedTo(table.partitionKeys())));
    }

    static SelectedPartitions values(List<String> values) {
        return (table, tx) -> Set.of(table.partitionName(values));
    }
}
