package dev.skep.server.store;

import dev.skep.server.model.acid.OpenTxns;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.Txn;
import dev.skep.server.model.acid.TxnRequest;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.WriteConflict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** ACID transactions of clients, and what they write. Times are kept to the millisecond. */
public interface TransactionStore {
    /** The time of the database, which all servers share. */
    Instant now();

    /** The greatest id given out. */
    long highWaterMark();

    /**
     * Like {@link #highWaterMark}, and keeps every other transaction of the store from beginning or ending one until the
     * end. Taken before any transaction is locked.
     */
    long lockHighWaterMark();

    /** The next id is the one after this. */
    void moveHighWaterMark(long to);

    /** Opens as many as asked for, with the ids after the high-water mark, which must be locked. */
    List<Long> open(TxnRequest request, long highWaterMark, Instant now);

    /** The transactions here that stand for those of a source, in the order of the latter; those without one are left out. */
    List<Long> replaying(TxnRequest.Replay replay);

    /** Forgets for which one of a source a transaction stands. */
    void forgetReplay(long txn);

    /** All that are open or aborted. */
    OpenTxns openOrAborted();

    Optional<Txn> find(long id);

    /** Those between the ids, both included. */
    List<Txn> range(long from, long to);

    /** Like {@link #find}, and keeps every other transaction of the store from changing it until the end. */
    Optional<Txn> lock(long id);

    /** As {@link #lock}, those of the ids that exist, in order. */
    List<Txn> lockAll(Collection<Long> ids);

    /** @return whether it is open */
    boolean heartbeat(long id, Instant now);

    /** Those between the ids that are open. */
    void heartbeatRange(long from, long to, Instant now);

    /** The open ones whose last heartbeat is older than the limit for their kind. */
    List<Long> expired(Instant before, Instant replayedBefore);

    /**
     * Aborts those of them that are open; their locks go, what they wrote stays recorded.
     *
     * @param unheardSince aborts only those whose last heartbeat is older; empty for all
     * @return those that it aborted, in order
     */
    List<Long> abort(Collection<Long> ids, String reason, Instant now, Optional<Instant> unheardSince);

    /** Ends an open transaction well, and drops its locks. */
    void commit(long id, long commitId, Instant now);

    void addWrites(long txn, Collection<TxnWrite> writes);

    /** Forgets that the transaction writes to the table as a whole. */
    void removeWriteToWhole(long txn, Resource table);

    /** Forgets what the transaction writes but for these operations. */
    void keepWrites(long txn, Set<Operation> operations);

    /**
     * A committed transaction that changed rows where this one does, and that had not committed when this one began.
     */
    Optional<WriteConflict> conflict(long txn);

    /** As {@link #conflict}: the greatest such transaction; a write to a whole table meets all of its partitions. */
    OptionalLong latestConflict(long txn);

    /**
     * Forgets transactions that nobody can ask about: committed ones that ended before the moment and whose changes every
     * open one sees, and aborted ones of which no write is left.
     *
     * @return how many
     */
    int forgetEnded(Instant before);

    /** Forgets what aborted transactions wrote to the resource with a write id up to this, as it is removed from disk. */
    void forgetAborted(Resource resource, long writeId);
}
