package dev.skep.server.store;

import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Lock;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Locks of clients. Times are kept to the millisecond. */
public interface LockStore {
    /** The next id of a request, with all other requests kept waiting until the end. Taken before anything else is locked. */
    long takeTurn();

    /** Begins with the id that {@link #takeTurn} gave. */
    void insert(long id, LockRequest request, Instant now);

    /** The parts of a request in order; none if there is no such request. */
    List<Lock> find(long id);

    /**
     * The parts of earlier requests that may be in the way of some parts: those on the same databases and tables, without
     * those of the same transaction, in the order of their requests.
     */
    List<Lock> before(long id, Collection<LockPart> parts, Optional<Long> txn);

    /** Hands out all parts of a request. */
    void acquire(long id, Instant now);

    /** Records what a part waits for. */
    void block(long id, int no, Lock.Blocker by);

    /** @return whether there is such a request */
    boolean heartbeat(long id, Instant now);

    /** Drops a request that lives on its own, or that waits. @return whether it did */
    boolean release(long id);

    void delete(long id);

    /** Drops the requests that live on their own and whose last heartbeat is older. */
    int deleteExpired(Instant before);

    List<Lock> list(LockFilter filter);

    /** The transaction that rebuilds the view. */
    OptionalLong rebuilding(TableName view);

    /** Nobody may be rebuilding it, and the turn must be taken. */
    void beginRebuild(TableName view, long txn, Instant now);

    /** @return whether the transaction rebuilds the view */
    boolean heartbeatRebuild(TableName view, long txn, Instant now);

    /** Forgets rebuilds whose last heartbeat is older and whose transaction is no longer open. */
    int deleteExpiredRebuilds(Instant before);
}
