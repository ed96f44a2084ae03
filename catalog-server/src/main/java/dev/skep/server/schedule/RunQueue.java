package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunOrder;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.model.crawl.RunState;
import dev.skep.server.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How runs come to stand in the queue. */
final class RunQueue {
    private RunQueue() {}

    /**
     * What became of the wish for a run.
     *
     * @param run the one that was asked for, or the one that is in its way
     * @param wanted whether the run will do what was asked for
     */
    record Placed(CrawlRun run, boolean wanted) {}

    /**
     * How far a run goes.
     *
     * @param dryRun whether it plans only
     * @param full whether it lists everything in any case
     */
    record Extent(boolean dryRun, boolean full) {
        static final Extent USUAL = new Extent(false, false);

        static Extent of(RunOrder order) {
            return new Extent(order.dryRun(), order.full());
        }
    }

    /**
     * Puts a run into the queue, if the crawler's policy allows it.
     *
     * @param crawler locked, so that nobody else asks at the same time
     */
    static Placed place(
            Tx tx, Stored<Crawler> crawler, Cause cause, @Nullable Long scheduledFor, Extent extent, long now) {
        List<CrawlRun> unfinished = tx.crawls().runs().unfinished(List.of(crawler.id()));
        for (CrawlRun run : unfinished) {
            boolean waits =
                    run.state() == RunState.QUEUED && Extent.of(run.order()).equals(extent);
            switch (crawler.value().policy().overlap()) {
                case SKIP -> {
                    return new Placed(run, false);
                }
                case QUEUE -> {
                    if (waits) {
                        return new Placed(run, true);
                    }
                }
            }
        }
        RunOrder order = new RunOrder(
                crawler.id(),
                crawler.value().name(),
                cause,
                scheduledFor,
                extent.dryRun(),
                extent.full(),
                crawler.value().pool(),
                now);
        CrawlRun run = CrawlRun.queued(tx.crawls().runs().newId(), order);
        tx.crawls().runs().insert(run);
        return new Placed(run, true);
    }

    static CatalogException busy(CrawlRun run, String advice) {
        return new CatalogException(
                ErrorKind.IN_USE,
                "Crawler " + run.order().crawler() + " has the run " + run.id() + ", which is " + run.state() + ": "
                        + advice);
    }
}
