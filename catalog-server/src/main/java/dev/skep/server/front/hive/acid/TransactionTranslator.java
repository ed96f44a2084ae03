package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.CommitTxnRequest;
import dev.skep.hive.api.DataOperationType;
import dev.skep.hive.api.GetOpenTxnsInfoResponse;
import dev.skep.hive.api.GetOpenTxnsResponse;
import dev.skep.hive.api.OpenTxnRequest;
import dev.skep.hive.api.TableValidWriteIds;
import dev.skep.hive.api.TxnInfo;
import dev.skep.hive.api.TxnToWriteId;
import dev.skep.hive.api.TxnType;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Client;
import dev.skep.server.model.acid.CommitRequest;
import dev.skep.server.model.acid.Invalid;
import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.TableParameter;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnRequest.Replay;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.model.acid.TxnWriteId;
import dev.skep.server.model.acid.ValidWriteIds;
import dev.skep.thrift.Bytes;
import dev.skep.thrift.UnknownFields;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Transactions and write ids of the wire and of the model. */
final class TransactionTranslator {
    private static final String UNKNOWN_AGENT = "Unknown";

    private TransactionTranslator() {}

    static TxnRequest toModel(OpenTxnRequest wire) {
        return new TxnRequest(
                wire.numTxns(),
                kind(wire.txnTypeOrDefault()),
                client(wire.user(), wire.hostname(), wire.agentInfo()),
                new Replay(
                        wire.replPolicy() == null ? "" : wire.replPolicy(), Translation.orEmpty(wire.replSrcTxnIds())));
    }

    static Client client(String user, String host, @Nullable String agent) {
        return new Client(user, host, agent == null ? UNKNOWN_AGENT : agent);
    }

    /** The replication that a request replays, if it does. */
    static Optional<String> replayOf(@Nullable TxnType type, @Nullable String policy) {
        return type == TxnType.REPL_CREATED
                ? Optional.of(Translation.required(policy, "replication policy"))
                : Optional.empty();
    }

    /**
     * Clients that take locks which keep two writers apart say that nothing has to be checked. Those of Hive before 4 say
     * nothing, and have to be checked.
     */
    static CommitRequest toModel(CommitTxnRequest wire) {
        return new CommitRequest(
                wire.txnid(),
                replayOf(wire.txnType(), wire.replPolicy()).orElse(""),
                !Translation.isTrue(wire.exclWriteEnabled()),
                Optional.ofNullable(wire.keyValue())
                        .map(set -> new TableParameter(set.tableId(), set.key(), set.value())));
    }

    static TxnKind kind(TxnType wire) {
        return switch (wire) {
            case DEFAULT -> TxnKind.DEFAULT;
            case REPL_CREATED -> TxnKind.REPL_CREATED;
            case READ_ONLY -> TxnKind.READ_ONLY;
            case COMPACTION -> TxnKind.COMPACTION;
            case MATER_VIEW_REBUILD -> TxnKind.MATERIALIZATION_REBUILD;
            case SOFT_DELETE -> TxnKind.SOFT_DELETE;
            case REBALANCE_COMPACTION -> TxnKind.REBALANCE_COMPACTION;
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of the transaction is none that is known");
        };
    }

    /** @return nothing for what is no change, or not one that others must know */
    static Optional<Operation> operation(DataOperationType wire) {
        return switch (wire) {
            case INSERT -> Optional.of(Operation.INSERT);
            // A client that does not say may be changing rows.
            case UPDATE, UNSET -> Optional.of(Operation.UPDATE);
            case DELETE -> Optional.of(Operation.DELETE);
            case SELECT, NO_TXN -> Optional.empty();
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of the operation is none that is known");
        };
    }

    static GetOpenTxnsResponse toWire(OpenTxns txns) {
        OptionalLong smallest = txns.smallestOpen();
        return GetOpenTxnsResponse.builder()
                .txnHighWaterMark(txns.highWaterMark())
                .openTxns(txns.txns().stream().map(Txn::id).toList())
                .abortedBits(bits(txns.txns(), txn -> txn.state() == TxnState.ABORTED))
                .minOpenTxn(smallest.isPresent() ? smallest.getAsLong() : null)
                .build();
    }

    static GetOpenTxnsInfoResponse toInfo(OpenTxns txns) {
        return GetOpenTxnsInfoResponse.builder()
                .txnHighWaterMark(txns.highWaterMark())
                .openTxns(txns.txns().stream().map(TransactionTranslator::info).toList())
                .build();
    }

    private static TxnInfo info(Txn txn) {
        return TxnInfo.builder()
                .id(txn.id())
                .state(state(txn.state()))
                .user(txn.client().user())
                .hostname(txn.client().host())
                .agentInfo(txn.client().agent())
                .metaInfo(txn.reason())
                .startedTime(txn.startedAt().toEpochMilli())
                .lastHeartbeatTime(txn.heartbeatAt().toEpochMilli())
                .build();
    }

    private static dev.skep.hive.api.TxnState state(TxnState state) {
        return switch (state) {
            case OPEN -> dev.skep.hive.api.TxnState.OPEN;
            case ABORTED -> dev.skep.hive.api.TxnState.ABORTED;
            case COMMITTED -> dev.skep.hive.api.TxnState.COMMITTED;
        };
    }

    static TableValidWriteIds toWire(TableName table, ValidWriteIds ids) {
        OptionalLong smallest = ids.smallestOpen();
        return TableValidWriteIds.builder()
                .fullTableName(table.toString())
                .writeIdHighWaterMark(ids.highWaterMark())
                .invalidWriteIds(ids.exceptions().stream().map(Invalid::id).toList())
                .abortedBits(bits(ids.exceptions(), Invalid::aborted))
                .minOpenWriteId(smallest.isPresent() ? smallest.getAsLong() : null)
                .build();
    }

    /** The bit at the place of each element that is so. */
    private static <T> Bytes bits(List<T> elements, Predicate<T> isSet) {
        BitSet bits = new BitSet();
        for (int i = 0; i < elements.size(); i++) {
            bits.set(i, isSet.test(elements.get(i)));
        }
        return Bytes.copyOf(bits.toByteArray());
    }

    static TxnToWriteId toWire(TxnWriteId id) {
        return new TxnToWriteId(id.txn(), id.writeId(), UnknownFields.NONE);
    }

    static TxnWriteId toModel(TxnToWriteId wire) {
        return new TxnWriteId(wire.txnId(), wire.writeId());
    }

    /** A table as {@code database.table}. */
    static TableName table(String fullName) {
        int dot = fullName.lastIndexOf('.');
        if (dot <= 0 || dot == fullName.length() - 1) {
            throw CatalogException.invalid("'" + fullName + "' names no table: write database.table");
        }
        String database = fullName.substring(0, dot);
        int catalog = database.indexOf('.');
        return catalog < 0
                ? Translation.table(null, database, fullName.substring(dot + 1))
                : Translation.table(
                        database.substring(0, catalog), database.substring(catalog + 1), fullName.substring(dot + 1));
    }
}
