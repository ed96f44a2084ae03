package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.Partition;
import dev.skep.server.catalog.privilege.PartitionPrivileges;
import dev.skep.server.catalog.privilege.PrivilegeService;
import dev.skep.server.front.hive.privilege.PrivilegeTranslator;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Puts to partitions what the user who asks for them may do with each, where the table keeps that. */
public final class PartitionAuthority {
    private final PrivilegeService privileges;

    /** @param privileges what is asked for the grants on partitions */
    public PartitionAuthority(PrivilegeService privileges) {
        this.privileges = privileges;
    }

    Elements<Partition> with(
            Elements<Partition> partitions, TableName table, @Nullable String user, @Nullable List<String> groups) {
        return of(table, user, groups)
                .<Elements<Partition>>map(each -> new WithPrivileges(partitions, each))
                .orElse(partitions);
    }

    Partition with(Partition partition, TableName table, @Nullable String user, @Nullable List<String> groups) {
        return of(table, user, groups).map(each -> with(partition, each)).orElse(partition);
    }

    private Optional<PartitionPrivileges> of(TableName table, @Nullable String user, @Nullable List<String> groups) {
        return user == null && groups == null
                ? Optional.empty()
                : privileges.ofPartitions(table, user, Translation.orEmpty(groups));
    }

    private static Partition with(Partition partition, PartitionPrivileges privileges) {
        List<String> values = Objects.requireNonNull(partition.values(), "A partition that is answered has values");
        return partition.toBuilder()
                .privileges(PrivilegeTranslator.toWire(privileges.of(values)))
                .build();
    }

    /** The same partitions with their privileges, one by one. */
    private record WithPrivileges(Elements<Partition> partitions, PartitionPrivileges privileges)
            implements Elements<Partition> {
        @Override
        public int size() {
            return partitions.size();
        }

        @Override
        public Iterator<Partition> iterator() {
            return StreamSupport.stream(partitions.spliterator(), false)
                    .map(partition -> with(partition, privileges))
                    .iterator();
        }

        @Override
        public void close() {
            partitions.close();
        }
    }
}
