package dev.skep.server.front.hive.session;

import dev.skep.hive.api.Database;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.thrift.Generation;
import dev.skep.thrift.UnknownFields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fields that objects got in the course of Hive's releases. A client reads an object, changes it, and sends all of it back:
 * what its own release does not have it cannot send, and does not mean to take away.
 *
 * @param client the oldest generation of which the client may be
 */
public record LaterFields(Generation client) {
    /** The table as it is to be kept: what was sent, with the fields of before that the client cannot know. */
    public Table in(Table before, Table sent) {
        boolean sameOwner = Objects.equals(before.owner(), sent.owner());
        return sent.toBuilder()
                .ownerType(since(Generation.HIVE_3, sameOwner ? before.ownerType() : null, sent.ownerType()))
                .requiredReadCapabilities(
                        since(Generation.HIVE_4, before.requiredReadCapabilities(), sent.requiredReadCapabilities()))
                .requiredWriteCapabilities(
                        since(Generation.HIVE_4, before.requiredWriteCapabilities(), sent.requiredWriteCapabilities()))
                .fileMetadata(since(Generation.HIVE_4, before.fileMetadata(), sent.fileMetadata()))
                .sd(sent.sd() == null || before.sd() == null ? sent.sd() : in(before.sd(), sent.sd()))
                .unknown(unknown(before.unknown(), sent.unknown()))
                .build();
    }

    /** The database as it is to be kept. */
    public Database in(Database before, Database sent) {
        return sent.toBuilder()
                .type(since(Generation.HIVE_4, before.type(), sent.type()))
                .connectorName(since(Generation.HIVE_4, before.connectorName(), sent.connectorName()))
                .remoteDbname(since(Generation.HIVE_4, before.remoteDbname(), sent.remoteDbname()))
                .unknown(unknown(before.unknown(), sent.unknown()))
                .build();
    }

    /** The partition as it is to be kept. */
    public Partition in(Partition before, Partition sent) {
        return sent.toBuilder()
                .fileMetadata(since(Generation.HIVE_4, before.fileMetadata(), sent.fileMetadata()))
                .sd(sent.sd() == null || before.sd() == null ? sent.sd() : in(before.sd(), sent.sd()))
                .unknown(unknown(before.unknown(), sent.unknown()))
                .build();
    }

    private StorageDescriptor in(StorageDescriptor before, StorageDescriptor sent) {
        return sent.toBuilder()
                .serdeInfo(
                        sent.serdeInfo() == null || before.serdeInfo() == null
                                ? sent.serdeInfo()
                                : in(before.serdeInfo(), sent.serdeInfo()))
                .unknown(unknown(before.unknown(), sent.unknown()))
                .build();
    }

    /** What is said of one serde says nothing of another. */
    private SerDeInfo in(SerDeInfo before, SerDeInfo sent) {
        if (!Objects.equals(before.serializationLib(), sent.serializationLib())) {
            return sent;
        }
        return sent.toBuilder()
                .description(since(Generation.HIVE_3, before.description(), sent.description()))
                .serializerClass(since(Generation.HIVE_3, before.serializerClass(), sent.serializerClass()))
                .deserializerClass(since(Generation.HIVE_3, before.deserializerClass(), sent.deserializerClass()))
                .serdeType(since(Generation.HIVE_3, before.serdeType(), sent.serdeType()))
                .unknown(unknown(before.unknown(), sent.unknown()))
                .build();
    }

    private <T> @Nullable T since(Generation first, @Nullable T before, @Nullable T sent) {
        return sent == null && !client.atLeast(first) ? before : sent;
    }

    /** Whoever sends fields that are not known here has a release that is not known here, and knows them all. */
    private static UnknownFields unknown(UnknownFields before, UnknownFields sent) {
        return sent.isEmpty() ? before : sent;
    }
}
