package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.CompactionInfoStruct;
import dev.skep.hive.api.CompactionRequest;
import dev.skep.hive.api.CompactionType;
import dev.skep.hive.api.ShowCompactRequest;
import dev.skep.hive.api.ShowCompactResponseElement;
import dev.skep.server.catalog.acid.CompactionService;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionDetails;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Resource;
import dev.skep.thrift.Generation;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compactions of the wire and of the model. */
public final class CompactionTranslator {
    /** What compactions without a pool are shown under. */
    private static final String DEFAULT_POOL = "default";

    private CompactionTranslator() {}

    static CompactionService.Request toModel(CompactionRequest wire) {
        return new CompactionService.Request(
                resource(wire.dbname(), wire.tablename(), wire.partitionname()),
                kind(wire.type()),
                text(wire.poolName()),
                new CompactionDetails(
                        wire.properties() == null ? null : counted(wire.properties()),
                        wire.runas(),
                        wire.initiatorId(),
                        wire.initiatorVersion(),
                        null,
                        null,
                        null,
                        null,
                        wire.numberOfBuckets(),
                        wire.orderByClause()));
    }

    /** A compaction that Hive never put into the queue, as it tells of it afterwards. */
    static CompactionService.Request toRequest(CompactionInfoStruct wire) {
        return new CompactionService.Request(
                resource(wire.dbname(), wire.tablename(), wire.partitionname()),
                kind(wire.type()),
                text(wire.poolname()),
                new CompactionDetails(
                        wire.properties(),
                        wire.runas(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        wire.errorMessage(),
                        null,
                        null));
    }

    static Resource resource(String database, String table, @Nullable String partition) {
        TableName name = Translation.table(null, database, table);
        return Resource.of(name, text(partition));
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A map as Hive's workers read it: the number of entries, then each text behind its length. */
    private static String counted(Map<String, String> map) {
        StringBuilder text = new StringBuilder().append(map.size()).append(':');
        map.forEach((key, value) -> text.append(key.length())
                .append(':')
                .append(key)
                .append(value.length())
                .append(':')
                .append(value));
        return text.toString();
    }

    static CompactionKind kind(CompactionType wire) {
        return switch (wire) {
            case MINOR -> CompactionKind.MINOR;
            case MAJOR -> CompactionKind.MAJOR;
            case REBALANCE -> CompactionKind.REBALANCE;
            case ABORT_TXN_CLEANUP -> CompactionKind.ABORTED_CLEANUP;
            case SMART_OPTIMIZE -> CompactionKind.SMART_OPTIMIZE;
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of the compaction is none that is known");
        };
    }

    /** The word that Hive has for a kind of compaction. */
    public static CompactionType type(CompactionKind kind) {
        return switch (kind) {
            case MINOR -> CompactionType.MINOR;
            case MAJOR -> CompactionType.MAJOR;
            case REBALANCE -> CompactionType.REBALANCE;
            case ABORTED_CLEANUP -> CompactionType.ABORT_TXN_CLEANUP;
            case SMART_OPTIMIZE -> CompactionType.SMART_OPTIMIZE;
        };
    }

    static CompactionFilter toModel(ShowCompactRequest wire) {
        String state = text(wire.state());
        String table = text(wire.tbName());
        return new CompactionFilter(
                wire.id() == null || wire.id() <= 0 ? null : wire.id(),
                text(wire.dbName()) == null ? null : Translation.database(null, wire.dbName()),
                table == null ? null : table.strip().toLowerCase(Locale.ROOT),
                text(wire.partName()),
                wire.type() == null ? null : kind(wire.type()),
                state == null
                        ? null
                        : CompactionState.of(state)
                                .orElseThrow(() -> CatalogException.invalid("No compaction is ever in state " + state)),
                text(wire.poolName()));
    }

    /** Whether clients can read of it: a single one of a type that they do not have spoils the whole answer for them. */
    static boolean isKnownTo(Generation client, Compaction compaction) {
        return switch (compaction.kind()) {
            case MINOR, MAJOR -> true;
            case REBALANCE, ABORTED_CLEANUP -> client.atLeast(Generation.HIVE_4);
            case SMART_OPTIMIZE -> client.atLeast(Generation.HIVE_4_1);
        };
    }

    static ShowCompactResponseElement toShown(Compaction compaction) {
        Resource resource = compaction.resource();
        CompactionDetails details = compaction.details();
        return ShowCompactResponseElement.builder()
                .id(compaction.id())
                .dbname(resource.database().toString())
                .tablename(table(resource))
                .partitionname(resource.partition())
                .type(type(compaction.kind()))
                .state(compaction.state().words())
                .workerid(details.workerId())
                .workerVersion(details.workerVersion())
                .runAs(details.runAs())
                .hadoopJobId(details.hadoopJobId())
                .errorMessage(details.error())
                .initiatorId(details.initiatorId())
                .initiatorVersion(details.initiatorVersion())
                .enqueueTime(millis(compaction.times().enqueued()))
                .start(millis(compaction.times().started()))
                .commitTime(orZero(millis(compaction.times().committed())))
                .endTime(millis(compaction.times().ended()))
                .poolName(compaction.pool() == null ? DEFAULT_POOL : compaction.pool())
                .txnId(orZero(compaction.txn()))
                .nextTxnId(orZero(compaction.nextTxn()))
                .hightestTxnId(orZero(compaction.highestWriteId()))
                .hightestWriteId(orZero(compaction.highestWriteId()))
                .build();
    }

    static CompactionInfoStruct toWire(Compaction compaction) {
        Resource resource = compaction.resource();
        CompactionDetails details = compaction.details();
        return CompactionInfoStruct.builder()
                .id(compaction.id())
                .dbname(resource.database().toString())
                .tablename(table(resource))
                .partitionname(resource.partition())
                .type(type(compaction.kind()))
                .state(String.valueOf(compaction.state().letter()))
                .runas(details.runAs())
                .properties(details.properties())
                .workerId(details.workerId())
                .start(millis(compaction.times().started()))
                .enqueueTime(millis(compaction.times().enqueued()))
                .highestWriteId(compaction.highestWriteId())
                .errorMessage(details.error())
                .poolname(compaction.pool())
                .numberOfBuckets(details.buckets())
                .orderByClause(details.orderBy())
                .build();
    }

    private static String table(Resource resource) {
        return resource.table() == null ? "" : resource.table();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    /** Hive writes 0 where it knows no number. */
    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
