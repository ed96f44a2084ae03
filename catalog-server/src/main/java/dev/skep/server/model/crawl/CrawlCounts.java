package dev.skep.server.model.crawl;

/**
 * What a run has seen and written.
 *
 * @param bytesRead of the files that were looked into
 */
public record CrawlCounts(
        long filesListed,
        long filesSampled,
        long bytesRead,
        long tablesCreated,
        long tablesUpdated,
        long tablesUnchanged,
        long tablesDeprecated,
        long tablesDeleted,
        long tablesRefused,
        long partitionsCreated,
        long partitionsUpdated,
        long partitionsDeleted,
        long problems) {
    public static final CrawlCounts NONE = new CrawlCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
