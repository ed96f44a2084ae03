package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.model.crawl.RunPolicy.Approval;
import dev.skep.server.model.crawl.RunPolicy.Missed;
import dev.skep.server.model.crawl.RunPolicy.Overlap;
import dev.skep.server.model.crawl.RunReport.Outcome;
import dev.skep.server.model.crawl.RunState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CrawlerServiceTest extends Scheduling {
    private static final CrawlSchedule EVERY_TEN = new CrawlSchedule("*/10 * * * *", "UTC", false);

    @Test
    void aScheduleStartsRunsByItself() {
        CrawlerView view = create(with(crawler("c"), RunPolicy.DEFAULT, EVERY_TEN));
        assertThat(nextRun(view)).isEqualTo(Instant.parse("2024-05-06T07:10:00Z"));
        assertThat(claim()).isEmpty();
        clock.turn(Duration.ofMinutes(2));
        CrawlRun run = claimed().run();
        assertThat(run.order().cause()).isEqualTo(Cause.SCHEDULE);
        assertThat(Instant.ofEpochMilli(run.order().scheduledFor())).isEqualTo(Instant.parse("2024-05-06T07:10:00Z"));
        end(run, Outcome.SUCCEEDED);
        assertThat(claim()).isEmpty();
        assertThat(nextRun(crawlers.get("c"))).isEqualTo(Instant.parse("2024-05-06T07:20:00Z"));
    }

    @Test
    void missedRunsAreMadeUpForOnceOrLeftOut() {
        create(with(crawler("made_up"), RunPolicy.DEFAULT, EVERY_TEN));
        create(with(crawler("left_out"), new RunPolicy(Overlap.SKIP, Missed.SKIP, 1, 0, Approval.NONE), EVERY_TEN));
        clock.turn(Duration.ofHours(5));
        CrawlRun run = claimed().run();
        assertThat(run.order().crawler()).isEqualTo("made_up");
        end(run, Outcome.SUCCEEDED);
        assertThat(claim()).isEmpty();
        clock.turn(Duration.ofMinutes(2));
        runs.tend();
        assertThat(runs.page(null, RunState.QUEUED, null, 10))
                .as("in time again")
                .hasSize(2);
    }

    @Test
    void aDueRunIsSkippedWhileAnotherGoesOn() {
        create(with(crawler("c"), RunPolicy.DEFAULT, EVERY_TEN));
        clock.turn(Duration.ofMinutes(2));
        CrawlRun slow = claimed().run();
        for (int i = 0; i < 15; i++) {
            clock.turn(Duration.ofSeconds(50));
            runs.heartbeat(slow.id(), slow.attempt(), null);
            runs.tend();
        }
        assertThat(runs.page("c", null, null, 10)).hasSize(1);
        end(slow, Outcome.SUCCEEDED);
        assertThat(claim()).isEmpty();
    }

    @Test
    void theTimeIsThatOfTheZoneAlsoWhenClocksChange() {
        CrawlSchedule romanNight = new CrawlSchedule("cron(30 2 * * ? *)", "Europe/Rome", false);
        clock.turn(Duration.between(START, Instant.parse("2024-03-29T12:00:00Z")));
        create(with(crawler("c"), RunPolicy.DEFAULT, romanNight));
        assertThat(nextRun(crawlers.get("c"))).isEqualTo(Instant.parse("2024-03-30T01:30:00Z"));
        clock.turn(Duration.ofDays(1));
        end(claimed().run(), Outcome.SUCCEEDED);
        // There is no half past two in the night in which the clocks go forward.
        assertThat(nextRun(crawlers.get("c")))
                .isBetween(Instant.parse("2024-03-31T00:30:00Z"), Instant.parse("2024-04-01T00:30:00Z"));
    }

    @Test
    void aPausedScheduleRests() {
        create(with(crawler("c"), RunPolicy.DEFAULT, new CrawlSchedule("*/10 * * * *", "UTC", true)));
        clock.turn(Duration.ofDays(1));
        assertThat(claim()).isEmpty();
        alter("c", with(crawler("c"), RunPolicy.DEFAULT, EVERY_TEN));
        assertThat(claim()).as("what was due while it rested is not missed").isEmpty();
        clock.turn(Duration.ofMinutes(10));
        assertThat(claim()).isPresent();
    }

    @Test
    void anAlterationWithoutADifferenceKeepsTheVersion() {
        create(crawler("c"));
        assertThat(alter("c", crawler("c")).crawler().version()).isEqualTo(1);
        Crawler changed = with(crawler("c"), RunPolicy.DEFAULT, EVERY_TEN);
        assertThat(alter("c", changed).crawler().version()).isEqualTo(2);
        refused(
                ErrorKind.CONFLICT,
                "you expected 1",
                () -> crawlers.alter("c", current -> crawler("c"), Precondition.version(1), WriteMode.APPLY));
        refused(ErrorKind.INVALID, "cannot be renamed", () -> alter("c", crawler("d")));
        assertThat(crawlers.alter("c", current -> crawler("c"), Precondition.NONE, WriteMode.DRY_RUN)
                        .crawler()
                        .version())
                .isEqualTo(3);
        assertThat(crawlers.get("c").crawler().version()).isEqualTo(2);
    }

    @Test
    void whatIsNamedHasToBeThereAndStays() {
        refused(
                ErrorKind.INVALID,
                "names the crawler first, which there is not",
                () -> create(with(crawler("second"), RunPolicy.DEFAULT, null, "first")));
        create(crawler("first"));
        create(with(crawler("second"), RunPolicy.DEFAULT, null, "first"));
        create(with(crawler("third"), RunPolicy.DEFAULT, null, "second"));
        refused(ErrorKind.IN_USE, "[second]", () -> delete("first"));
        refused(
                ErrorKind.INVALID,
                "after itself",
                () -> alter("first", with(crawler("first"), RunPolicy.DEFAULT, null, "third")));
        refused(
                ErrorKind.INVALID,
                "after itself",
                () -> alter("first", with(crawler("first"), RunPolicy.DEFAULT, null, "first")));
        delete("third");
        delete("second");
        delete("first");
    }

    @Test
    void aCrawlerIsNotDeletedUnderItsRun() {
        create(crawler("c"));
        CrawlRun run = runs.request("c", false, false);
        refused(ErrorKind.IN_USE, "run " + run.id(), () -> delete("c"));
        runs.cancel(run.id());
        delete("c");
        refused(ErrorKind.NOT_FOUND_OTHER, "no run", () -> runs.get(run.id()));
        refused(ErrorKind.NOT_FOUND_OTHER, "no crawler", () -> crawlers.get("c"));
    }

    @Test
    void refusesWhatCannotRun() {
        refused(ErrorKind.INVALID, "not a name for a crawler", () -> create(crawler("a/b")));
        refused(
                ErrorKind.INVALID,
                "no time zone 'Mars/Olympus'",
                () -> create(
                        with(crawler("c"), RunPolicy.DEFAULT, new CrawlSchedule("* * * * *", "Mars/Olympus", false))));
        refused(
                ErrorKind.INVALID,
                "is not a schedule",
                () -> create(with(crawler("c"), RunPolicy.DEFAULT, new CrawlSchedule("often", "UTC", false))));
        refused(
                ErrorKind.INVALID,
                "is tried 0 times",
                () -> create(with(crawler("c"), new RunPolicy(Overlap.SKIP, Missed.RUN, 0, 0, Approval.NONE), null)));
        create(crawler("c"));
        refused(ErrorKind.ALREADY_EXISTS, "c", () -> create(crawler("c")));
    }

    private static Instant nextRun(CrawlerView view) {
        return Instant.ofEpochMilli(view.status().nextRunAt());
    }

    private CrawlerView alter(String name, Crawler next) {
        return crawlers.alter(name, current -> next, Precondition.NONE, WriteMode.APPLY);
    }

    private void delete(String name) {
        crawlers.delete(name, Precondition.NONE, WriteMode.APPLY);
    }
}
