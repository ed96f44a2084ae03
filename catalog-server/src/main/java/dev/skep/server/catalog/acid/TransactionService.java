package dev.skep.server.catalog.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.CommitRequest;
import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TableParameter;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnKind;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnRequest.Replay;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.WriteConflict;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.TransactionStore;
import dev.skep.server.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * ACID transactions. Their clients read a snapshot, and of two that change the same rows at the same time the first to commit
 * wins.
 *
 * <p>Beginnings and ends of writing transactions come one after the other: the row of the high-water mark is locked first,
 * then that of the transaction.
 */
public final class TransactionService {
    /** As many as Hive opens at once, whatever is asked for. */
    private static final int OPENED_AT_ONCE = 1_000;

    private static final int RANGE = 1_000_000;

    private final CatalogStore store;
    private final Leases leases;
    private final Aborts aborts;

    public TransactionService(CatalogStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
        this.aborts = new Aborts(leases);
    }

    /** How long a client may be silent before its transactions are aborted. */
    public Duration timeout() {
        return leases.timeout();
    }

    /**
     * Opens transactions. Those that replay others are opened once: asked again, the answer is the same.
     *
     * @return their ids, in order
     * @throws CatalogException {@code INVALID}
     */
    public List<Long> open(TxnRequest request) {
        Replay replay = request.replay();
        boolean isReplay = request.kind() == TxnKind.REPL_CREATED;
        if (request.count() < 1) {
            throw CatalogException.invalid("One transaction at least is to be opened, not " + request.count());
        }
        if (isReplay && (replay.policy().isEmpty() || replay.sourceIds().size() != request.count())) {
            throw CatalogException.invalid("To replay " + request.count() + " transactions, name the policy and as many"
                    + " ids of the source; there are " + replay.sourceIds().size());
        }
        TxnRequest wanted = new TxnRequest(
                isReplay ? request.count() : Math.min(request.count(), OPENED_AT_ONCE),
                request.kind(),
                request.client(),
                isReplay ? replay : Replay.NONE);
        return store.inTransaction(tx -> {
            TransactionStore txns = tx.acid().transactions();
            long highWaterMark = txns.lockHighWaterMark();
            List<Long> known = isReplay ? txns.replaying(replay) : List.of();
            if (!known.isEmpty()) {
                return known;
            }
            List<Long> opened = txns.open(wanted, highWaterMark, leases.now(tx));
            if (request.kind() != TxnKind.READ_ONLY) {
                tx.events().append(new CatalogEvent.TransactionsOpened(opened.get(0), opened.get(opened.size() - 1)));
            }
            return opened;
        });
    }

    /** Those that are open or aborted. */
    public OpenTxns openOrAborted() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.acid().transactions().openOrAborted();
        }
    }

    /**
     * Aborts a transaction; one that is aborted already stays so.
     *
     * @param replayOf names the replication if the id is the source's; one that is unknown is passed over then
     * @throws CatalogException {@code NOT_FOUND_TRANSACTION} also if it is committed
     */
    public void abort(long id, Optional<String> replayOf, String reason) {
        store.inTransaction(tx -> {
            Optional<Long> own = ownId(tx, id, replayOf);
            own.ifPresent(txn -> {
                if (aborts.abort(tx, List.of(txn), reason, leases.now(tx)).isEmpty()) {
                    Txn ended = tx.acid().transactions().find(txn).orElseThrow(() -> Txn.unknown(txn));
                    if (ended.state() != TxnState.ABORTED) {
                        ended.requireOpen();
                    }
                }
            });
            return own;
        });
    }

    /** Aborts those of the transactions that are open. */
    public void abortAll(Collection<Long> ids, String reason) {
        store.inTransaction(tx -> aborts.abort(tx, Set.copyOf(ids), reason, leases.now(tx)));
    }

    /**
     * Commits a transaction; one that is committed already stays so, and sets no parameter again.
     *
     * @throws CatalogException {@code NOT_FOUND_TRANSACTION}; {@code NOT_FOUND_TABLE}; {@code TRANSACTION_ABORTED} also if another one has changed the
     *     same rows and committed first, which aborts this one
     */
    public void commit(CommitRequest request) {
        Optional<String> replayOf = Optional.of(request.replayOf()).filter(policy -> !policy.isEmpty());
        Optional<CatalogException> refused = store.inTransaction(tx -> {
            // As everywhere, the table is locked before the transaction.
            Optional<Stored<Table>> table =
                    request.parameter().flatMap(set -> tx.tables().lock(set.table()));
            Optional<Long> own = ownId(tx, request.txn(), replayOf);
            return own.flatMap(id -> commit(tx, id, request, table));
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /** @return why it was aborted instead: that has to be committed, too */
    private Optional<CatalogException> commit(Tx tx, long id, CommitRequest request, Optional<Stored<Table>> table) {
        TransactionStore txns = tx.acid().transactions();
        boolean onlyReads =
                txns.find(id).filter(txn -> txn.kind() == TxnKind.READ_ONLY).isPresent();
        long highWaterMark = onlyReads ? txns.highWaterMark() : txns.lockHighWaterMark();
        Txn txn = txns.lock(id).orElseThrow(() -> Txn.unknown(id));
        if (txn.state() == TxnState.COMMITTED) {
            return Optional.empty();
        }
        txn.requireOpen();
        Instant now = leases.now(tx);
        boolean isChecked = request.checksConflicts()
                && request.replayOf().isEmpty()
                && switch (txn.kind()) {
                    case DEFAULT, REPL_CREATED, MATERIALIZATION_REBUILD, REBALANCE_COMPACTION -> true;
                    case READ_ONLY, COMPACTION, SOFT_DELETE -> false;
                };
        Optional<WriteConflict> conflict = isChecked ? txns.conflict(id) : Optional.empty();
        if (conflict.isPresent()) {
            String reason = describe(id, highWaterMark, conflict.get());
            aborts.abort(tx, List.of(id), reason, now);
            return Optional.of(new CatalogException(ErrorKind.TRANSACTION_ABORTED, reason));
        }
        txns.keepWrites(id, Set.of(Operation.UPDATE, Operation.DELETE));
        txns.forgetReplay(id);
        txns.commit(id, highWaterMark, now);
        request.parameter().ifPresent(parameter -> set(tx, parameter, table));
        if (txn.kind() != TxnKind.READ_ONLY) {
            tx.events().append(new CatalogEvent.TransactionCommitted(id));
        }
        if (txn.kind().isCompaction() || txn.kind() == TxnKind.SOFT_DELETE) {
            List<Compaction> committed = tx.acid().compactions().commit(id, highWaterMark + 1, now);
            if (txn.kind().isCompaction()) {
                committed.forEach(compaction -> tell(tx, id, compaction));
            }
        }
        return Optional.empty();
    }

    private static void set(Tx tx, TableParameter parameter, Optional<Stored<Table>> table) {
        Stored<Table> current = table.orElseThrow(() -> new CatalogException(
                ErrorKind.NOT_FOUND_TABLE,
                "There is no table with the id " + parameter.table() + " whose parameter " + parameter.key()
                        + " could be set: read the table again"));
        Map<String, String> parameters = new HashMap<>(current.value().parameters());
        parameters.put(parameter.key(), parameter.value());
        Table next = current.value().withParameters(parameters);
        tx.tables().update(current, next);
        tx.events().append(new CatalogEvent.TableAltered(current.value(), next, false, null));
    }

    private static void tell(Tx tx, long txn, Compaction compaction) {
        Resource compacted = compaction.resource();
        String table = compacted.table();
        String partition = compacted.partition();
        if (table != null) {
            tx.events()
                    .append(new CatalogEvent.CompactionCommitted(
                            new TableName(compacted.database(), table),
                            partition == null ? null : new PartitionName(partition),
                            txn,
                            compaction.id(),
                            compaction.kind()));
        }
    }

    private static String describe(long id, long commitId, WriteConflict conflict) {
        return "Aborting [" + Txn.name(id) + "," + commitId + "] due to a write conflict on " + conflict.resource()
                + " committed by [" + Txn.name(conflict.other()) + "," + conflict.otherCommit() + "] "
                + conflict.own().letter() + "/" + conflict.others().letter();
    }

    /** The transaction here that an id means, which may be that of a source. */
    private static Optional<Long> ownId(Tx tx, long id, Optional<String> replayOf) {
        return replayOf.map(policy -> tx.acid().transactions().replaying(new Replay(policy, List.of(id))).stream()
                        .findFirst())
                .orElse(Optional.of(id));
    }

    /** What became of the transactions of a range whose client is alive. */
    public record Heartbeats(Set<Long> aborted, Set<Long> unknown) {}

    /**
     * Says that the client of all transactions between the ids is alive.
     *
     * @throws CatalogException {@code INVALID} if there are too many
     */
    public Heartbeats heartbeatRange(long from, long to) {
        if (to - from < 0 || to - from >= RANGE) {
            throw CatalogException.invalid(
                    "The transactions " + from + " to " + to + " are no range of at most " + RANGE);
        }
        return store.inTransaction(tx -> {
            tx.acid().transactions().heartbeatRange(from, to, leases.now(tx));
            Set<Long> unknown = new TreeSet<>();
            for (long id = from; id <= to; id++) {
                unknown.add(id);
            }
            Set<Long> aborted = new TreeSet<>();
            for (Txn txn : tx.acid().transactions().range(from, to)) {
                if (txn.state() != TxnState.COMMITTED) {
                    unknown.remove(txn.id());
                }
                if (txn.state() == TxnState.ABORTED) {
                    aborted.add(txn.id());
                }
            }
            return new Heartbeats(aborted, unknown);
        });
    }

    /** @return the greatest transaction that a transaction is in conflict with; 0 if there is none */
    public long latestConflict(long id) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.acid().transactions().latestConflict(id).orElse(0);
        }
    }

    /**
     * Makes this the next id.
     *
     * @throws CatalogException {@code INVALID} if greater ones were given out
     */
    public void seed(long id) {
        store.inTransaction(tx -> {
            long highWaterMark = tx.acid().transactions().lockHighWaterMark();
            if (highWaterMark >= id) {
                throw CatalogException.invalid("Invalid txnId seed " + id + ", the highWaterMark is " + highWaterMark
                        + ": choose a greater one");
            }
            tx.acid().transactions().moveHighWaterMark(id - 1);
            return id;
        });
    }

    /**
     * Says which partitions a transaction has written to, when it could not know before.
     *
     * @throws CatalogException {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public void addPartitions(
            long id, TableName table, Collection<String> partitions, Operation operation, @Nullable Long writeId) {
        Map<Resource, TxnWrite> writes = new LinkedHashMap<>();
        for (String partition : partitions) {
            Resource resource = Resource.of(table, partition);
            writes.put(resource, new TxnWrite(resource, operation, writeId));
        }
        store.inTransaction(tx -> {
            lockOpen(tx, id);
            tx.acid().transactions().addWrites(id, writes.values());
            tx.acid().transactions().removeWriteToWhole(id, Resource.of(table, null));
            return id;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED} */
    public void requireOpen(long id) {
        try (Snapshot snapshot = store.snapshot()) {
            snapshot.acid()
                    .transactions()
                    .find(id)
                    .orElseThrow(() -> Txn.unknown(id))
                    .requireOpen();
        }
    }

    static Txn lockOpen(Tx tx, long id) {
        return tx.acid()
                .transactions()
                .lock(id)
                .orElseThrow(() -> Txn.unknown(id))
                .requireOpen();
    }

    static void heartbeat(Tx tx, long id, Instant now) {
        if (!tx.acid().transactions().heartbeat(id, now)) {
            lockOpen(tx, id);
        }
    }
}
