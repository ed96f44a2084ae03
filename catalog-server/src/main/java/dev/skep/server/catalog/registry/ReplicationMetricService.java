package dev.skep.server.catalog.registry;

import dev.skep.server.model.ReplicationMetric;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.registry.ReplicationMetricStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far replication has come. It is forgotten a week after the last report, when something new is reported. */
public final class ReplicationMetricService {
    private static final Duration KEPT = Duration.ofDays(7);

    private final CatalogStore store;
    private final Clock clock;

    public ReplicationMetricService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void report(List<ReplicationMetric> drafts) {
        Instant now = clock.instant();
        List<ReplicationMetric> metrics = drafts.stream()
                .map(draft -> draft.reportedAt(now.getEpochSecond()))
                .toList();
        store.inTransaction(tx -> {
            ReplicationMetricStore kept = tx.registries().replicationMetrics();
            kept.deleteOlder(now.minus(KEPT).getEpochSecond());
            for (ReplicationMetric metric : metrics) {
                Optional<ReplicationMetric> before = kept.lock(metric.execution());
                if (before.isPresent()) {
                    kept.replace(metric.execution(), before.get().reported(metric));
                } else {
                    kept.insert(metric.execution(), metric);
                }
            }
            return metrics;
        });
    }

    public Optional<ReplicationMetric> ofExecution(long execution) {
        return store.read(tx -> tx.registries().replicationMetrics().find(execution));
    }

    /**
     * The newest turn first.
     *
     * @param dump null for all
     */
    public List<ReplicationMetric> ofPolicy(String policy, @Nullable Long dump) {
        return store.read(tx -> tx.registries().replicationMetrics().of(policy, dump));
    }
}
