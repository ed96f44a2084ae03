package dev.skep.server.store.registry;

import dev.skep.server.model.ReplicationMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far replication has come, by the turn that replicates. */
public interface ReplicationMetricStore extends Registry<Long, ReplicationMetric> {
    /**
     * The newest turn first.
     *
     * @param dump null for all
     */
    List<ReplicationMetric> of(String policy, @Nullable Long dump);

    /** @param before in epoch seconds */
    void deleteOlder(long before);
}
