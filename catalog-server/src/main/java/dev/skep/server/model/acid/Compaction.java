package dev.skep.server.model.acid;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A compaction of a table or partition: asked for, under way, or over.
 *
 * @param resource a table or partition
 * @param pool whose workers do it; null for those of no pool
 * @param txn the transaction in which its worker works
 * @param highestWriteId up to which the files are rewritten
 * @param nextTxn transactions from this one on see the rewritten files only
 */
public record Compaction(
        long id,
        Resource resource,
        CompactionKind kind,
        CompactionState state,
        @Nullable String pool,
        @Nullable Long txn,
        @Nullable Long highestWriteId,
        @Nullable Long nextTxn,
        Times times,
        CompactionDetails details) {
    /** When what happened; null where it has not. */
    public record Times(
            @Nullable Instant enqueued,
            @Nullable Instant started,
            @Nullable Instant committed,
            @Nullable Instant ended) {
        public static Times enqueued(Instant at) {
            return new Times(at, null, null, null);
        }

        public Times withStarted(Instant at) {
            return new Times(enqueued, at, committed, ended);
        }

        public Times withEnded(Instant at) {
            return new Times(enqueued, started, committed, at);
        }
    }

    public Compaction withState(CompactionState next) {
        return new Compaction(id, resource, kind, next, pool, txn, highestWriteId, nextTxn, times, details);
    }

    public Compaction withTimes(Times next) {
        return new Compaction(id, resource, kind, state, pool, txn, highestWriteId, nextTxn, next, details);
    }

    public Compaction withDetails(CompactionDetails next) {
        return new Compaction(id, resource, kind, state, pool, txn, highestWriteId, nextTxn, times, next);
    }

    public Compaction withWork(@Nullable Long inTxn, @Nullable Long upToWriteId) {
        return new Compaction(id, resource, kind, state, pool, inTxn, upToWriteId, nextTxn, times, details);
    }
}
