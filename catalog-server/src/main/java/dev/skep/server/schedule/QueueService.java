package dev.skep.server.schedule;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.model.crawl.CrawlEvents;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.schedule.RunQueue.Extent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queues whose messages start runs. Agents look at them, who reach them, and say that messages wait. However many agents say so,
 * there is one run: it is placed only if nothing has happened since the agent was told to look.
 */
public final class QueueService {
    private final CatalogStore store;
    private final Clock clock;
    private final Duration pause;

    /** @param pause between the end of a run and the next that messages start, so that many changes are one run */
    public QueueService(CatalogStore store, Clock clock, Duration pause) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * A crawler whose queue is to be looked at.
     *
     * @param queue its URL
     * @param connection by which the queue is reached; none for the credentials that the agent has
     * @param last the latest run, which has ended; none if there was none
     */
    public record Watched(
            Stored<Crawler> crawler, String queue, Optional<Stored<Connection>> connection, Optional<CrawlRun> last) {}

    /** The crawlers of a pool whose queues may start a run now. */
    public List<Watched> watched(String pool) {
        return store.read(tx -> {
            List<Watched> watched = new ArrayList<>();
            for (Stored<Crawler> crawler : tx.crawls().crawlers().naming(Reference.Kind.QUEUE)) {
                CrawlEvents events = crawler.value().events();
                if (events == null
                        || !crawler.value().pool().equals(pool)
                        || !listens(crawler.value())
                        || !isIdle(tx, crawler.id())) {
                    continue;
                }
                Optional<CrawlRun> last = last(tx, crawler.id());
                if (last.map(CrawlRun::endedAt).filter(this::isRecent).isEmpty()) {
                    watched.add(new Watched(crawler, events.queue(), connection(tx, events), last));
                }
            }
            return watched;
        });
    }

    /**
     * Puts a run into the queue since messages wait.
     *
     * @param last the latest run when the agent was told to look; null if there was none
     * @return the run; none if another has begun or ended since, or the crawler no longer listens
     */
    public Optional<CrawlRun> arrived(String crawler, @Nullable Long last) {
        return store.inTransaction(tx -> {
            Stored<Crawler> found = CrawlerService.lock(tx, crawler);
            boolean same = Objects.equals(last(tx, found.id()).map(CrawlRun::id).orElse(null), last);
            if (!same || !listens(found.value()) || !isIdle(tx, found.id())) {
                return Optional.<CrawlRun>empty();
            }
            return Optional.of(RunQueue.place(tx, found, Cause.EVENT, null, Extent.USUAL, clock.millis())
                    .run());
        });
    }

    private static boolean listens(Crawler crawler) {
        CrawlSchedule schedule = crawler.schedule();
        return schedule != null && schedule.listens();
    }

    private static boolean isIdle(Tx tx, long crawler) {
        return tx.crawls().runs().unfinished(List.of(crawler)).isEmpty();
    }

    private static Optional<CrawlRun> last(Tx tx, long crawler) {
        return tx.crawls().runs().lastEnded(List.of(crawler)).stream().findFirst();
    }

    private boolean isRecent(long endedAt) {
        return clock.millis() < endedAt + pause.toMillis();
    }

    private static Optional<Stored<Connection>> connection(Tx tx, CrawlEvents events) {
        return events.connection() == null
                ? Optional.empty()
                : tx.crawls().connections().find(events.connection());
    }
}
