package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.CrawlProgress;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunFilter;
import dev.skep.server.model.crawl.RunOrder.Cause;
import dev.skep.server.model.crawl.RunPolicy.Approval;
import dev.skep.server.model.crawl.RunPosition;
import dev.skep.server.model.crawl.RunReport;
import dev.skep.server.model.crawl.RunState;
import dev.skep.server.schedule.RunQueue.Extent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.crawl.VersionedStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs of crawlers: the queue that agents take from, and the history. An agent has a run for the length of a lease, which it
 * renews by being heard of; if it falls silent, another one gets the run, and what the first still says of it is refused.
 */
public final class RunService {
    /** A run whose agents die so often is the cause of it. */
    private static final int MAX_FAILURES = 5;

    /** How often a claim is tried against others that claim at the same time. */
    private static final int CLAIM_ATTEMPTS = 5;

    private final CatalogStore store;
    private final Clock clock;
    private final Duration lease;
    private final Triggers triggers;

    /** @param lease how long an agent may be silent */
    public RunService(CatalogStore store, Clock clock, Duration lease) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
        this.triggers = new Triggers(store, clock);
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public CrawlRun get(long id) {
        return store.read(tx -> tx.crawls().runs().find(id)).orElseThrow(() -> noRun(id));
    }

    /**
     * The newest first.
     *
     * @param crawler null for the runs of all
     * @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such crawler
     */
    public List<CrawlRun> page(
            @Nullable String crawler, @Nullable RunState state, @Nullable RunPosition after, int size) {
        return store.read(tx -> {
            Long id = crawler == null
                    ? null
                    : tx.crawls()
                            .crawlers()
                            .find(crawler)
                            .orElseThrow(() -> CrawlerService.noCrawler(crawler))
                            .id();
            return tx.crawls().runs().page(new RunFilter(id, state), after, size);
        });
    }

    /** What the run decided and why, as its agent told it last; none before it has a plan. */
    public Optional<String> plan(long id) {
        return store.read(tx -> {
            if (tx.crawls().runs().find(id).isEmpty()) {
                throw noRun(id);
            }
            return tx.crawls().runs().plan(id);
        });
    }

    /**
     * Asks for a run.
     *
     * @param full whether it lists everything, also where messages would tell what has changed
     * @return the run that waits already, if one does and the crawler's policy takes it for enough
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code IN_USE} if a run has not ended and none may wait
     */
    public CrawlRun request(String crawler, boolean dryRun, boolean full) {
        return store.inTransaction(tx -> {
            Stored<Crawler> found = CrawlerService.lock(tx, crawler);
            RunQueue.Placed placed = RunQueue.place(tx, found, Cause.REQUEST, null, new Extent(dryRun, full), now());
            if (!placed.wanted()) {
                throw RunQueue.busy(
                        placed.run(), "wait for its end, cancel it, or let runs wait by the policy overlap: queue");
            }
            return placed.run();
        });
    }

    /**
     * Stops a run: at once, or as soon as its agent has noticed.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} if it has ended
     */
    public CrawlRun cancel(long id) {
        return change(id, run -> run.cancelled(now()));
    }

    /**
     * Agrees to the plan of a run that waits for it.
     *
     * @param by who agrees
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} if it does not wait
     */
    public CrawlRun approve(long id, String by) {
        return change(id, run -> run.approved(by, now()));
    }

    /** Gives an agent the run of its pool that has waited longest. */
    public Optional<Assignment> claim(String agent, String pool) {
        tend();
        for (int i = 0; i < CLAIM_ATTEMPTS; i++) {
            try {
                return store.inTransaction(tx -> tx.crawls()
                        .runs()
                        .lockReady(pool, now())
                        .map(ready -> assign(tx, ready.claimed(agent, now(), leaseEnd()))));
            } catch (CatalogException e) {
                // Another agent took another run of the same crawler in the same moment.
                if (e.kind() != ErrorKind.CONFLICT) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    private Assignment assign(Tx tx, CrawlRun run) {
        tx.crawls().runs().update(run);
        Stored<Crawler> crawler = tx.crawls()
                .crawlers()
                .find(run.order().crawler())
                .orElseThrow(() -> CrawlerService.noCrawler(run.order().crawler()));
        String definition = CrawlerRules.definition(crawler.value());
        boolean listAll = crawler.value().events() == null
                || run.order().full()
                || !tx.crawls().crawlers().listed(crawler.id()).equals(Optional.of(definition));
        return new Assignment(
                run,
                crawler,
                all(tx.crawls().connections(), References.connections(crawler.value())),
                all(tx.crawls().classifiers(), crawler.value().classifiers()),
                listAll,
                definition,
                lease);
    }

    private static <V> List<Stored<V>> all(VersionedStore<V> of, Iterable<String> names) {
        List<Stored<V>> found = new ArrayList<>();
        names.forEach(name -> of.find(name).ifPresent(found::add));
        return found;
    }

    /**
     * Renews the lease of an agent's run.
     *
     * @param attempt which the agent was given with the run
     * @param progress null if there is nothing new
     * @return the run; if it is {@code CANCELLING}, the agent is to stop
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code CONFLICT} if the agent has lost the run
     */
    public CrawlRun heartbeat(long id, int attempt, @Nullable CrawlProgress progress) {
        return held(
                id, attempt, (tx, run) -> run.heard(progress == null ? null : progress.reportedAt(now()), leaseEnd()));
    }

    /**
     * Keeps what an agent will write.
     *
     * @return the run; unless it is {@code RUNNING}, the agent must not write
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code CONFLICT} if the agent has lost the run
     */
    public CrawlRun planned(long id, int attempt, RunPlan plan) {
        return held(id, attempt, (tx, run) -> {
            tx.crawls().runs().putPlan(id, plan.document());
            CrawlRun planned = run.planned(plan.fingerprint()).heard(null, leaseEnd());
            boolean mustWait = plan.changes()
                    && !run.order().dryRun()
                    && run.state() == RunState.RUNNING
                    && !planned.approved()
                    && approval(tx, run) == Approval.CHANGES;
            return mustWait ? planned.awaitingApproval(run.counts()) : planned;
        });
    }

    private static Approval approval(Tx tx, CrawlRun run) {
        return tx.crawls()
                .crawlers()
                .find(run.order().crawler())
                .map(crawler -> crawler.value().policy().approval())
                .orElse(Approval.NONE);
    }

    /**
     * Takes an agent's word for how its attempt ended.
     *
     * @param plan what it has written in the end, JSON; null if the plan stands as it was
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code CONFLICT} if the agent has lost the run
     */
    public CrawlRun end(long id, int attempt, RunReport report, @Nullable String plan) {
        return held(id, attempt, (tx, run) -> {
            if (plan != null) {
                tx.crawls().runs().putPlan(id, plan);
            }
            if (report.listed() != null && !run.order().dryRun()) {
                tx.crawls().crawlers().listed(run.order().crawlerId(), report.listed());
            }
            CrawlRun ended = ended(tx, run, report);
            if (ended.state() == RunState.SUCCEEDED && !run.order().dryRun()) {
                triggers.placeFollowers(tx, run);
            }
            return ended;
        });
    }

    private CrawlRun ended(Tx tx, CrawlRun run, RunReport report) {
        return switch (report.outcome()) {
            case SUCCEEDED -> run.ended(RunState.SUCCEEDED, report.counts(), null, now());
            case PARTIAL -> run.ended(RunState.PARTIAL, report.counts(), report.error(), now());
            case CANCELLED -> run.ended(RunState.CANCELLED, report.counts(), report.error(), now());
            case FAILED -> run.ended(RunState.FAILED, report.counts(), report.error(), now());
            case RELEASED ->
                run.state() == RunState.CANCELLING
                        ? run.ended(RunState.CANCELLED, report.counts(), report.error(), now())
                        : run.released(report.error(), now());
            case FAILED_FOR_NOW -> {
                Stored<Crawler> crawler = tx.crawls()
                        .crawlers()
                        .find(run.order().crawler())
                        .orElseThrow(() -> CrawlerService.noCrawler(run.order().crawler()));
                int failures = run.failures() + 1;
                if (run.state() == RunState.CANCELLING) {
                    yield run.ended(RunState.CANCELLED, report.counts(), report.error(), now());
                }
                yield failures < crawler.value().policy().attempts()
                        ? run.failedForNow(
                                report.error(), now() + crawler.value().policy().delayAfter(failures))
                        : run.ended(RunState.FAILED, report.counts(), report.error(), now());
            }
        };
    }

    /** Does what time has brought: ends the leases of silent agents, and puts runs into the queue that are due. */
    public void tend() {
        while (store.inTransaction(tx -> {
            Optional<CrawlRun> silent = tx.crawls().runs().lockExpired(now());
            silent.ifPresent(run -> tx.crawls().runs().update(abandoned(run)));
            return silent.isPresent();
        })) {
            // the next one
        }
        triggers.placeDue();
    }

    private CrawlRun abandoned(CrawlRun run) {
        String why = "Its agent " + run.agent() + " has not been heard of for " + lease.toSeconds() + " seconds";
        if (run.state() == RunState.CANCELLING) {
            return run.ended(RunState.CANCELLED, run.counts(), why, now());
        }
        return run.failures() + 1 < MAX_FAILURES
                ? run.failedForNow(why, now())
                : run.ended(RunState.FAILED, run.counts(), why + ", and neither have those before it", now());
    }

    /** Forgets runs that ended longer ago than that. */
    public void forgetOlderThan(Duration age) {
        store.inTransaction(tx -> {
            tx.crawls().runs().deleteEnded(clock.instant().minus(age).toEpochMilli());
            return age;
        });
    }

    private CrawlRun change(long id, UnaryOperator<CrawlRun> step) {
        return store.inTransaction(tx -> {
            CrawlRun next = step.apply(tx.crawls().runs().lock(id).orElseThrow(() -> noRun(id)));
            tx.crawls().runs().update(next);
            return next;
        });
    }

    private CrawlRun held(long id, int attempt, Step step) {
        return store.inTransaction(tx -> {
            CrawlRun run = tx.crawls().runs().lock(id).orElseThrow(() -> noRun(id));
            run.requireHeld(attempt);
            CrawlRun next = step.next(tx, run);
            tx.crawls().runs().update(next);
            return next;
        });
    }

    private long now() {
        return clock.instant().toEpochMilli();
    }

    private long leaseEnd() {
        Instant end = clock.instant().plus(lease);
        return end.toEpochMilli();
    }

    private static CatalogException noRun(long id) {
        return CatalogException.notFound("run", id);
    }

    /** What becomes of a run that an agent has. */
    private interface Step {
        CrawlRun next(Tx tx, CrawlRun run);
    }
}
