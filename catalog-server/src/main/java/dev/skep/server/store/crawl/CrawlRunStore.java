package dev.skep.server.store.crawl;

import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.RunFilter;
import dev.skep.server.model.crawl.RunPosition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs of crawlers. Times are in epoch milliseconds. */
public interface CrawlRunStore {
    /** An id that no run has. */
    long newId();

    /** @throws dev.skep.server.model.CatalogException {@code CONFLICT} if the crawler is gone */
    void insert(CrawlRun run);

    Optional<CrawlRun> find(long id);

    /** Like {@link #find}, and keeps every other transaction from changing it until the end of this one. */
    Optional<CrawlRun> lock(long id);

    /**
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if an agent would have two runs of a crawler, or the run
     *     is gone
     */
    void update(CrawlRun run);

    /** Locks the run of the pool that has been ready longest, that nobody else has locked and whose crawler no agent has. */
    Optional<CrawlRun> lockReady(String pool, long now);

    /** Locks a run whose agent should have been heard of before, and that nobody else has locked. */
    Optional<CrawlRun> lockExpired(long now);

    /** Those of the crawlers that have not ended, the oldest first. */
    List<CrawlRun> unfinished(Collection<Long> crawlerIds);

    /** Of each of the crawlers the run that ended last. */
    List<CrawlRun> lastEnded(Collection<Long> crawlerIds);

    /**
     * The newest first.
     *
     * @param after the last that was seen; null for the newest
     */
    List<CrawlRun> page(RunFilter filter, @Nullable RunPosition after, int size);

    /** Forgets those that ended before. */
    void deleteEnded(long before);

    /** The plan that the run's agent has told last. */
    Optional<String> plan(long runId);

    void putPlan(long runId, String plan);
}
