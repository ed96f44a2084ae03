package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.crawl.CrawlCounts;
import dev.skep.server.model.crawl.CrawlEvents;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.model.crawl.RunReport;
import dev.skep.server.model.crawl.RunReport.Outcome;
import dev.skep.server.schedule.QueueService.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Crawlers that are told what has changed. */
class QueueServiceTest extends Scheduling {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final CrawlSchedule ON_EVENTS = new CrawlSchedule(null, "UTC", false, true);
    private static final String QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/lake";

    private final QueueService queues = new QueueService(store, clock, PAUSE);

    @Test
    void theFirstRunListsEverythingAndIsDueAtOnce() {
        create(listening("c", QUEUE, ON_EVENTS));
        assertThat(queues.watched("default")).isNotEmpty();
        Assignment first = claimed();
        assertThat(first.run().order().cause()).isEqualTo(Cause.EVENT);
        assertThat(first.listAll()).isTrue();
        assertThat(queues.watched("default")).as("it has a run").isEmpty();
        end(first, Outcome.SUCCEEDED, first.definition());

        runs.request("c", false, false);
        Assignment second = claimed();
        assertThat(second.listAll()).isFalse();
        end(second, Outcome.SUCCEEDED, null);
        runs.request("c", false, true);
        assertThat(claimed().listAll()).as("asked for").isTrue();
    }

    @Test
    void aListingWithGapsOrOfAnotherDefinitionOrOfADryRunDoesNotCount() {
        create(listening("c", QUEUE, null));
        runs.request("c", true, false);
        Assignment dry = claimed();
        end(dry, Outcome.SUCCEEDED, dry.definition());
        runs.request("c", false, false);
        end(claimed(), Outcome.PARTIAL, null);
        runs.request("c", false, false);
        Assignment listing = claimed();
        assertThat(listing.listAll()).isTrue();
        crawlers.alter("c", old -> with(old, List.of("**/tmp/**")), Precondition.NONE, WriteMode.APPLY);
        end(listing, Outcome.PARTIAL, listing.definition());
        runs.request("c", false, false);
        Assignment anew = claimed();
        assertThat(anew.listAll()).as("what is left out has changed since").isTrue();
        end(anew, Outcome.PARTIAL, anew.definition());
        runs.request("c", false, false);
        assertThat(claimed().listAll()).isFalse();
    }

    @Test
    void messagesStartOneRunHoweverManyAgentsSeeThem() throws Exception {
        listed("c");
        clock.turn(PAUSE);
        Watched seen = queues.watched("default").get(0);
        assertThat(seen.queue()).isEqualTo(QUEUE);
        Long last = seen.last().map(CrawlRun::id).orElseThrow();
        int agents = 6;
        ExecutorService threads = Executors.newFixedThreadPool(agents);
        List<Optional<CrawlRun>> answers = new ArrayList<>();
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<CrawlRun>>> all = new ArrayList<>();
            for (int i = 0; i < agents; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return queues.arrived("c", last);
                }));
            }
            start.countDown();
            for (Future<Optional<CrawlRun>> each : all) {
                answers.add(each.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(answers).filteredOn(Optional::isPresent).hasSize(1);
        Assignment run = claimed();
        assertThat(run.run().order().cause()).isEqualTo(Cause.EVENT);
        end(run, Outcome.SUCCEEDED, null);
        assertThat(queues.arrived("c", last)).as("who looked before the run").isEmpty();
        assertThat(claim()).isEmpty();
    }

    @Test
    void manyMessagesMakeOneRunAfterAPause() {
        listed("c");
        assertThat(queues.watched("default")).isEmpty();
        clock.turn(PAUSE.minusMillis(1));
        assertThat(queues.watched("default")).isEmpty();
        clock.turn(Duration.ofMillis(1));
        assertThat(queues.watched("default")).hasSize(1);
        assertThat(queues.watched("elsewhere")).isEmpty();
    }

    @Test
    void aRestingCrawlerDoesNotListen() {
        listed("c");
        clock.turn(PAUSE);
        crawlers.alter(
                "c",
                old -> listening("c", QUEUE, new CrawlSchedule(null, "UTC", true, true)),
                Precondition.NONE,
                WriteMode.APPLY);
        assertThat(queues.watched("default")).isEmpty();
        Long last = crawlers.get("c").status().last().map(CrawlRun::id).orElseThrow();
        assertThat(queues.arrived("c", last)).isEmpty();
        refused(ErrorKind.NOT_FOUND_OTHER, "no crawler x", () -> queues.arrived("x", null));
    }

    @Test
    void timesAndMessagesGoTogether() {
        create(listening("c", QUEUE, new CrawlSchedule("*/10 * * * *", "UTC", false, true)));
        Assignment first = claimed();
        assertThat(first.run().order().cause()).isEqualTo(Cause.SCHEDULE);
        end(first, Outcome.SUCCEEDED, first.definition());
        clock.turn(Duration.ofMinutes(2));
        assertThat(claimed().run().order().cause()).isEqualTo(Cause.SCHEDULE);
    }

    @Test
    void twoCrawlersDoNotShareAQueue() {
        create(listening("c", QUEUE, null));
        refused(ErrorKind.INVALID, "as crawler c does", () -> create(listening("d", QUEUE, null)));
        crawlers.alter("c", old -> listening("c", QUEUE + "2", null), Precondition.NONE, WriteMode.APPLY);
        create(listening("d", QUEUE, null));
    }

    @Test
    void whatCannotBeAQueueIsRefused() {
        for (String text : List.of(
                "arn:aws:sqs:eu-west-1:1:q",
                "https://sqs.eu-west-1.amazonaws.com/",
                "ftp://host/q",
                "https://user@host/q",
                "not a url",
                "https://host/" + "q".repeat(300))) {
            refused(ErrorKind.INVALID, "write its URL", () -> create(listening("c", text, null)));
        }
        refused(ErrorKind.INVALID, "names no queue", () -> create(with(crawler("c"), RunPolicy.DEFAULT, ON_EVENTS)));
        refused(
                ErrorKind.INVALID,
                "schedule without a time",
                () -> create(listening("c", QUEUE, new CrawlSchedule(null, "UTC", false, false))));
        refused(
                ErrorKind.INVALID,
                "connection there",
                () -> create(listening("c", new CrawlEvents(QUEUE, "there"), null)));
    }

    private void listed(String name) {
        create(listening(name, QUEUE, ON_EVENTS));
        Assignment first = claimed();
        end(first, Outcome.SUCCEEDED, first.definition());
    }

    private void end(Assignment assignment, Outcome outcome, @Nullable String listed) {
        RunReport report = new RunReport(outcome, CrawlCounts.NONE, null, listed);
        runs.end(assignment.run().id(), assignment.run().attempt(), report, null);
    }

    private static Crawler listening(String name, String queue, @Nullable CrawlSchedule schedule) {
        return listening(name, new CrawlEvents(queue, null), schedule);
    }

    private static Crawler listening(String name, CrawlEvents events, @Nullable CrawlSchedule schedule) {
        return new Crawler(
                name,
                null,
                List.of(new CrawlTarget("s3://lake/raw", null, List.of())),
                "lake",
                "",
                Map.of("max-tables", "9", "update-behavior", "log"),
                List.of(),
                events,
                schedule,
                List.of(),
                RunPolicy.DEFAULT,
                Crawler.DEFAULT_POOL,
                null);
    }

    private static Crawler with(Crawler crawler, List<String> exclude) {
        return new Crawler(
                crawler.name(),
                null,
                List.of(new CrawlTarget("s3://lake/raw", null, exclude)),
                crawler.database(),
                crawler.tablePrefix(),
                crawler.options(),
                crawler.classifiers(),
                crawler.events(),
                crawler.schedule(),
                crawler.after(),
                crawler.policy(),
                crawler.pool(),
                crawler.createdAt());
    }
}
