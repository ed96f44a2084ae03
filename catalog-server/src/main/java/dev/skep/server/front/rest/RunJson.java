package dev.skep.server.front.rest;

import dev.skep.server.model.crawl.CrawlCounts;
import dev.skep.server.model.crawl.CrawlProgress;
import dev.skep.server.model.crawl.CrawlRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run of a crawler. */
record RunJson(
        long id,
        String crawler,
        String state,
        String cause,
        @Nullable String scheduledFor,
        boolean dryRun,
        boolean full,
        String pool,
        String queuedAt,
        @Nullable String readyAt,
        int attempt,
        int failures,
        @Nullable String agent,
        @Nullable String leaseUntil,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Progress progress,
        CrawlCounts counts,
        @Nullable String approvedBy,
        @Nullable String error) {

    /** How far its agent is. */
    record Progress(
            String phase,
            long done,
            @Nullable Long total,
            double perSecond,
            @Nullable Long secondsLeft,
            String reportedAt) {
        static @Nullable Progress of(@Nullable CrawlProgress progress) {
            return progress == null
                    ? null
                    : new Progress(
                            EnumText.of(progress.phase()),
                            progress.done(),
                            progress.total(),
                            progress.perSecond(),
                            progress.secondsLeft(),
                            moment(progress.reportedAt()));
        }
    }

    static RunJson of(CrawlRun run) {
        return new RunJson(
                run.id(),
                run.order().crawler(),
                run.state().name(),
                EnumText.of(run.order().cause()),
                time(run.order().scheduledFor()),
                run.order().dryRun(),
                run.order().full(),
                run.order().pool(),
                moment(run.order().queuedAt()),
                time(run.readyAt()),
                run.attempt(),
                run.failures(),
                run.agent(),
                time(run.leaseUntil()),
                time(run.startedAt()),
                time(run.endedAt()),
                Progress.of(run.progress()),
                run.counts(),
                run.plan() == null ? null : run.plan().approvedBy(),
                run.error());
    }

    /** @param millis since 1970 */
    static @Nullable String time(@Nullable Long millis) {
        return millis == null ? null : moment(millis);
    }

    private static String moment(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
