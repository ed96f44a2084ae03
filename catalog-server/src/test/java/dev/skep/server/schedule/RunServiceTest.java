package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.crawl.CrawlProgress;
import dev.skep.server.model.crawl.CrawlProgress.Phase;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.model.crawl.RunPolicy.Approval;
import dev.skep.server.model.crawl.RunPolicy.Missed;
import dev.skep.server.model.crawl.RunPolicy.Overlap;
import dev.skep.server.model.crawl.RunReport.Outcome;
import dev.skep.server.model.crawl.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunServiceTest extends Scheduling {
    @Test
    void aRunGoesFromTheQueueToItsEnd() {
        create(crawler("c"));
        CrawlRun queued = runs.request("c", false, false);
        assertThat(runs.claim("agent", "elsewhere")).isEmpty();
        Assignment assignment = runs.claim("agent-7", "default").orElseThrow();
        assertThat(assignment.run().id()).isEqualTo(queued.id());
        assertThat(assignment.run().state()).isEqualTo(RunState.RUNNING);
        assertThat(assignment.run().agent()).isEqualTo("agent-7");
        assertThat(assignment.crawler().value().name()).isEqualTo("c");
        assertThat(claim()).isEmpty();

        clock.turn(Duration.ofSeconds(30));
        CrawlProgress half = new CrawlProgress(Phase.SAMPLING, 50, 100L, 10, 0);
        CrawlRun heard = runs.heartbeat(queued.id(), 1, half);
        assertThat(heard.progress().secondsLeft()).isEqualTo(5);
        assertThat(heard.progress().reportedAt()).isEqualTo(clock.millis());
        assertThat(heard.leaseUntil()).isEqualTo(clock.millis() + LEASE.toMillis());

        CrawlRun ended = end(heard, Outcome.SUCCEEDED);
        assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.progress()).isNull();
        assertThat(runs.get(queued.id())).isEqualTo(ended);
        assertThat(crawlers.get("c").status().last()).contains(ended);
        refused(ErrorKind.CONFLICT, "has lost it", () -> end(heard, Outcome.FAILED));
        refused(ErrorKind.CONFLICT, "has lost it", () -> runs.heartbeat(queued.id(), 1, null));
    }

    @Test
    void theRunOfASilentAgentIsGivenToAnotherAndTheFirstCannotEndIt() {
        create(crawler("c"));
        runs.request("c", false, false);
        CrawlRun first = claimed().run();
        clock.turn(LEASE);
        assertThat(claim()).isEmpty();
        clock.turn(Duration.ofMillis(1));
        CrawlRun second = claimed().run();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.error()).contains("has not been heard of");
        refused(ErrorKind.CONFLICT, "Attempt 1", () -> end(first, Outcome.SUCCEEDED));
        refused(ErrorKind.CONFLICT, "Attempt 1", () -> runs.heartbeat(first.id(), 1, null));
        refused(ErrorKind.CONFLICT, "Attempt 1", () -> runs.planned(first.id(), 1, new RunPlan("f", true, "{}")));
        assertThat(end(second, Outcome.SUCCEEDED).error()).isNull();
    }

    @Test
    void aRunThatKillsItsAgentsEnds() {
        create(crawler("c"));
        runs.request("c", false, false);
        for (int i = 0; i < 5; i++) {
            assertThat(claimed().run().attempt()).isEqualTo(i + 1);
            clock.turn(LEASE.plusMillis(1));
        }
        assertThat(claim()).isEmpty();
        CrawlRun last = crawlers.get("c").status().last().orElseThrow();
        assertThat(last.state()).isEqualTo(RunState.FAILED);
        assertThat(last.failures()).isEqualTo(5);
    }

    @Test
    void manyAgentsNeverGetTheSameRunNorTwoOfACrawler() throws Exception {
        int crawlersCount = 4;
        for (int i = 0; i < crawlersCount; i++) {
            create(with(crawler("c" + i), policy(Overlap.QUEUE), null));
            runs.request("c" + i, false, false);
            // A second one, which has to wait for the first.
            runs.request("c" + i, true, false);
        }
        int agents = 8;
        ExecutorService threads = Executors.newFixedThreadPool(agents);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<Assignment>>> claims = IntStream.range(0, agents)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return runs.claim("agent-" + i, "default");
                    }))
                    .toList();
            start.countDown();
            List<String> taken = new ArrayList<>();
            for (Future<Optional<Assignment>> claim : claims) {
                claim.get()
                        .ifPresent(
                                assignment -> taken.add(assignment.run().order().crawler()));
            }
            assertThat(taken).doesNotHaveDuplicates();
            // Whoever came too late comes again.
            while (taken.size() < crawlersCount) {
                taken.add(claimed().run().order().crawler());
            }
            assertThat(taken).containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
            assertThat(claim()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWaitingRunIsEnoughWhereRunsQueue() {
        create(with(crawler("c"), policy(Overlap.QUEUE), null));
        CrawlRun first = runs.request("c", false, false);
        assertThat(runs.request("c", false, false).id()).isEqualTo(first.id());
        CrawlRun running = claimed().run();
        CrawlRun second = runs.request("c", false, false);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(runs.request("c", false, false).id()).isEqualTo(second.id());
        assertThat(claim()).isEmpty();
        end(running, Outcome.SUCCEEDED);
        assertThat(claimed().run().id()).isEqualTo(second.id());
    }

    @Test
    void aSecondRunIsRefusedWhereRunsAreSkipped() {
        create(crawler("c"));
        CrawlRun run = runs.request("c", false, false);
        refused(ErrorKind.IN_USE, "run " + run.id() + ", which is QUEUED", () -> runs.request("c", false, false));
        refused(ErrorKind.NOT_FOUND_OTHER, "no crawler x", () -> runs.request("x", false, false));
    }

    @Test
    void aRunIsTriedAgainLaterAndLater() {
        create(with(crawler("c"), new RunPolicy(Overlap.SKIP, Missed.RUN, 3, 10_000, Approval.NONE), null));
        runs.request("c", false, false);
        CrawlRun waiting = end(claimed().run(), Outcome.FAILED_FOR_NOW);
        assertThat(waiting.state()).isEqualTo(RunState.QUEUED);
        assertThat(waiting.error()).isEqualTo("it broke");
        assertThat(claim()).isEmpty();
        clock.turn(Duration.ofSeconds(10));
        assertThat(end(claimed().run(), Outcome.FAILED_FOR_NOW).readyAt()).isEqualTo(clock.millis() + 20_000);
        clock.turn(Duration.ofSeconds(20));
        CrawlRun failed = end(claimed().run(), Outcome.FAILED_FOR_NOW);
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.failures()).isEqualTo(3);
    }

    @Test
    void whatWouldFailAlikeIsNotTriedAgain() {
        create(with(crawler("c"), new RunPolicy(Overlap.SKIP, Missed.RUN, 3, 0, Approval.NONE), null));
        runs.request("c", false, false);
        assertThat(end(claimed().run(), Outcome.FAILED).state()).isEqualTo(RunState.FAILED);
    }

    @Test
    void anAgentThatLeavesGivesItsRunBack() {
        create(crawler("c"));
        runs.request("c", false, false);
        CrawlRun back = end(claimed().run(), Outcome.RELEASED);
        assertThat(back.state()).isEqualTo(RunState.QUEUED);
        assertThat(back.failures()).isZero();
        CrawlRun again = claimed().run();
        assertThat(again.attempt()).isEqualTo(2);
        runs.cancel(again.id());
        assertThat(end(again, Outcome.RELEASED).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aRunIsCancelledAtOnceOrByItsAgent() {
        create(crawler("c"));
        assertThat(runs.cancel(runs.request("c", false, false).id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(claim()).isEmpty();

        runs.request("c", false, false);
        CrawlRun running = claimed().run();
        assertThat(runs.cancel(running.id()).state()).isEqualTo(RunState.CANCELLING);
        assertThat(runs.cancel(running.id()).state()).isEqualTo(RunState.CANCELLING);
        assertThat(runs.heartbeat(running.id(), 1, null).state()).isEqualTo(RunState.CANCELLING);
        refused(ErrorKind.IN_USE, "CANCELLING", () -> runs.request("c", false, false));
        assertThat(end(running, Outcome.CANCELLED).state()).isEqualTo(RunState.CANCELLED);
        refused(ErrorKind.INVALID, "cannot be cancelled", () -> runs.cancel(running.id()));

        runs.request("c", false, false);
        CrawlRun silent = claimed().run();
        runs.cancel(silent.id());
        clock.turn(LEASE.plusMillis(1));
        assertThat(claim()).isEmpty();
        assertThat(runs.get(silent.id()).state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aPlanThatChangesTablesWaitsForSomebodyToAgree() {
        create(with(crawler("c"), new RunPolicy(Overlap.SKIP, Missed.RUN, 1, 0, Approval.CHANGES), null));
        runs.request("c", false, false);
        CrawlRun run = claimed().run();
        assertThat(runs.plan(run.id())).isEmpty();
        CrawlRun waiting = runs.planned(run.id(), 1, new RunPlan("one", true, "{\"tables\":1}"));
        assertThat(waiting.state()).isEqualTo(RunState.AWAITING_APPROVAL);
        assertThat(runs.plan(run.id())).contains("{\"tables\":1}");
        assertThat(claim()).isEmpty();
        refused(ErrorKind.CONFLICT, "has lost it", () -> end(run, Outcome.SUCCEEDED));

        assertThat(runs.approve(run.id(), "tess").state()).isEqualTo(RunState.QUEUED);
        refused(ErrorKind.INVALID, "cannot be approved", () -> runs.approve(run.id(), "tess"));
        CrawlRun again = claimed().run();
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(runs.planned(run.id(), 2, new RunPlan("other", true, "{}")).state())
                .as("something else than what was agreed to")
                .isEqualTo(RunState.AWAITING_APPROVAL);
        runs.approve(run.id(), "tess");
        CrawlRun third = claimed().run();
        CrawlRun agreed = runs.planned(run.id(), 3, new RunPlan("other", true, "{}"));
        assertThat(agreed.state()).isEqualTo(RunState.RUNNING);
        assertThat(agreed.plan().approvedBy()).isEqualTo("tess");
        assertThat(end(third, Outcome.SUCCEEDED).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void nobodyIsAskedAboutADryRunOrAPlanWithoutChanges() {
        create(with(crawler("c"), new RunPolicy(Overlap.SKIP, Missed.RUN, 1, 0, Approval.CHANGES), null));
        runs.request("c", true, false);
        CrawlRun dry = claimed().run();
        assertThat(runs.planned(dry.id(), 1, new RunPlan("one", true, "{}")).state())
                .isEqualTo(RunState.RUNNING);
        end(dry, Outcome.SUCCEEDED);
        runs.request("c", false, false);
        CrawlRun run = claimed().run();
        assertThat(runs.planned(run.id(), 1, new RunPlan("one", false, "{}")).state())
                .isEqualTo(RunState.RUNNING);
    }

    @Test
    void successStartsTheCrawlersThatComeAfter() {
        create(crawler("first"));
        create(with(crawler("second"), RunPolicy.DEFAULT, null, "first"));
        runs.request("first", true, false);
        end(claimed().run(), Outcome.SUCCEEDED);
        assertThat(claim()).as("a dry run has changed nothing").isEmpty();
        runs.request("first", false, false);
        end(claimed().run(), Outcome.PARTIAL);
        assertThat(claim()).as("not a success").isEmpty();
        runs.request("first", false, false);
        end(claimed().run(), Outcome.SUCCEEDED);
        assertThat(claimed().run().order().crawler()).isEqualTo("second");
    }

    @Test
    void oldRunsAreForgottenAndOthersListedByPages() {
        create(with(crawler("c"), policy(Overlap.QUEUE), null));
        runs.request("c", false, false);
        CrawlRun old = end(claimed().run(), Outcome.SUCCEEDED);
        clock.turn(Duration.ofDays(2));
        CrawlRun fresh = runs.request("c", false, false);
        assertThat(runs.page("c", null, null, 10)).containsExactly(fresh, old);
        assertThat(runs.page(null, RunState.SUCCEEDED, null, 10)).containsExactly(old);
        runs.forgetOlderThan(Duration.ofDays(1));
        assertThat(runs.page("c", null, null, 10)).containsExactly(fresh);
        refused(ErrorKind.NOT_FOUND_OTHER, "There is no run " + old.id(), () -> runs.get(old.id()));
        refused(ErrorKind.NOT_FOUND_OTHER, "There is no run " + old.id(), () -> runs.plan(old.id()));
    }

    private static RunPolicy policy(Overlap overlap) {
        return new RunPolicy(overlap, Missed.RUN, 1, 0, Approval.NONE);
    }
}
