package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.AbortCompactResponse;
import dev.skep.hive.api.AbortCompactionResponseElement;
import dev.skep.hive.api.AbortCompactionsArgs;
import dev.skep.hive.api.Compact2Args;
import dev.skep.hive.api.CompactArgs;
import dev.skep.hive.api.CompactionInfoStruct;
import dev.skep.hive.api.CompactionMetricsDataRequest;
import dev.skep.hive.api.CompactionMetricsDataStruct;
import dev.skep.hive.api.CompactionResponse;
import dev.skep.hive.api.Compactions;
import dev.skep.hive.api.FindColumnsWithStatsArgs;
import dev.skep.hive.api.FindNextCompact2Args;
import dev.skep.hive.api.FindNextCompactArgs;
import dev.skep.hive.api.FindNextCompactRequest;
import dev.skep.hive.api.GetLatestCommittedCompactionInfoArgs;
import dev.skep.hive.api.GetLatestCommittedCompactionInfoRequest;
import dev.skep.hive.api.GetLatestCommittedCompactionInfoResponse;
import dev.skep.hive.api.MarkCleanedArgs;
import dev.skep.hive.api.MarkCompactedArgs;
import dev.skep.hive.api.MarkFailedArgs;
import dev.skep.hive.api.MarkRefusedArgs;
import dev.skep.hive.api.OptionalCompactionInfoStruct;
import dev.skep.hive.api.RemoveCompactionMetricsDataArgs;
import dev.skep.hive.api.SetHadoopJobidArgs;
import dev.skep.hive.api.ShowCompactArgs;
import dev.skep.hive.api.ShowCompactRequest;
import dev.skep.hive.api.ShowCompactResponse;
import dev.skep.hive.api.SubmitForCleanupArgs;
import dev.skep.hive.api.UpdateCompactionMetricsDataArgs;
import dev.skep.hive.api.UpdateCompactorStateArgs;
import dev.skep.server.catalog.acid.CompactionService;
import dev.skep.server.catalog.acid.CompactionService.Answer;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionMetric;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.thrift.UnknownFields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue of compactions and its history. */
public final class CompactionHandler implements Compactions<ClientSession> {
    private static final int NONE = -1;

    private final CompactionService compactions;

    public CompactionHandler(CompactionService compactions) {
        this.compactions = compactions;
    }

    @Override
    public void compact(CompactArgs args, ClientSession session) {
        compactions.request(CompactionTranslator.toModel(Translation.required(args.rqst(), "request")));
    }

    @Override
    public CompactionResponse compact2(Compact2Args args, ClientSession session) {
        Answer answer = compactions.request(CompactionTranslator.toModel(Translation.required(args.rqst(), "request")));
        if (answer instanceof Answer.Accepted accepted) {
            return new CompactionResponse(
                    accepted.id(), CompactionState.INITIATED.words(), true, null, UnknownFields.NONE);
        }
        Answer.Refused refused = (Answer.Refused) answer;
        return new CompactionResponse(
                NONE,
                CompactionState.REFUSED.words(),
                false,
                "Compaction is already scheduled with state='" + refused.state().words() + "' and id="
                        + refused.pending(),
                UnknownFields.NONE);
    }

    @Override
    public ShowCompactResponse showCompact(ShowCompactArgs args, ClientSession session) {
        ShowCompactRequest request = Translation.required(args.rqst(), "request");
        return new ShowCompactResponse(
                compactions
                        .list(
                                CompactionTranslator.toModel(request),
                                request.order() == null ? "" : request.order(),
                                request.limit() == null ? NONE : request.limit())
                        .stream()
                        .filter(compaction -> CompactionTranslator.isKnownTo(session.oldest(), compaction))
                        .map(CompactionTranslator::toShown)
                        .toList(),
                UnknownFields.NONE);
    }

    @Override
    public OptionalCompactionInfoStruct findNextCompact(FindNextCompactArgs args, ClientSession session) {
        return next(null, args.workerId(), null);
    }

    @Override
    public OptionalCompactionInfoStruct findNextCompact2(FindNextCompact2Args args, ClientSession session) {
        FindNextCompactRequest request = Translation.required(args.rqst(), "request");
        return next(request.poolName(), request.workerId(), request.workerVersion());
    }

    private OptionalCompactionInfoStruct next(
            @Nullable String pool, @Nullable String worker, @Nullable String workerVersion) {
        Optional<Compaction> next =
                compactions.next(Optional.ofNullable(pool).filter(name -> !name.isBlank()), worker, workerVersion);
        return OptionalCompactionInfoStruct.builder()
                .ci(next.map(CompactionTranslator::toWire).orElse(null))
                .build();
    }

    @Override
    public void updateCompactorState(UpdateCompactorStateArgs args, ClientSession session) {
        CompactionInfoStruct compaction = compaction(args.cr());
        compactions.work(
                compaction.id(),
                Translation.required(args.txnId(), "transaction id"),
                compaction.highestWriteId(),
                compaction.runas());
    }

    @Override
    public void markCompacted(MarkCompactedArgs args, ClientSession session) {
        compactions.compacted(compaction(args.cr()).id());
    }

    @Override
    public void markCleaned(MarkCleanedArgs args, ClientSession session) {
        CompactionInfoStruct compaction = compaction(args.cr());
        compactions.cleaned(compaction.id(), Optional.ofNullable(LockTranslator.id(compaction.highestWriteId())));
    }

    @Override
    public void markFailed(MarkFailedArgs args, ClientSession session) {
        CompactionInfoStruct compaction = compaction(args.cr());
        if (compaction.id() == 0) {
            compactions.failedToInitiate(CompactionTranslator.toRequest(compaction));
        } else {
            compactions.failed(compaction.id(), compaction.errorMessage());
        }
    }

    @Override
    public void markRefused(MarkRefusedArgs args, ClientSession session) {
        CompactionInfoStruct compaction = compaction(args.cr());
        compactions.refused(compaction.id(), compaction.errorMessage());
    }

    private static CompactionInfoStruct compaction(@Nullable CompactionInfoStruct wire) {
        return Translation.required(wire, "compaction");
    }

    @Override
    public void setHadoopJobid(SetHadoopJobidArgs args, ClientSession session) {
        compactions.setHadoopJob(
                Translation.required(args.cqId(), "id of the compaction"),
                Translation.required(args.jobId(), "id of the job"));
    }

    @Override
    public List<String> findColumnsWithStats(FindColumnsWithStatsArgs args, ClientSession session) {
        CompactionInfoStruct compaction = compaction(args.cr());
        return compactions.columnsWithStatistics(
                Translation.table(null, compaction.dbname(), compaction.tablename()),
                Optional.ofNullable(compaction.partitionname())
                        .filter(name -> !name.isBlank())
                        .map(PartitionName::new));
    }

    @Override
    public GetLatestCommittedCompactionInfoResponse getLatestCommittedCompactionInfo(
            GetLatestCommittedCompactionInfoArgs args, ClientSession session) {
        GetLatestCommittedCompactionInfoRequest request = Translation.required(args.rqst(), "request");
        return new GetLatestCommittedCompactionInfoResponse(
                compactions
                        .latestCommitted(
                                Translation.table(null, request.dbname(), request.tablename()),
                                new HashSet<>(Translation.orEmpty(request.partitionnames())),
                                request.lastCompactionId() == null ? NONE : request.lastCompactionId())
                        .stream()
                        .map(CompactionTranslator::toWire)
                        .toList(),
                UnknownFields.NONE);
    }

    @Override
    public boolean submitForCleanup(SubmitForCleanupArgs args, ClientSession session) {
        compactions.submitForCleanup(
                CompactionTranslator.toModel(Translation.required(args.o1(), "request")),
                Translation.required(args.o2(), "highest write id"),
                Translation.required(args.o3(), "transaction id"));
        return true;
    }

    @Override
    public AbortCompactResponse abortCompactions(AbortCompactionsArgs args, ClientSession session) {
        Map<Long, AbortCompactionResponseElement> answers = new LinkedHashMap<>();
        compactions
                .abort(Translation.required(args.rqst(), "request").compactionIds())
                .forEach((id, problem) -> answers.put(
                        id,
                        new AbortCompactionResponseElement(
                                id,
                                problem.isEmpty() ? "Success" : "Error",
                                problem.orElse("Successfully aborted compaction"),
                                UnknownFields.NONE)));
        return new AbortCompactResponse(answers, UnknownFields.NONE);
    }

    @Override
    public boolean updateCompactionMetricsData(UpdateCompactionMetricsDataArgs args, ClientSession session) {
        CompactionMetricsDataStruct data = Translation.required(args.data(), "data");
        compactions.measure(
                new CompactionMetric(
                        CompactionTranslator.resource(data.dbname(), data.tblname(), data.partitionname()),
                        data.type().name(),
                        data.metricvalue()),
                data.threshold());
        return true;
    }

    @Override
    public void removeCompactionMetricsData(RemoveCompactionMetricsDataArgs args, ClientSession session) {
        CompactionMetricsDataRequest request = Translation.required(args.request(), "request");
        compactions.forgetMetric(
                CompactionTranslator.resource(request.dbName(), request.tblName(), request.partitionName()),
                request.type().name());
    }
}
