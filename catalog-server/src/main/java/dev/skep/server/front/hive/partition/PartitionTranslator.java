package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.hive.api.PartitionSpecWithSharedSD;
import dev.skep.hive.api.PartitionWithoutSD;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.front.hive.session.LaterFields;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import java.util.ArrayList;
import java.util.List;

/** Partitions of the wire and of the model. */
public final class PartitionTranslator {
    /** Kept in the place of a descriptor that a partition of a view does not have. */
    private static final StorageDescriptor NO_DESCRIPTOR =
            StorageDescriptor.builder().build();

    private PartitionTranslator() {}

    /** The table that the record says it belongs to. */
    static TableName table(Partition wire) {
        return Translation.table(wire.catName(), wire.dbName(), wire.tableName());
    }

    /** @param table whose layout a partition without a storage descriptor has */
    static dev.skep.server.model.Partition toModel(Partition wire, Table table) {
        StorageDescriptor descriptor = wire.sd();
        boolean nothingSaid = descriptor == null && table.kind().isVirtual();
        return new dev.skep.server.model.Partition(
                Translation.required(wire.values(), "values of a partition"),
                Translation.instant(wire.createTime()),
                Translation.instant(wire.lastAccessTime()),
                descriptor == null ? null : Translation.location(descriptor.location()),
                descriptor == null ? table.layout() : LayoutTranslator.toModel(descriptor),
                Translation.orEmpty(wire.parameters()),
                Rest.keep(
                        Partition.CODEC,
                        rest(wire).toBuilder()
                                .sd(nothingSaid ? NO_DESCRIPTOR : null)
                                .build()));
    }

    /** A partition as a client alters it, with what the client cannot know of. */
    static dev.skep.server.model.Partition altered(
            TableName table,
            dev.skep.server.model.Partition before,
            dev.skep.server.model.Partition sent,
            LaterFields later) {
        dev.skep.server.model.Partition own = sent.withExtras(Rest.replace(before.extras(), sent.extras()));
        if (Rest.isEmpty(before.extras()) && Rest.isEmpty(before.layout().extras())) {
            return own;
        }
        Partition whole = later.in(toWire(table, before), toWire(table, sent));
        StorageDescriptor descriptor = whole.sd();
        Extras extras = Rest.keep(
                Partition.CODEC, rest(whole).toBuilder().sd(rest(sent).sd()).build());
        return own.withLayout(descriptor == null ? sent.layout() : LayoutTranslator.toModel(descriptor))
                .withExtras(Rest.replace(before.extras(), extras));
    }

    private static Partition rest(dev.skep.server.model.Partition partition) {
        return Rest.of(Partition.CODEC, partition.extras())
                .orElseGet(() -> Partition.builder().build());
    }

    /** The partition with all of its descriptor, as clients read it. */
    public static Partition toWire(TableName table, dev.skep.server.model.Partition partition) {
        return toWire(table, partition, LayoutTranslator.toWire(partition.layout(), partition.location()));
    }

    static Partition toWire(TableName table, dev.skep.server.model.Partition partition, PartitionView view) {
        StorageDescriptor descriptor = LayoutTranslator.toWire(partition.layout(), partition.location());
        return view.of(toWire(table, partition, view.of(descriptor)));
    }

    static Partition toWire(TableName table, dev.skep.server.model.Partition partition, StorageDescriptor descriptor) {
        Partition rest = rest(partition);
        return rest.toBuilder()
                .values(partition.values())
                .dbName(table.database().value())
                .tableName(table.value())
                .catName(table.database().catalog().value())
                .createTime(Translation.seconds(partition.createdAt()))
                .lastAccessTime(Translation.seconds(partition.lastAccessedAt()))
                .sd(rest.sd() == null ? descriptor : null)
                .parameters(partition.parameters())
                .writeId(TableTranslator.NEVER_WRITTEN)
                .build();
    }

    /** The partitions of a list that comes in one of two forms: each with a descriptor, or else all sharing one. */
    static List<Partition> partitions(PartitionSpec spec) {
        List<Partition> partitions = new ArrayList<>();
        if (spec.partitionList() != null && spec.partitionList().partitions() != null) {
            spec.partitionList().partitions().forEach(each -> partitions.add(ofNamedTable(each)));
        }
        PartitionSpecWithSharedSD shared = spec.partitionList() == null ? spec.sharedSDPartitionSpec() : null;
        if (shared != null && shared.partitions() != null) {
            StorageDescriptor descriptor = Translation.required(shared.sd(), "shared storage descriptor");
            String root = Translation.required(
                    Translation.location(descriptor.location()), "location of the shared descriptor");
            shared.partitions().forEach(each -> partitions.add(whole(each, descriptor, root)));
        }
        return partitions.stream()
                .map(partition -> partition.toBuilder()
                        .catName(spec.catName())
                        .dbName(spec.dbName())
                        .tableName(spec.tableName())
                        .build())
                .toList();
    }

    private static Partition ofNamedTable(Partition partition) {
        Translation.required(partition.dbName(), "database name of a partition");
        Translation.required(partition.tableName(), "table name of a partition");
        return partition;
    }

    private static Partition whole(PartitionWithoutSD partition, StorageDescriptor shared, String root) {
        String path = partition.relativePath();
        String location = path == null ? null : root + (path.startsWith("/") ? path : "/" + path);
        return Partition.builder()
                .values(partition.values())
                .createTime(partition.createTime())
                .lastAccessTime(partition.lastAccessTime())
                .parameters(partition.parameters())
                .sd(shared.toBuilder().location(location).build())
                .unknown(partition.unknown())
                .build();
    }

    // Write ids and statistics belong to the request that brings them.
    private static Partition rest(Partition wire) {
        return Partition.builder()
                .fileMetadata(wire.fileMetadata())
                .unknown(wire.unknown())
                .build();
    }
}
