package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Counts;
import dev.skep.crawler.plan.Removal;
import dev.skep.crawler.plan.TablePlan;

/**
 * What a run has written, however it ends: also before a server went away, and before the write that failed. A table counts
 * when all of it is written.
 */
final class Tally {
    private long created;
    private long updated;
    private long deprecated;
    private long deleted;
    private long partitionsCreated;
    private long partitionsUpdated;
    private long partitionsDeleted;
    private long writtenBefore;

    void written(TablePlan table) {
        switch (table.action()) {
            case CREATE -> created++;
            case ALTER, ADD_PARTITIONS, ALTER_PARTITIONS, REFRESH -> updated++;
            case LEAVE_ALONE, REFUSE -> {
                return;
            }
        }
        partitionsCreated += table.partitions().size();
        partitionsUpdated += table.edits().altered().size();
        partitionsDeleted += table.edits().dropped().size();
    }

    void removed(Removal removal) {
        long partitions = removal.partitions().size();
        switch (removal.fate()) {
            case DELETE -> {
                deleted += removal.isOfTable() ? 1 : 0;
                partitionsDeleted += partitions;
            }
            case DEPRECATE -> {
                deprecated += removal.isOfTable() ? 1 : 0;
                partitionsUpdated += partitions;
            }
            case LOG -> {}
        }
    }

    /** The crawl is done anew: what it has written so far, it will find unchanged. */
    void beginAgain() {
        writtenBefore = created + updated;
    }

    /** @param unchanged tables that the last plan leaves alone */
    Counts counts(
            long filesListed,
            long filesSampled,
            long bytesRead,
            long unchanged,
            long refused,
            long problems,
            long messages,
            long messagesLeft) {
        return new Counts(
                filesListed,
                filesSampled,
                bytesRead,
                created,
                updated,
                Math.max(0, unchanged - writtenBefore),
                deprecated,
                deleted,
                refused,
                partitionsCreated,
                partitionsUpdated,
                partitionsDeleted,
                problems,
                messages,
                messagesLeft);
    }
}
