package dev.skep.server.model;

import org.jspecify.annotations.Nullable;

/**
 * How far one run of replication has come. Only the engine reads its texts.
 *
 * @param execution the turn of the scheduled query that replicates
 * @param dump the turn that wrote what this one loads
 * @param reportedAt in epoch seconds
 */
public record ReplicationMetric(
        long execution,
        String policy,
        long dump,
        long reportedAt,
        @Nullable String metadata,
        @Nullable String progress,
        @Nullable String messageFormat) {

    public ReplicationMetric reportedAt(long now) {
        return new ReplicationMetric(execution, policy, dump, now, metadata, progress, messageFormat);
    }

    /** This metric with what is reported anew; what is left out or empty stays. */
    public ReplicationMetric reported(ReplicationMetric next) {
        return new ReplicationMetric(
                execution,
                next.policy,
                next.dump,
                next.reportedAt,
                given(next.metadata, metadata),
                given(next.progress, progress),
                given(next.messageFormat, messageFormat));
    }

    private static @Nullable String given(@Nullable String next, @Nullable String before) {
        return next == null || next.isEmpty() ? before : next;
    }
}
