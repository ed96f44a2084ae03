package dev.skep.server.model.crawl;

/**
 * What a run has seen and written.
 *
 * @param bytesRead of the files that were looked into
 * @param messagesRead taken from the queue, those that were left there included
 * @param messagesLeft for the queue to hand out again, since they could not be read or what they tell of had problems
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
        long problems,
        long messagesRead,
        long messagesLeft) {
    public static final CrawlCounts NONE = new CrawlCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
