package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.AbortTxnArgs;
import dev.skep.hive.api.AbortTxnRequest;
import dev.skep.hive.api.AbortTxnsArgs;
import dev.skep.hive.api.AbortTxnsRequest;
import dev.skep.hive.api.AddDynamicPartitions;
import dev.skep.hive.api.AddDynamicPartitionsArgs;
import dev.skep.hive.api.AddWriteIdsToMinHistoryArgs;
import dev.skep.hive.api.AllocateTableWriteIdsArgs;
import dev.skep.hive.api.AllocateTableWriteIdsRequest;
import dev.skep.hive.api.AllocateTableWriteIdsResponse;
import dev.skep.hive.api.CommitTxnArgs;
import dev.skep.hive.api.GetLatestTxnidInConflictArgs;
import dev.skep.hive.api.GetMaxAllocatedTableWriteIdArgs;
import dev.skep.hive.api.GetOpenTxnsArgs;
import dev.skep.hive.api.GetOpenTxnsInfoArgs;
import dev.skep.hive.api.GetOpenTxnsInfoResponse;
import dev.skep.hive.api.GetOpenTxnsReqArgs;
import dev.skep.hive.api.GetOpenTxnsResponse;
import dev.skep.hive.api.GetValidWriteIdsArgs;
import dev.skep.hive.api.GetValidWriteIdsRequest;
import dev.skep.hive.api.GetValidWriteIdsResponse;
import dev.skep.hive.api.HeartbeatTxnRangeArgs;
import dev.skep.hive.api.HeartbeatTxnRangeRequest;
import dev.skep.hive.api.HeartbeatTxnRangeResponse;
import dev.skep.hive.api.MaxAllocatedTableWriteIdRequest;
import dev.skep.hive.api.MaxAllocatedTableWriteIdResponse;
import dev.skep.hive.api.OpenTxnsArgs;
import dev.skep.hive.api.OpenTxnsResponse;
import dev.skep.hive.api.ReplTblWriteIdStateRequest;
import dev.skep.hive.api.ReplTblWriteidStateArgs;
import dev.skep.hive.api.SeedTableWriteIdsRequest;
import dev.skep.hive.api.SeedTxnIdArgs;
import dev.skep.hive.api.SeedWriteIdArgs;
import dev.skep.hive.api.TableValidWriteIds;
import dev.skep.hive.api.Transactions;
import dev.skep.hive.api.TxnToWriteId;
import dev.skep.hive.api.UpdateTransactionStatisticsArgs;
import dev.skep.server.catalog.acid.TransactionService;
import dev.skep.server.catalog.acid.TransactionService.Heartbeats;
import dev.skep.server.catalog.acid.WriteIdService;
import dev.skep.server.catalog.acid.WriteIdService.Reader;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.TxnWriteId;
import dev.skep.server.model.acid.ValidTxns;
import dev.skep.server.model.acid.ValidWriteIds;
import dev.skep.thrift.Generation;
import dev.skep.thrift.UnknownFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** ACID transactions, and the write ids that they get of tables. */
public final class TransactionHandler implements Transactions<ClientSession> {
    private final TransactionService transactions;
    private final WriteIdService writeIds;

    public TransactionHandler(TransactionService transactions, WriteIdService writeIds) {
        this.transactions = transactions;
        this.writeIds = writeIds;
    }

    @Override
    public OpenTxnsResponse openTxns(OpenTxnsArgs args, ClientSession session) {
        return new OpenTxnsResponse(
                transactions.open(TransactionTranslator.toModel(Translation.required(args.rqst(), "request"))),
                UnknownFields.NONE);
    }

    /**
     * Clients of Hive 2 and 3 call this, and take the open transactions as a set or as a list. Both are sent: each skips the
     * field of the type that it does not expect.
     */
    @Override
    public GetOpenTxnsResponse getOpenTxns(GetOpenTxnsArgs args, ClientSession session) {
        GetOpenTxnsResponse response = TransactionTranslator.toWire(transactions.openOrAborted());
        return response.toBuilder()
                .unknown(UnknownFields.encoded(GetOpenTxnsResponse.CODEC, response, Generation.HIVE_2))
                .build();
    }

    @Override
    public GetOpenTxnsInfoResponse getOpenTxnsInfo(GetOpenTxnsInfoArgs args, ClientSession session) {
        return TransactionTranslator.toInfo(transactions.openOrAborted());
    }

    @Override
    public GetOpenTxnsResponse getOpenTxnsReq(GetOpenTxnsReqArgs args, ClientSession session) {
        OpenTxns all = transactions.openOrAborted();
        GetOpenTxnsResponse response = TransactionTranslator.toWire(all.without(
                Translation.orEmpty(Translation.required(args.getOpenTxnsRequest(), "request")
                                .excludeTxnTypes())
                        .stream()
                        .map(TransactionTranslator::kind)
                        .collect(Collectors.toSet())));
        // The smallest open one is that of all kinds: what it may read must stay.
        return response.toBuilder()
                .minOpenTxn(all.smallestOpen().isPresent() ? all.smallestOpen().getAsLong() : null)
                .build();
    }

    @Override
    public void abortTxn(AbortTxnArgs args, ClientSession session) {
        AbortTxnRequest request = Translation.required(args.rqst(), "request");
        transactions.abort(
                request.txnid(),
                TransactionTranslator.replayOf(request.txnType(), request.replPolicy()),
                reason(session, request.errorCode()));
    }

    @Override
    public void abortTxns(AbortTxnsArgs args, ClientSession session) {
        AbortTxnsRequest request = Translation.required(args.rqst(), "request");
        transactions.abortAll(request.txnIds(), reason(session, request.errorCode()));
    }

    private static String reason(ClientSession session, @Nullable Long errorCode) {
        return "asked for" + (session.user().isEmpty() ? "" : " by " + session.user())
                + (errorCode == null ? "" : " with error code " + errorCode);
    }

    @Override
    public void commitTxn(CommitTxnArgs args, ClientSession session) {
        transactions.commit(TransactionTranslator.toModel(Translation.required(args.rqst(), "request")));
    }

    @Override
    public HeartbeatTxnRangeResponse heartbeatTxnRange(HeartbeatTxnRangeArgs args, ClientSession session) {
        HeartbeatTxnRangeRequest request = Translation.required(args.txns(), "request");
        Heartbeats heartbeats = transactions.heartbeatRange(request.min(), request.max());
        return new HeartbeatTxnRangeResponse(heartbeats.aborted(), heartbeats.unknown(), UnknownFields.NONE);
    }

    @Override
    public long getLatestTxnidInConflict(GetLatestTxnidInConflictArgs args, ClientSession session) {
        return transactions.latestConflict(Translation.required(args.txnId(), "transaction id"));
    }

    @Override
    public void seedTxnId(SeedTxnIdArgs args, ClientSession session) {
        transactions.seed(Translation.required(args.rqst(), "request").seedTxnId());
    }

    @Override
    public void addDynamicPartitions(AddDynamicPartitionsArgs args, ClientSession session) {
        AddDynamicPartitions request = Translation.required(args.rqst(), "request");
        Optional<Operation> operation = TransactionTranslator.operation(request.operationTypeOrDefault());
        transactions.addPartitions(
                request.txnid(),
                Translation.table(null, request.dbname(), request.tablename()),
                request.partitionnames(),
                operation.orElseThrow(() -> CatalogException.invalid(
                        "Partitions are not written to by " + request.operationTypeOrDefault())),
                request.writeid());
    }

    /** What is counted is read by materialized views that know how much of their sources has changed; here none does. */
    @Override
    public void updateTransactionStatistics(UpdateTransactionStatisticsArgs args, ClientSession session) {
        Translation.required(args.req(), "request");
    }

    @Override
    public void replTblWriteidState(ReplTblWriteidStateArgs args, ClientSession session) {
        ReplTblWriteIdStateRequest request = Translation.required(args.rqst(), "request");
        writeIds.replicate(
                Translation.table(null, request.dbName(), request.tableName()),
                ValidWriteIds.parse(request.validWriteIdlist()),
                TransactionTranslator.client(request.user(), request.hostName(), null));
    }

    @Override
    public GetValidWriteIdsResponse getValidWriteIds(GetValidWriteIdsArgs args, ClientSession session) {
        GetValidWriteIdsRequest request = Translation.required(args.rqst(), "request");
        List<TableName> tables = request.fullTableNames().stream()
                .map(TransactionTranslator::table)
                .toList();
        Map<TableName, ValidWriteIds> valid = writeIds.valid(tables, reader(request));
        List<TableValidWriteIds> answers = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            // A name goes back as it came: clients look it up by that.
            answers.add(
                    TransactionTranslator.toWire(tables.get(i), Objects.requireNonNull(valid.get(tables.get(i))))
                            .toBuilder()
                            .fullTableName(request.fullTableNames().get(i))
                            .build());
        }
        return new GetValidWriteIdsResponse(answers, UnknownFields.NONE);
    }

    private static Reader reader(GetValidWriteIdsRequest request) {
        if (request.validTxnList() != null) {
            return new Reader.Sees(ValidTxns.parse(request.validTxnList()));
        }
        return request.writeId() == null ? new Reader.Anybody() : new Reader.AsWriter(request.writeId());
    }

    @Override
    public AllocateTableWriteIdsResponse allocateTableWriteIds(AllocateTableWriteIdsArgs args, ClientSession session) {
        AllocateTableWriteIdsRequest request = Translation.required(args.rqst(), "request");
        TableName table = Translation.table(null, request.dbName(), request.tableName());
        List<TxnWriteId> ids = request.replPolicy() == null
                ? writeIds.allocate(
                        table, Translation.orEmpty(request.txnIds()), Translation.isTrue(request.reallocate()))
                : writeIds.allocateReplayed(
                        table,
                        request.replPolicy(),
                        Translation.orEmpty(request.srcTxnToWriteIdList()).stream()
                                .map(TransactionTranslator::toModel)
                                .toList());
        List<TxnToWriteId> wire =
                ids.stream().map(TransactionTranslator::toWire).toList();
        return new AllocateTableWriteIdsResponse(wire, UnknownFields.NONE);
    }

    @Override
    public MaxAllocatedTableWriteIdResponse getMaxAllocatedTableWriteId(
            GetMaxAllocatedTableWriteIdArgs args, ClientSession session) {
        MaxAllocatedTableWriteIdRequest request = Translation.required(args.rqst(), "request");
        return new MaxAllocatedTableWriteIdResponse(
                writeIds.max(Translation.table(null, request.dbName(), request.tableName())), UnknownFields.NONE);
    }

    @Override
    public void seedWriteId(SeedWriteIdArgs args, ClientSession session) {
        SeedTableWriteIdsRequest request = Translation.required(args.rqst(), "request");
        writeIds.seed(Translation.table(null, request.dbName(), request.tableName()), request.seedWriteId());
    }

    /** What a transaction reads is kept until it ends, whatever it says that it reads. */
    @Override
    public void addWriteIdsToMinHistory(AddWriteIdsToMinHistoryArgs args, ClientSession session) {
        transactions.requireOpen(Translation.required(args.txnId(), "transaction id"));
    }
}
