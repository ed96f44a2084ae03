package dev.skep.server.store;

import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionMetric;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Resource;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The queue of compactions and its history. Times are kept to the millisecond. */
public interface CompactionStore {
    /** The next id, with every other change of the queue kept waiting until the end. */
    long takeTurn();

    /** With the id that {@link #takeTurn} gave. */
    void insert(Compaction compaction);

    Optional<Compaction> find(long id);

    /** Those of the ids that exist. */
    List<Compaction> findAll(Collection<Long> ids);

    /** Of exactly the resource, in one of the states, in the order of ids. */
    List<Compaction> of(Resource resource, Set<CompactionState> states);

    /**
     * The oldest that waits for a worker.
     *
     * @param pool of the worker; empty for one of no pool, who takes what was left there since before a moment, too
     */
    Optional<Compaction> oldestInitiated(Optional<String> pool, Instant leftSince);

    /** In the order of ids. */
    List<Compaction> list(CompactionFilter filter);

    /** What is over, by resource, the latest first. */
    List<Compaction> history();

    /** Replaces all but the resource and the kind. */
    void update(Compaction next);

    /**
     * Records the commit of the transaction in which compactions work.
     *
     * @return those compactions
     */
    List<Compaction> commit(long txn, long nextTxn, Instant now);

    void deleteAll(Collection<Long> ids);

    Optional<CompactionMetric> metric(Resource resource, String kind);

    void putMetric(CompactionMetric metric);

    /** @return whether there was one */
    boolean removeMetric(Resource resource, String kind);
}
