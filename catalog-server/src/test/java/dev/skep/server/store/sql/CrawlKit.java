package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Classifier;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.model.crawl.CrawlCounts;
import dev.skep.server.model.crawl.CrawlEvents;
import dev.skep.server.model.crawl.CrawlProgress;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.model.crawl.RunFilter;
import dev.skep.server.model.crawl.RunOrder;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.model.crawl.RunPosition;
import dev.skep.server.model.crawl.RunState;
import dev.skep.server.store.Page;
import dev.skep.server.store.crawl.CrawlerStore.Due;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Crawlers and their runs. */
abstract class CrawlKit {
    private final CatalogStoreKit kit;

    CrawlKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @Test
    void keepsCrawlersWithTheirVersions() {
        Stored<Crawler> first = crawler("a");
        Stored<Crawler> second = crawler("b");
        assertThat(kit.optional(tx -> tx.crawls().crawlers().find(name("a")))).contains(first);
        assertThat(kit.locked(tx -> tx.crawls().crawlers().lock(first.id()))).contains(first);
        assertThat(kit.list(tx -> tx.crawls().crawlers().page(new Page(name("a").substring(0, 3), 1_000))))
                .containsSequence(first, second);
        assertRefused(ErrorKind.ALREADY_EXISTS, name("a"), () -> crawler("a"));
        Stored<Crawler> paused = kit.write(tx -> tx.crawls().crawlers().update(first, definition("a", true)));
        assertThat(paused.version()).isEqualTo(2);
        assertThat(kit.optional(tx -> tx.crawls().crawlers().find(name("a")))).contains(paused);
        assertRefused(
                ErrorKind.CONFLICT,
                name("a"),
                () -> kit.run(tx -> tx.crawls().crawlers().update(first, definition("a", true))));
        kit.run(tx -> tx.crawls().crawlers().delete(paused));
        assertThat(kit.optional(tx -> tx.crawls().crawlers().find(name("a")))).isEmpty();
    }

    @Test
    void keepsWhatCrawlersName() {
        Stored<Crawler> one = crawler("one");
        Stored<Crawler> two = crawler("two");
        Reference lake = new Reference(Reference.Kind.CONNECTION, name("lake"));
        Reference after = new Reference(Reference.Kind.CRAWLER, name("one"));
        kit.run(tx -> tx.crawls().crawlers().refer(two, Set.of(lake, after)));
        kit.run(tx -> tx.crawls().crawlers().refer(one, Set.of(lake)));
        assertThat(kit.list(tx -> tx.crawls().crawlers().referringTo(lake))).containsExactly(name("one"), name("two"));
        assertThat(kit.list(tx -> tx.crawls().crawlers().referringTo(after))).containsExactly(name("two"));
        assertThat(kit.list(tx -> tx.crawls().crawlers().naming(Reference.Kind.QUEUE)))
                .isEmpty();
        kit.run(tx -> tx.crawls()
                .crawlers()
                .refer(two, Set.of(new Reference(Reference.Kind.QUEUE, "https://queue/" + name("q")))));
        assertThat(kit.list(tx -> tx.crawls().crawlers().naming(Reference.Kind.QUEUE)))
                .containsExactly(two);
        assertThat(kit.optional(tx -> tx.crawls().crawlers().listed(two.id()))).isEmpty();
        kit.run(tx -> tx.crawls().crawlers().listed(two.id(), "a".repeat(64)));
        assertThat(kit.optional(tx -> tx.crawls().crawlers().listed(two.id()))).contains("a".repeat(64));
        kit.run(tx -> tx.crawls().crawlers().refer(two, Set.of()));
        kit.run(tx -> tx.crawls().crawlers().delete(one));
        assertThat(kit.list(tx -> tx.crawls().crawlers().referringTo(lake))).isEmpty();
    }

    @Test
    void findsTheCrawlerThatHasBeenDueLongest() {
        Stored<Crawler> late = crawler("late");
        Stored<Crawler> early = crawler("early");
        long base = -1_000_000L * Integer.parseInt(kit.db.value().substring(2));
        kit.run(tx -> {
            tx.crawls().crawlers().schedule(late.id(), base + 20);
            tx.crawls().crawlers().schedule(early.id(), base + 10);
        });
        assertThat(kit.map(tx -> tx.crawls().crawlers().dueTimes(List.of(late.id(), early.id(), -1L))))
                .isEqualTo(Map.of(late.id(), base + 20, early.id(), base + 10));
        assertThat(kit.locked(tx -> tx.crawls().crawlers().lockDue(base + 9))).isEmpty();
        assertThat(kit.locked(tx -> tx.crawls().crawlers().lockDue(base + 99))).contains(new Due(early, base + 10));
        kit.run(tx -> {
            assertThat(tx.crawls().crawlers().lockDue(base + 99)).contains(new Due(early, base + 10));
            // In another transaction, while this one holds the first.
            assertThat(kit.locked(other -> other.crawls().crawlers().lockDue(base + 99)))
                    .contains(new Due(late, base + 20));
            tx.crawls().crawlers().schedule(early.id(), null);
        });
        assertThat(kit.locked(tx -> tx.crawls().crawlers().lockDue(base + 99))).contains(new Due(late, base + 20));
        kit.run(tx -> tx.crawls().crawlers().schedule(late.id(), null));
        assertThat(kit.locked(tx -> tx.crawls().crawlers().lockDue(base + 99))).isEmpty();
    }

    @Test
    void keepsARunFromTheQueueToItsEnd() {
        Stored<Crawler> crawler = crawler("c");
        CrawlRun queued = queued(crawler, "p", 100);
        assertThat(kit.optional(tx -> tx.crawls().runs().find(queued.id()))).contains(queued);
        assertThat(kit.list(tx -> tx.crawls().runs().unfinished(List.of(crawler.id()))))
                .containsExactly(queued);
        CrawlRun running = queued.claimed("agent-1", 150, 500)
                .heard(new CrawlProgress(CrawlProgress.Phase.SAMPLING, 3, 10L, 1.5, 160), 600)
                .planned("print");
        kit.run(tx -> tx.crawls().runs().update(running));
        assertThat(kit.optional(tx -> tx.crawls().runs().find(queued.id()))).contains(running);
        kit.run(tx -> tx.crawls().runs().putPlan(queued.id(), "{\"tables\":[]}"));
        kit.run(tx -> tx.crawls().runs().putPlan(queued.id(), "x".repeat(200_000)));
        assertThat(kit.optional(tx -> tx.crawls().runs().plan(queued.id()))).contains("x".repeat(200_000));
        CrawlRun ended = running.ended(
                RunState.SUCCEEDED, new CrawlCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), null, 700);
        kit.run(tx -> tx.crawls().runs().update(ended));
        assertThat(kit.optional(tx -> tx.crawls().runs().find(queued.id()))).contains(ended);
        assertThat(kit.list(tx -> tx.crawls().runs().unfinished(List.of(crawler.id()))))
                .isEmpty();
        CrawlRun later = queued(crawler, "p", 800).ended(RunState.CANCELLED, CrawlCounts.NONE, null, 900);
        kit.run(tx -> tx.crawls().runs().update(later));
        assertThat(kit.list(tx -> tx.crawls().runs().lastEnded(List.of(crawler.id()))))
                .containsExactly(later);
        kit.run(tx -> tx.crawls().runs().deleteEnded(701));
        assertThat(kit.optional(tx -> tx.crawls().runs().find(queued.id()))).isEmpty();
        assertThat(kit.optional(tx -> tx.crawls().runs().plan(queued.id()))).isEmpty();
        kit.run(tx -> tx.crawls().crawlers().delete(crawler));
        assertThat(kit.optional(tx -> tx.crawls().runs().find(later.id()))).isEmpty();
        assertRefused(ErrorKind.CONFLICT, name("c"), () -> queued(crawler, "p", 1));
    }

    @Test
    void handsOutEachRunOnceAndOneOfACrawlerAtATime() {
        Stored<Crawler> one = crawler("one");
        Stored<Crawler> two = crawler("two");
        String pool = name("pool");
        CrawlRun first = queued(one, pool, 10);
        CrawlRun second = queued(one, pool, 20);
        CrawlRun other = queued(two, pool, 30);
        assertThat(ready(pool, 9)).isEmpty();
        assertThat(ready(name("another"), 99)).isEmpty();
        kit.run(tx -> {
            assertThat(tx.crawls().runs().lockReady(pool, 99)).contains(first);
            // Others look meanwhile, and are not kept waiting.
            assertThat(ready(pool, 99)).contains(second);
            tx.crawls().runs().update(first.claimed("a", 40, 1_000));
        });
        assertThat(ready(pool, 99)).contains(other);
        assertRefused(
                ErrorKind.CONFLICT,
                name("one"),
                () -> kit.run(tx -> tx.crawls().runs().update(second.claimed("b", 40, 1_000))));
        CrawlRun running =
                kit.optional(tx -> tx.crawls().runs().find(first.id())).orElseThrow();
        kit.run(tx -> tx.crawls().runs().update(running.ended(RunState.FAILED, CrawlCounts.NONE, "x", 50)));
        assertThat(ready(pool, 99)).contains(second);
        kit.run(tx -> tx.crawls().runs().update(second.claimed("b", 60, 1_000)));
    }

    @Test
    void findsRunsWhoseAgentsAreSilent() {
        Stored<Crawler> crawler = crawler("c");
        long base = -1_000_000L * Integer.parseInt(kit.db.value().substring(2));
        CrawlRun run = queued(crawler, name("pool"), base).claimed("a", base, base + 100);
        kit.run(tx -> tx.crawls().runs().update(run));
        assertThat(kit.locked(tx -> tx.crawls().runs().lockExpired(base + 100))).isEmpty();
        assertThat(kit.locked(tx -> tx.crawls().runs().lockExpired(base + 101))).contains(run);
        kit.run(tx -> tx.crawls().runs().update(run.failedForNow("silent", base + 200)));
        assertThat(kit.locked(tx -> tx.crawls().runs().lockExpired(base + 101))).isEmpty();
        assertThat(ready(name("pool"), base + 200)).contains(run.failedForNow("silent", base + 200));
    }

    @Test
    void listsTheNewestRunsFirst() {
        Stored<Crawler> crawler = crawler("c");
        CrawlRun oldest = queued(crawler, "p", 10);
        CrawlRun tied = queued(crawler, "p", 20);
        CrawlRun newest = queued(crawler, "p", 20);
        kit.run(tx -> tx.crawls().runs().update(oldest.cancelled(30)));
        RunFilter all = new RunFilter(crawler.id(), null);
        assertThat(kit.list(tx -> tx.crawls().runs().page(all, null, 2))).containsExactly(newest, tied);
        assertThat(kit.list(tx -> tx.crawls().runs().page(all, new RunPosition(20, tied.id()), 2)))
                .containsExactly(oldest.cancelled(30));
        assertThat(kit.list(tx -> tx.crawls().runs().page(new RunFilter(crawler.id(), RunState.CANCELLED), null, 2)))
                .containsExactly(oldest.cancelled(30));
        assertThat(kit.list(tx -> tx.crawls().runs().page(new RunFilter(null, RunState.QUEUED), null, 1_000)))
                .contains(newest, tied);
    }

    @Test
    void keepsConnectionsAndClassifiers() {
        Connection connection =
                new Connection(name("lake"), "text", "s3", Map.of("endpoint", "x"), Map.of("secret-key", "v1:abc"), 5L);
        Classifier classifier =
                new Classifier(name("log"), null, Classifier.Kind.GROK, Map.of("pattern", "%{WORD:w}"), null);
        Stored<Connection> stored = kit.write(tx -> tx.crawls().connections().insert(connection));
        Stored<Classifier> kept = kit.write(tx -> tx.crawls().classifiers().insert(classifier));
        assertThat(kit.optional(tx -> tx.crawls().connections().find(name("lake"))))
                .contains(stored);
        assertThat(kit.locked(tx -> tx.crawls().classifiers().lock(name("log"))))
                .contains(kept);
    }

    @Test
    void claimsARunInThreeStatements() {
        Stored<Crawler> crawler = crawler("c");
        CrawlRun run = queued(crawler, name("pool"), 10);
        long before = kit.counter.total();
        kit.run(tx -> tx.crawls()
                .runs()
                .update(tx.crawls()
                        .runs()
                        .lockReady(name("pool"), 10)
                        .orElseThrow()
                        .claimed("a", 20, 30)));
        assertThat(kit.counter.total() - before).isEqualTo(3);
        assertThat(kit.optional(tx -> tx.crawls().runs().find(run.id()))
                        .orElseThrow()
                        .state())
                .isEqualTo(RunState.RUNNING);
    }

    private Optional<CrawlRun> ready(String pool, long now) {
        return kit.locked(tx -> tx.crawls().runs().lockReady(pool, now));
    }

    private String name(String name) {
        return kit.db.value() + "_" + name;
    }

    private Stored<Crawler> crawler(String name) {
        return kit.write(tx -> tx.crawls().crawlers().insert(definition(name, false)));
    }

    private Crawler definition(String name, boolean paused) {
        return new Crawler(
                name(name),
                "what it is for",
                List.of(new CrawlTarget("/data", null, List.of("**/tmp/**"))),
                "lake",
                "raw_",
                Map.of("keys", "typed"),
                List.of("log"),
                new CrawlEvents("https://sqs.eu-west-1.amazonaws.com/1/q", "lake"),
                new CrawlSchedule("0 4 * * *", "Europe/Rome", paused),
                List.of(),
                RunPolicy.DEFAULT,
                Crawler.DEFAULT_POOL,
                7L);
    }

    private CrawlRun queued(Stored<Crawler> crawler, String pool, long at) {
        return kit.write(tx -> {
            CrawlRun run = CrawlRun.queued(
                    tx.crawls().runs().newId(),
                    new RunOrder(
                            crawler.id(), crawler.value().name(), RunOrder.Cause.SCHEDULE, at, false, false, pool, at));
            tx.crawls().runs().insert(run);
            return run;
        });
    }
}
