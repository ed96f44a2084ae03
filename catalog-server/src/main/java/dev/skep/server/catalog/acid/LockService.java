package dev.skep.server.catalog.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Lock;
import dev.skep.server.model.acid.LockAnswer;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockKind;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest;
import dev.skep.server.model.acid.LockRequest.Patience;
import dev.skep.server.model.acid.LockState;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Locks on databases, tables and partitions. A request gets all that it asks for or waits, and it waits for every earlier
 * request that it does not go with, be that held or waiting: nobody is overtaken. Clients ask again until they have it.
 *
 * <p>Who decides holds the turn, one row of the database, so that decisions come one after the other on all servers.
 */
public final class LockService {
    private static final Comparator<Lock> ORDER = Comparator.comparing(Lock::state)
            .thenComparing(lock -> lock.part().kind(), Comparator.reverseOrder())
            .thenComparingLong(Lock::id)
            .thenComparingInt(Lock::no);

    private final CatalogStore store;
    private final Leases leases;
    private final Aborts aborts;

    public LockService(CatalogStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
        this.aborts = new Aborts(leases);
    }

    /**
     * Asks for locks.
     *
     * @throws CatalogException {@code INVALID}; {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public LockAnswer lock(LockRequest request) {
        if (request.parts().isEmpty()) {
            throw CatalogException.invalid("A request for locks names nothing to lock");
        }
        return store.inTransaction(tx -> {
            long id = tx.acid().locks().takeTurn();
            Instant now = leases.now(tx);
            Long txn = request.txn();
            if (txn != null) {
                TransactionService.lockOpen(tx, txn);
                tx.acid().transactions().heartbeat(txn, now);
                tx.acid().transactions().addWrites(txn, withWriteIds(tx, txn, request.writes()));
            }
            tx.acid().locks().insert(id, request, now);
            return decide(tx, id, request.parts(), Optional.ofNullable(txn), request.patience(), now);
        });
    }

    /** What is written, with the write ids that the transaction has of the tables. */
    private static List<TxnWrite> withWriteIds(Tx tx, long txn, List<TxnWrite> writes) {
        if (writes.isEmpty()) {
            return writes;
        }
        Map<Resource, Long> ids = new HashMap<>();
        tx.acid().writeIds().ofTxn(txn).forEach((table, id) -> ids.put(Resource.of(table, null), id));
        return writes.stream()
                .map(write -> new TxnWrite(
                        write.resource(),
                        write.operation(),
                        ids.get(write.resource().withoutPartition())))
                .toList();
    }

    /**
     * Asks again for locks, and says that the client is alive.
     *
     * @throws CatalogException {@code NOT_FOUND_LOCK}; {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public LockAnswer check(long id) {
        return store.inTransaction(tx -> {
            tx.acid().locks().takeTurn();
            Instant now = leases.now(tx);
            List<Lock> locks = tx.acid().locks().find(id);
            if (locks.isEmpty()) {
                throw LockRequest.unknown(id);
            }
            Optional<Long> txn = Optional.ofNullable(locks.get(0).txn());
            if (txn.isPresent()) {
                TransactionService.heartbeat(tx, txn.get(), now);
            } else {
                tx.acid().locks().heartbeat(id, now);
            }
            if (locks.get(0).state() == LockState.ACQUIRED) {
                return new LockAnswer.Acquired(id);
            }
            return decide(tx, id, locks.stream().map(Lock::part).toList(), txn, Patience.WAITS, now);
        });
    }

    private LockAnswer decide(
            Tx tx, long id, List<LockPart> parts, Optional<Long> txn, Patience patience, Instant now) {
        List<Wait> waits = waits(tx, id, parts, txn);
        if (waits.stream().anyMatch(wait -> wait.isForSilent(now.minus(leases.timeout())))) {
            aborts.expire(tx, now);
            waits = waits(tx, id, parts, txn);
        }
        if (waits.isEmpty()) {
            tx.acid().locks().acquire(id, now);
            return new LockAnswer.Acquired(id);
        }
        Wait first = waits.get(0);
        if (txn.isPresent() && patience.noWait()) {
            tx.acid().locks().delete(id);
            return new LockAnswer.GivenUp(
                    id, "Somebody else is making " + first.part().resource() + " already: " + first.blocker());
        }
        if (txn.isPresent() && patience.noWaitToRead() && waits.stream().anyMatch(Wait::isToRead)) {
            tx.acid().locks().delete(id);
            return new LockAnswer.GivenUp(
                    id, "The lock to read is not to be had without waiting for " + first.blocker());
        }
        tx.acid()
                .locks()
                .block(
                        id,
                        first.no(),
                        new Lock.Blocker(first.blocker().id(), first.blocker().no()));
        return new LockAnswer.Waiting(id);
    }

    /**
     * A part that has to wait.
     *
     * @param no of the part, from 1
     */
    private record Wait(int no, LockPart part, Lock blocker) {
        boolean isForSilent(Instant since) {
            return blocker.heartbeatAt().isBefore(since);
        }

        boolean isToRead() {
            return part.kind() == LockKind.SHARED_READ;
        }
    }

    /** What each part waits for first, of those that wait. */
    private static List<Wait> waits(Tx tx, long id, List<LockPart> parts, Optional<Long> txn) {
        List<Lock> before = tx.acid().locks().before(id, parts, txn);
        List<Wait> waits = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int no = i + 1;
            LockPart part = parts.get(i);
            before.stream()
                    .filter(lock -> part.waitsFor(lock.part()))
                    .findFirst()
                    .ifPresent(lock -> waits.add(new Wait(no, part, lock)));
        }
        return waits;
    }

    /**
     * Gives locks back. A request that is not there, any more or at all, is passed over: the client may ask twice.
     *
     * @throws CatalogException {@code TRANSACTION_OPEN} if the locks belong to a transaction, which gives them back itself
     */
    public void unlock(long id) {
        store.inTransaction(tx -> {
            boolean released = tx.acid().locks().release(id);
            List<Lock> locks = released ? List.of() : tx.acid().locks().find(id);
            if (!locks.isEmpty()) {
                throw new CatalogException(
                        ErrorKind.TRANSACTION_OPEN,
                        "Lock " + locks.get(0) + " belongs to a transaction: commit or abort that to unlock");
            }
            return released;
        });
    }

    /**
     * Says that the client is alive that holds, or waits for, a lock or has a transaction.
     *
     * @throws CatalogException {@code NOT_FOUND_LOCK}, {@code NOT_FOUND_TRANSACTION}, {@code TRANSACTION_ABORTED}
     */
    public void heartbeat(Optional<Long> lock, Optional<Long> txn) {
        store.inTransaction(tx -> {
            Instant now = leases.now(tx);
            txn.ifPresent(id -> TransactionService.heartbeat(tx, id, now));
            lock.ifPresent(id -> {
                if (!tx.acid().locks().heartbeat(id, now)) {
                    throw LockRequest.unknown(id);
                }
            });
            return now;
        });
    }

    /** In the order in which they are looked at: those that are held first, the strongest first. */
    public List<Lock> list(LockFilter filter) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.acid().locks().list(filter).stream().sorted(ORDER).toList();
        }
    }

    /**
     * Begins to rebuild a materialized view. Who asks again, having lost the answer, has it.
     *
     * @return whether nobody else does
     */
    public boolean lockRebuild(TableName view, long txn) {
        return store.inTransaction(tx -> {
            tx.acid().locks().takeTurn();
            Instant now = leases.now(tx);
            tx.acid().locks().deleteExpiredRebuilds(now.minus(leases.timeout()));
            OptionalLong rebuilds = tx.acid().locks().rebuilding(view);
            if (rebuilds.isPresent()) {
                return rebuilds.getAsLong() == txn && tx.acid().locks().heartbeatRebuild(view, txn, now);
            }
            tx.acid().locks().beginRebuild(view, txn, now);
            return true;
        });
    }

    /** @return whether the transaction rebuilds the view */
    public boolean heartbeatRebuild(TableName view, long txn) {
        return store.inTransaction(tx -> tx.acid().locks().heartbeatRebuild(view, txn, leases.now(tx)));
    }
}
