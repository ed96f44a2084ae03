package dev.skep.server.model.crawl;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * A run of a crawler, from the queue to its end. Each method is one step; a step that cannot follow is refused.
 *
 * @param readyAt when an agent may take it; null unless it is queued
 * @param attempt how often an agent has taken it. It is the fence: who reports for another attempt has lost the run.
 * @param failures how many attempts have failed, or were given up by a silent agent
 * @param agent who has it, or had it last
 * @param leaseUntil until when that agent need not be heard of; null unless an agent has it
 * @param plan fingerprint of the latest plan, and whether somebody agreed to it
 * @param error of the last attempt
 */
public record CrawlRun(
        long id,
        RunOrder order,
        RunState state,
        @Nullable Long readyAt,
        int attempt,
        int failures,
        @Nullable String agent,
        @Nullable Long leaseUntil,
        @Nullable Long startedAt,
        @Nullable Long endedAt,
        @Nullable CrawlProgress progress,
        CrawlCounts counts,
        @Nullable PlanMark plan,
        @Nullable String error) {

    /**
     * Which plan a run has.
     *
     * @param fingerprint equal for plans that change tables alike
     * @param approvedBy who agreed to it; null while nobody has
     */
    public record PlanMark(String fingerprint, @Nullable String approvedBy) {}

    public static CrawlRun queued(long id, RunOrder order) {
        return new CrawlRun(
                id,
                order,
                RunState.QUEUED,
                order.queuedAt(),
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                CrawlCounts.NONE,
                null,
                null);
    }

    /** An agent takes it. */
    public CrawlRun claimed(String by, long now, long until) {
        require(RunState.QUEUED, "be taken by an agent");
        return new CrawlRun(
                id,
                order,
                RunState.RUNNING,
                null,
                attempt + 1,
                failures,
                by,
                until,
                startedAt == null ? now : startedAt,
                null,
                null,
                CrawlCounts.NONE,
                plan,
                error);
    }

    /** Its agent is alive. */
    public CrawlRun heard(@Nullable CrawlProgress said, long until) {
        return new CrawlRun(
                id,
                order,
                state,
                readyAt,
                attempt,
                failures,
                agent,
                until,
                startedAt,
                endedAt,
                said == null ? progress : said,
                counts,
                plan,
                error);
    }

    /** Its agent has a plan; an agreement to an equal one stands. */
    public CrawlRun planned(String fingerprint) {
        PlanMark next = plan != null && plan.fingerprint().equals(fingerprint) ? plan : new PlanMark(fingerprint, null);
        return with(state, readyAt, leaseUntil, endedAt, failures, counts, next, error);
    }

    /** Its agent leaves it until somebody has agreed to the plan. */
    public CrawlRun awaitingApproval(CrawlCounts soFar) {
        return with(RunState.AWAITING_APPROVAL, null, null, null, failures, soFar, plan, null);
    }

    public CrawlRun approved(String by, long now) {
        require(RunState.AWAITING_APPROVAL, "be approved");
        if (plan == null) {
            throw new IllegalStateException("Run " + id + " waits without a plan");
        }
        return with(RunState.QUEUED, now, null, null, failures, counts, new PlanMark(plan.fingerprint(), by), error);
    }

    /** Another attempt follows. */
    public CrawlRun failedForNow(@Nullable String why, long nextAttemptAt) {
        return with(RunState.QUEUED, nextAttemptAt, null, null, failures + 1, counts, plan, why);
    }

    /** Its agent gives it back. */
    public CrawlRun released(@Nullable String why, long now) {
        return with(RunState.QUEUED, now, null, null, failures, counts, plan, why);
    }

    public CrawlRun ended(RunState as, CrawlCounts finalCounts, @Nullable String why, long now) {
        if (!as.isEnded() || state.isEnded()) {
            throw new IllegalStateException("Run " + id + " is " + state + " and cannot end as " + as);
        }
        int allFailures = as == RunState.FAILED ? failures + 1 : failures;
        return with(as, null, null, now, allFailures, finalCounts, plan, why);
    }

    /** Whether somebody agreed to the latest plan. */
    public boolean approved() {
        return plan != null && plan.approvedBy() != null;
    }

    /** Somebody wants it to stop: it ends now, or when its agent has noticed. */
    public CrawlRun cancelled(long now) {
        return switch (state) {
            case QUEUED, AWAITING_APPROVAL -> ended(RunState.CANCELLED, counts, error, now);
            case RUNNING -> with(RunState.CANCELLING, null, leaseUntil, null, failures, counts, plan, error);
            case CANCELLING -> this;
            case SUCCEEDED, PARTIAL, FAILED, CANCELLED -> throw refused("be cancelled");
        };
    }

    /**
     * Lets only the agent on that has the run.
     *
     * @throws CatalogException {@code CONFLICT} if another attempt has begun since, or the run has ended
     */
    public void requireHeld(int fence) {
        if (fence != attempt || !state.isHeld()) {
            throw new CatalogException(
                    ErrorKind.CONFLICT,
                    "Attempt " + fence + " of run " + id + " has lost it: the run is " + state
                            + ", its last attempt is " + attempt + "; stop working on it");
        }
    }

    private void require(RunState wanted, String what) {
        if (state != wanted) {
            throw refused(what);
        }
    }

    private CatalogException refused(String what) {
        return CatalogException.invalid(
                "Run " + id + " of crawler " + order.crawler() + " is " + state + " and cannot " + what);
    }

    private CrawlRun with(
            RunState nextState,
            @Nullable Long nextReadyAt,
            @Nullable Long nextLeaseUntil,
            @Nullable Long nextEndedAt,
            int nextFailures,
            CrawlCounts nextCounts,
            @Nullable PlanMark nextPlan,
            @Nullable String nextError) {
        return new CrawlRun(
                id,
                order,
                nextState,
                nextReadyAt,
                attempt,
                nextFailures,
                agent,
                nextLeaseUntil,
                startedAt,
                nextEndedAt,
                nextLeaseUntil == null ? null : progress,
                nextCounts,
                nextPlan,
                nextError);
    }
}
