package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Progress;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Removal;
import dev.skep.crawler.plan.TablePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How far a run is, for the heartbeat to tell; and where the work notices that it is not to go on. */
final class LiveProgress implements Crawl.Progress {

    private record Phase(
            String name, Instant since, long done, @Nullable Long total) {}

    private final Clock clock;
    private final AtomicReference<Stopped.@Nullable Reason> stop = new AtomicReference<>();
    private volatile Phase phase;
    private final AtomicLong listedBefore = new AtomicLong();
    private final AtomicLong sampledBefore = new AtomicLong();
    private volatile long listed;
    private volatile long sampled;
    private final Tally tally = new Tally();

    LiveProgress(Clock clock) {
        this.clock = clock;
        this.phase = new Phase("listing", clock.instant(), 0, null);
    }

    /** Makes the work end at its next step. The first reason counts. */
    void stop(Stopped.Reason reason) {
        stop.compareAndSet(null, reason);
    }

    /** @throws Stopped if it is not to go on */
    void check() {
        Stopped.Reason reason = stop.get();
        if (reason != null) {
            throw new Stopped(reason);
        }
    }

    /** One target is done with, and the next begins. */
    void nextTarget() {
        listedBefore.addAndGet(listed);
        sampledBefore.addAndGet(sampled);
        listed = 0;
        sampled = 0;
        check();
    }

    /** The whole crawl is done anew. */
    void beginAgain() {
        listedBefore.set(0);
        sampledBefore.set(0);
        listed = 0;
        sampled = 0;
        tally.beginAgain();
    }

    /** What was written; for the thread that does the run. */
    Tally tally() {
        return tally;
    }

    long filesListed() {
        return listedBefore.get() + listed;
    }

    long filesSampled() {
        return sampledBefore.get() + sampled;
    }

    Progress now() {
        Phase current = phase;
        double seconds = Duration.between(current.since(), clock.instant()).toMillis() / 1_000.0;
        double rate = seconds <= 0 ? 0 : Math.round(current.done() / seconds * 100) / 100.0;
        return new Progress(current.name(), current.done(), current.total(), rate);
    }

    /** So many messages were taken from the crawler's queue. */
    void received(long messages) {
        report("receiving", messages, null);
    }

    @Override
    public void listed(long files) {
        listed = files;
        report("listing", filesListed(), null);
    }

    @Override
    public void sampled(long done, long all) {
        sampled = done;
        report("sampling", done, all);
    }

    @Override
    public void planned(CrawlPlan plan) {
        report("planning", plan.tables().size(), (long) plan.tables().size());
    }

    @Override
    public void written(TablePlan table, int done, int all, long partitions) {
        tally.written(table);
        report("writing", done, (long) all);
    }

    @Override
    public void removed(Removal removal) {
        tally.removed(removal);
        check();
    }

    private void report(String name, long done, @Nullable Long total) {
        Phase current = phase;
        phase = new Phase(name, current.name().equals(name) ? current.since() : clock.instant(), done, total);
        check();
    }
}
