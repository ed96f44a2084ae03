package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.crawl.CrawlCounts;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.model.crawl.RunReport;
import dev.skep.server.model.crawl.RunReport.Outcome;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Services over a store in memory and a clock that tests turn. */
abstract class Scheduling {
    static final Instant START = Instant.parse("2024-05-06T07:08:09Z");
    static final Duration LEASE = Duration.ofMinutes(1);

    final SqlCatalogStore store = SqlCatalogStore.open(
            new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 8), new StatementCounter());
    final TurnedClock clock = new TurnedClock(START);
    final CrawlerService crawlers = new CrawlerService(store, clock);
    final RunService runs = new RunService(store, clock, LEASE);

    @AfterEach
    void close() {
        store.close();
    }

    static Crawler crawler(String name) {
        return new Crawler(
                name,
                null,
                List.of(new CrawlTarget("/data/" + name, null, List.of())),
                "lake",
                "",
                Map.of(),
                List.of(),
                null,
                null,
                List.of(),
                RunPolicy.DEFAULT,
                Crawler.DEFAULT_POOL,
                null);
    }

    static Crawler with(Crawler crawler, RunPolicy policy, @Nullable CrawlSchedule schedule, String... after) {
        return new Crawler(
                crawler.name(),
                crawler.description(),
                crawler.targets(),
                crawler.database(),
                crawler.tablePrefix(),
                crawler.options(),
                crawler.classifiers(),
                crawler.events(),
                schedule,
                List.of(after),
                policy,
                crawler.pool(),
                crawler.createdAt());
    }

    CrawlerView create(Crawler crawler) {
        return crawlers.create(crawler, WriteMode.APPLY);
    }

    Assignment claimed() {
        return claim().orElseThrow();
    }

    Optional<Assignment> claim() {
        return runs.claim("agent", Crawler.DEFAULT_POOL);
    }

    CrawlRun end(CrawlRun run, Outcome outcome) {
        String error = outcome == Outcome.SUCCEEDED ? null : "it broke";
        return runs.end(run.id(), run.attempt(), new RunReport(outcome, CrawlCounts.NONE, error, null), null);
    }

    static void refused(ErrorKind kind, String message, ThrowingCallable work) {
        assertThatThrownBy(work)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
