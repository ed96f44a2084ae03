package dev.skep.server.model.acid;

import org.jspecify.annotations.Nullable;

/**
 * What is only passed on between those who ask for a compaction, those who do it and those who look.
 *
 * @param properties of the table for this compaction, as the client wrote them
 */
public record CompactionDetails(
        @Nullable String properties,
        @Nullable String runAs,
        @Nullable String initiatorId,
        @Nullable String initiatorVersion,
        @Nullable String workerId,
        @Nullable String workerVersion,
        @Nullable String hadoopJobId,
        @Nullable String error,
        @Nullable Integer buckets,
        @Nullable String orderBy) {
    public CompactionDetails withRunAs(@Nullable String next) {
        return new CompactionDetails(
                properties,
                next,
                initiatorId,
                initiatorVersion,
                workerId,
                workerVersion,
                hadoopJobId,
                error,
                buckets,
                orderBy);
    }

    public CompactionDetails withWorker(@Nullable String id, @Nullable String version) {
        return new CompactionDetails(
                properties, runAs, initiatorId, initiatorVersion, id, version, hadoopJobId, error, buckets, orderBy);
    }

    public CompactionDetails withHadoopJob(String next) {
        return new CompactionDetails(
                properties,
                runAs,
                initiatorId,
                initiatorVersion,
                workerId,
                workerVersion,
                next,
                error,
                buckets,
                orderBy);
    }

    public CompactionDetails withError(@Nullable String next) {
        return new CompactionDetails(
                properties,
                runAs,
                initiatorId,
                initiatorVersion,
                workerId,
                workerVersion,
                hadoopJobId,
                next,
                buckets,
                orderBy);
    }
}
