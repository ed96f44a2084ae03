package dev.skep.server.store;

import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.time.Instant;
import java.util.Optional;

/** Marks on partitions, whether there are such partitions or not. They go with their table. */
public interface PartitionMarkStore {
    /**
     * Marks a partition, anew if it is marked already.
     *
     * @param event what the mark says
     * @throws dev.skep.server.model.CatalogException {@code NOT_FOUND_TABLE} if the table has gone in between
     */
    void mark(TableHead table, PartitionName partition, String event, Instant now);

    /** When the partition was marked last. */
    Optional<Instant> markedAt(TableHead table, PartitionName partition, String event);

    /** @return how many marks of any table were forgotten */
    int forgetOlderThan(Instant oldest);
}
