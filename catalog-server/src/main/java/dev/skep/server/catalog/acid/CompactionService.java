package dev.skep.server.catalog.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.Compaction.Times;
import dev.skep.server.model.acid.CompactionDetails;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.acid.CompactionMetric;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.CompactionStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Compactions: who wants one, who does it, and what came of it. The files are rewritten by engines. */
public final class CompactionService {
    /** After which anybody does what was meant for the workers of a pool. */
    private static final Duration POOL_TIMEOUT = Duration.ofHours(12);

    private static final Set<CompactionState> PENDING = Set.of(CompactionState.INITIATED, CompactionState.WORKING);

    private final CatalogStore store;
    private final Leases leases;

    public CompactionService(CatalogStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
    }

    /** @param pool whose workers shall do it; null for those of no pool */
    public record Request(
            Resource resource,
            CompactionKind kind,
            @Nullable String pool,
            CompactionDetails details) {}

    /** What became of a request. */
    public sealed interface Answer {
        record Accepted(long id) implements Answer {}

        /** The same is asked for, or done, already. */
        record Refused(long pending, CompactionState state) implements Answer {}
    }

    public Answer request(Request request) {
        return store.inTransaction(tx -> {
            CompactionStore compactions = tx.acid().compactions();
            long id = compactions.takeTurn();
            Optional<Compaction> pending =
                    compactions.of(request.resource(), PENDING).stream().findFirst();
            if (pending.isPresent()) {
                return new Answer.Refused(pending.get().id(), pending.get().state());
            }
            compactions.insert(made(id, request, CompactionState.INITIATED, leases.now(tx)));
            return new Answer.Accepted(id);
        });
    }

    /** Records a compaction that was done elsewhere and whose obsolete files are to be removed. */
    public void submitForCleanup(Request request, long highestWriteId, long txn) {
        store.inTransaction(tx -> {
            long id = tx.acid().compactions().takeTurn();
            Compaction compaction = made(id, request, CompactionState.READY_FOR_CLEANING, leases.now(tx))
                    .withWork(txn, highestWriteId);
            tx.acid().compactions().insert(compaction);
            return compaction;
        });
    }

    private static Compaction made(long id, Request request, CompactionState state, Instant now) {
        return new Compaction(
                id,
                request.resource(),
                request.kind(),
                state,
                request.pool(),
                null,
                null,
                null,
                Times.enqueued(now),
                request.details());
    }

    /**
     * @param order as in {@code CC_START desc, CC_ID}; empty for what waits first and then the latest
     * @param limit how many at most; not positive for all
     * @throws CatalogException {@code INVALID}
     */
    public List<Compaction> list(CompactionFilter filter, String order, long limit) {
        var comparator = CompactionOrder.parse(order);
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.acid().compactions().list(filter).stream()
                    .sorted(comparator)
                    .limit(limit > 0 ? limit : Long.MAX_VALUE)
                    .toList();
        }
    }

    /** Gives the oldest that waits to a worker. */
    public Optional<Compaction> next(Optional<String> pool, @Nullable String worker, @Nullable String workerVersion) {
        return store.inTransaction(tx -> {
            tx.acid().compactions().takeTurn();
            Instant now = leases.now(tx);
            Optional<Compaction> given = tx.acid()
                    .compactions()
                    .oldestInitiated(pool, now.minus(POOL_TIMEOUT))
                    .map(each -> each.withState(CompactionState.WORKING)
                            .withTimes(each.times().withStarted(now))
                            .withDetails(each.details().withWorker(worker, workerVersion)));
            given.ifPresent(tx.acid().compactions()::update);
            return given;
        });
    }

    /**
     * Says in which transaction the worker works, and up to which write id.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public void work(long id, long txn, @Nullable Long highestWriteId, @Nullable String runAs) {
        store.inTransaction(tx -> {
            TransactionService.lockOpen(tx, txn);
            Compaction compaction = change(
                    tx,
                    id,
                    each -> each.withWork(txn, highestWriteId)
                            .withDetails(each.details().withRunAs(runAs)));
            tx.acid()
                    .transactions()
                    .addWrites(txn, List.of(new TxnWrite(compaction.resource(), Operation.COMPACT, highestWriteId)));
            return compaction;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void setHadoopJob(long id, String job) {
        store.inTransaction(
                tx -> change(tx, id, each -> each.withDetails(each.details().withHadoopJob(job))));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void compacted(long id) {
        store.inTransaction(tx -> change(
                tx,
                id,
                each -> each.withState(CompactionState.READY_FOR_CLEANING)
                        .withDetails(
                                each.details().withWorker(null, each.details().workerVersion()))));
    }

    /**
     * Says that the obsolete files are removed, and with them what aborted transactions had written up to a write id.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}
     */
    public void cleaned(long id, Optional<Long> highestWriteId) {
        store.inTransaction(tx -> {
            Compaction compaction = end(tx, id, CompactionState.SUCCEEDED, null);
            List<Long> retries =
                    tx
                            .acid()
                            .compactions()
                            .of(compaction.resource(), Set.of(CompactionState.READY_FOR_CLEANING))
                            .stream()
                            .filter(each -> each.kind() == CompactionKind.ABORTED_CLEANUP)
                            .map(Compaction::id)
                            .toList();
            tx.acid().compactions().deleteAll(retries);
            highestWriteId
                    .or(() -> Optional.ofNullable(compaction.highestWriteId()))
                    .ifPresent(writeId -> tx.acid().transactions().forgetAborted(compaction.resource(), writeId));
            return compaction;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void failed(long id, @Nullable String error) {
        store.inTransaction(tx -> end(tx, id, CompactionState.FAILED, error));
    }

    /** Records that a compaction was needed and could not even be asked for. */
    public void failedToInitiate(Request request) {
        store.inTransaction(tx -> {
            long id = tx.acid().compactions().takeTurn();
            Instant now = leases.now(tx);
            Compaction compaction = made(id, request, CompactionState.DID_NOT_INITIATE, now);
            tx.acid()
                    .compactions()
                    .insert(compaction.withTimes(
                            compaction.times().withStarted(now).withEnded(now)));
            return id;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void refused(long id, @Nullable String error) {
        store.inTransaction(tx -> end(tx, id, CompactionState.REFUSED, error));
    }

    private Compaction end(Tx tx, long id, CompactionState state, @Nullable String error) {
        return change(
                tx,
                id,
                each -> each.withState(state)
                        .withTimes(each.times().withEnded(leases.now(tx)))
                        .withDetails(
                                error == null ? each.details() : each.details().withError(error)));
    }

    private static Compaction change(Tx tx, long id, UnaryOperator<Compaction> change) {
        tx.acid().compactions().takeTurn();
        Compaction current = tx.acid()
                .compactions()
                .find(id)
                .filter(each -> each.times().ended() == null)
                .orElseThrow(() -> new CatalogException(
                        ErrorKind.NOT_FOUND_OTHER, "There is no compaction " + id + " that is asked for or under way"));
        Compaction next = change.apply(current);
        tx.acid().compactions().update(next);
        return next;
    }

    /** Aborts compactions that wait for a worker. @return for each id why it was not, or nothing if it was */
    public Map<Long, Optional<String>> abort(Collection<Long> ids) {
        return store.inTransaction(tx -> {
            tx.acid().compactions().takeTurn();
            Map<Long, Optional<String>> answers = new LinkedHashMap<>();
            ids.forEach(id -> answers.put(id, Optional.of("No Such Compaction Id Available")));
            for (Compaction each : tx.acid().compactions().findAll(new HashSet<>(ids))) {
                if (each.state() == CompactionState.INITIATED) {
                    tx.acid()
                            .compactions()
                            .update(each.withState(CompactionState.ABORTED)
                                    .withTimes(each.times().withEnded(leases.now(tx)))
                                    .withDetails(each.details().withError("It was aborted by request")));
                    answers.put(each.id(), Optional.empty());
                } else {
                    answers.put(
                            each.id(),
                            Optional.of("Error while aborting compaction as compaction is in state-"
                                    + each.state().words()));
                }
            }
            return answers;
        });
    }

    /**
     * The latest that is done of the table or of each of its partitions.
     *
     * @param partitions which; empty for all
     * @param after only those with a greater id
     */
    public List<Compaction> latestCommitted(TableName table, Set<String> partitions, long after) {
        CompactionFilter filter = new CompactionFilter(null, table.database(), table.value(), null, null, null, null);
        Map<Resource, Compaction> latest = new LinkedHashMap<>();
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.acid().compactions().list(filter).stream()
                    .filter(each -> each.state() == CompactionState.SUCCEEDED
                            || each.state() == CompactionState.READY_FOR_CLEANING)
                    .filter(each -> each.id() > after)
                    .filter(each -> partitions.isEmpty()
                            || partitions.contains(each.resource().partition()))
                    .forEach(each -> latest.put(each.resource(), each));
        }
        return latest.values().stream()
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .toList();
    }

    /** The columns of the table or partition that have statistics, which the worker will compute anew. */
    public List<String> columnsWithStatistics(TableName name, Optional<PartitionName> partition) {
        try (Snapshot snapshot = store.snapshot()) {
            Stored<Table> table = snapshot.tables().find(name).orElseThrow(() -> CatalogException.notFound(name));
            TableHead head = TableHead.of(table);
            List<String> columns = table.value().layout().columns().stream()
                    .map(column -> column.name().toLowerCase(Locale.ROOT))
                    .toList();
            return statistics(snapshot, head, partition, columns).stream()
                    .map(ColumnStatistics::column)
                    .distinct()
                    .toList();
        }
    }

    private static List<ColumnStatistics> statistics(
            Tx tx, TableHead table, Optional<PartitionName> partition, List<String> columns) {
        if (partition.isEmpty()) {
            return tx.statistics().ofTable(table, columns, ColumnStatistics.DEFAULT_ENGINE);
        }
        PartitionName name = table.partitionName(partition.get());
        return tx.statistics()
                .ofPartitions(table, List.of(name), columns, ColumnStatistics.DEFAULT_ENGINE)
                .getOrDefault(name, List.of());
    }

    /**
     * Records how many files of a kind there are, if they are too many.
     *
     * @param threshold fewer are not recorded
     */
    public void measure(CompactionMetric metric, int threshold) {
        store.inTransaction(tx -> {
            tx.acid().compactions().takeTurn();
            if (metric.figure() >= threshold) {
                tx.acid().compactions().putMetric(metric);
            } else {
                tx.acid().compactions().removeMetric(metric.resource(), metric.kind());
            }
            return metric;
        });
    }

    public void forgetMetric(Resource resource, String kind) {
        store.inTransaction(tx -> tx.acid().compactions().removeMetric(resource, kind));
    }
}
