package dev.skep.server.schedule;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.model.crawl.Reference.Kind;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.schedule.RunQueue.Extent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.crawl.CrawlerStore.Due;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What starts runs without anybody asking: time, and the success of another crawler. */
final class Triggers {
    private static final Logger LOG = LoggerFactory.getLogger(Triggers.class);

    /** A run that comes later than this was missed. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final CatalogStore store;
    private final Clock clock;

    Triggers(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Puts the runs into the queue whose time has come. Each server may do so; each run is put there once. */
    void placeDue() {
        Instant now = clock.instant();
        while (store.inTransaction(tx -> {
            var due = tx.crawls().crawlers().lockDue(now.toEpochMilli());
            due.ifPresent(found -> place(tx, found, now));
            return due.isPresent();
        })) {
            LOG.debug("A run was due");
        }
    }

    private static void place(Tx tx, Due due, Instant now) {
        Stored<Crawler> crawler = due.crawler();
        boolean missed = due.dueAt() < now.minus(GRACE).toEpochMilli();
        boolean wanted = switch (crawler.value().policy().missed()) {
            case RUN -> true;
            case SKIP -> !missed;
        };
        if (wanted) {
            // Without times, it is due because it has to list everything before messages can tell what has changed.
            CrawlSchedule schedule = crawler.value().schedule();
            Cause cause = schedule != null && schedule.cron() == null ? Cause.EVENT : Cause.SCHEDULE;
            RunQueue.place(tx, crawler, cause, due.dueAt(), Extent.USUAL, now.toEpochMilli());
        }
        tx.crawls().crawlers().schedule(crawler.id(), CrawlerRules.nextRun(crawler.value(), now));
    }

    /** Puts the runs into the queue that follow this one, which has succeeded. */
    void placeFollowers(Tx tx, CrawlRun run) {
        for (String name : tx.crawls()
                .crawlers()
                .referringTo(new Reference(Kind.CRAWLER, run.order().crawler()))) {
            RunQueue.place(
                    tx,
                    CrawlerService.lock(tx, name),
                    Cause.PREDECESSOR,
                    null,
                    Extent.USUAL,
                    clock.instant().toEpochMilli());
        }
    }
}
