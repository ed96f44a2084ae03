package dev.skep.crawler.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Claim;
import dev.skep.crawler.catalog.RunClient.Counts;
import dev.skep.crawler.catalog.RunClient.Crawler;
import dev.skep.crawler.catalog.RunClient.End;
import dev.skep.crawler.catalog.RunClient.Target;
import dev.skep.crawler.events.EventQueue.Timing;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.plan.Action;
import dev.skep.crawler.plan.CatalogLocation;
import dev.skep.crawler.plan.ChangedFiles;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Registration;
import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a run: plans all targets, tells the plan, writes what it says, and tells how it ended. */
final class RunExecution {

    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    /** How long a server may be away in the middle of a run. */
    private static final Duration SERVER_AWAY = Duration.ofMinutes(10);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final CatalogClient catalog;
    private final RunClient runs;
    private final Function<CrawlPlan, ObjectNode> report;
    private final Claim claim;
    private final LiveProgress progress;
    private final Targets targets;
    private final Clearance clearance;

    /** @param report a plan as JSON */
    RunExecution(
            CatalogClient catalog,
            RunClient runs,
            Function<CrawlPlan, ObjectNode> report,
            Claim claim,
            Clearance clearance,
            LiveProgress progress) {
        this.catalog = catalog;
        this.runs = runs;
        this.report = report;
        this.claim = claim;
        this.targets = new Targets(claim.connections(), claim.classifiers(), clearance);
        this.clearance = clearance;
        this.progress = progress;
    }

    /** Does the run to its end, whatever that is; only a defect is thrown. */
    void run() {
        LOG.info(
                "Run {} of crawler {} begins", claim.run().id(), claim.crawler().name());
        try (Heartbeat heart = new Heartbeat(runs, claim, progress)) {
            heart.start();
            tell(attempt());
        }
    }

    /** How it ended; null if there is nothing to tell: somebody else has the run, or it waits. */
    private @Nullable End attempt() {
        try {
            return crawledThroughRestarts();
        } catch (Stopped e) {
            return switch (e.reason()) {
                case CANCELLED -> end("cancelled", "It was cancelled");
                case LEAVING -> end("released", "Its agent was stopped");
                case LOST -> {
                    LOG.info("Run {} is no longer with this agent", claim.run().id());
                    yield null;
                }
                case MUST_WAIT -> {
                    LOG.info(
                            "Run {} waits: its plan has to be approved",
                            claim.run().id());
                    yield null;
                }
            };
        } catch (IllegalArgumentException e) {
            return end("failed", e.getMessage());
        } catch (IOException e) {
            return end("failed-for-now", e.getMessage());
        } catch (CatalogException e) {
            return switch (e.reason()) {
                case CONFLICT, NOT_FOUND, REFUSED -> end("failed", e.getMessage());
                case UNREACHABLE, ALREADY_EXISTS -> end("failed-for-now", e.getMessage());
            };
        } catch (RuntimeException e) {
            LOG.error("Run {} failed by a defect", claim.run().id(), e);
            return end("failed-for-now", "This is an error in Skep itself, please report it: " + e);
        }
    }

    /** A crawl can be done again at any time, so what a server that went away has not taken is done anew. */
    private End crawledThroughRestarts() throws IOException, CatalogException {
        while (true) {
            try {
                return crawled();
            } catch (CatalogException e) {
                if (e.reason() != Reason.UNREACHABLE || !awaitServer()) {
                    throw e;
                }
                progress.beginAgain();
            }
        }
    }

    private boolean awaitServer() {
        long deadline = System.nanoTime() + SERVER_AWAY.toNanos();
        while (System.nanoTime() < deadline) {
            progress.check();
            if (catalog.ready()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private End crawled() throws IOException, CatalogException {
        RunOptions options = RunOptions.of(claim.crawler().options());
        Timing timing = Timing.ofLease(Duration.ofSeconds(claim.leaseSeconds()));
        try (RunEvents events = RunEvents.receive(claim, clearance, timing, progress)) {
            return crawled(options, events);
        }
    }

    private End crawled(RunOptions options, RunEvents events) throws IOException, CatalogException {
        Crawler crawler = claim.crawler();
        Registration into = new Registration(crawler.database(), crawler.tablePrefix(), options.policy());
        List<CrawlPlan> plans = new ArrayList<>();
        for (Target target : crawler.targets()) {
            Optional<ChangedFiles> changed =
                    events.below(target, options.declared().isPresent());
            if (CatalogLocation.isOne(target.location())) {
                plans.addAll(targets.refreshed(target, options, into, catalog, progress));
            } else if (changed.isEmpty()) {
                plans.add(targets.with(target, options, finder -> crawl(finder).plan(into, progress)));
            } else if (!changed.get().isEmpty()) {
                plans.add(targets.with(target, options, finder -> crawl(finder).plan(into, changed.get(), progress)));
            }
            progress.nextTarget();
        }
        RunClient.Run allowed = runs.plan(
                claim.run(),
                PlanDocument.fingerprint(plans),
                PlanDocument.changesTables(plans),
                document(plans, events));
        if (!allowed.goesOn()) {
            throw new Stopped(
                    allowed.state().equals("CANCELLING") ? Stopped.Reason.CANCELLED : Stopped.Reason.MUST_WAIT);
        }
        if (claim.run().dryRun()) {
            return ended(plans, events, List.of(), null);
        }
        List<CrawlPlan> done = new ArrayList<>();
        for (CrawlPlan plan : plans) {
            done.add(Crawl.apply(plan, catalog, InstantSource.system(), progress));
        }
        List<Problem> ofMessages = events.settle(done);
        ObjectNode document = document(done, events);
        PlanDocument.addProblems(document, ofMessages);
        return ended(done, events, ofMessages, document);
    }

    private Crawl crawl(Finder finder) {
        return new Crawl(finder, catalog, InstantSource.system());
    }

    private ObjectNode document(List<CrawlPlan> plans, RunEvents events) {
        ObjectNode document = PlanDocument.of(plans.stream().map(report).toList());
        events.describe(document, claim.crawler().targets());
        return document;
    }

    private End ended(List<CrawlPlan> plans, RunEvents events, List<Problem> ofMessages, @Nullable JsonNode document) {
        long refused = count(plans, Action.REFUSE);
        List<Problem> problems = new ArrayList<>(ofMessages);
        plans.forEach(plan -> problems.addAll(plan.problems()));
        Counts counts = progress.tally()
                .counts(
                        progress.filesListed(),
                        progress.filesSampled(),
                        targets.bytesRead(),
                        count(plans, Action.LEAVE_ALONE),
                        refused,
                        problems.size(),
                        events.received(),
                        events.left());
        boolean all = claim.listAll() && plans.stream().allMatch(CrawlPlan::listed);
        String listed = all ? claim.definition() : null;
        if (problems.isEmpty() && refused == 0) {
            return new End(claim.run().attempt(), "succeeded", counts, null, listed, document);
        }
        String first = problems.isEmpty()
                ? ""
                : ", the first in "
                        + (problems.get(0).path().isEmpty()
                                ? "."
                                : problems.get(0).path()) + ": "
                        + problems.get(0).reason();
        String error = (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
                + (refused == 0 ? "" : ", " + refused + " tables refused")
                + first;
        return new End(claim.run().attempt(), "partial", counts, error, listed, document);
    }

    private static long count(List<CrawlPlan> plans, Action action) {
        return plans.stream().mapToLong(plan -> plan.count(action)).sum();
    }

    private End end(String outcome, @Nullable String error) {
        Counts counts = progress.tally()
                .counts(progress.filesListed(), progress.filesSampled(), targets.bytesRead(), 0, 0, 0, 0, 0);
        return new End(claim.run().attempt(), outcome, counts, error, null, null);
    }

    private void tell(@Nullable End end) {
        if (end == null) {
            return;
        }
        long deadline = System.nanoTime() + SERVER_AWAY.toNanos();
        while (true) {
            try {
                RunClient.Run run = runs.end(claim.run(), end);
                LOG.info("Run {} is {}{}", run.id(), run.state(), end.error() == null ? "" : ": " + end.error());
                return;
            } catch (CatalogException e) {
                if (e.reason() != Reason.UNREACHABLE || System.nanoTime() > deadline) {
                    LOG.warn(
                            "Run {}: the server does not take its end: {}",
                            claim.run().id(),
                            e.getMessage());
                    return;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
