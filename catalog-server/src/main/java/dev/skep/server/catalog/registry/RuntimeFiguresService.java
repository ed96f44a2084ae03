package dev.skep.server.catalog.registry;

import dev.skep.server.model.RuntimeFigures;
import dev.skep.server.store.CatalogStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What engines have measured of queries that have run. It is forgotten after three days, when something new is added. */
public final class RuntimeFiguresService {
    private static final Duration KEPT = Duration.ofDays(3);

    private final CatalogStore store;
    private final Clock clock;

    public RuntimeFiguresService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param payload in Base64 */
    public void add(int weight, String payload) {
        long now = clock.instant().getEpochSecond();
        RuntimeFigures figures = new RuntimeFigures(now, weight, payload);
        store.inTransaction(tx -> {
            tx.registries().runtimeFigures().deleteOlder(now - KEPT.toSeconds());
            tx.registries().runtimeFigures().add(figures);
            return figures;
        });
    }

    /**
     * The newest first.
     *
     * @param weight what they have together at least, if there are so many; null for all
     * @param before in epoch seconds; null for now
     */
    public List<RuntimeFigures> newest(@Nullable Integer weight, @Nullable Integer before) {
        long oldest = clock.instant().minus(KEPT).getEpochSecond();
        return store.read(tx -> tx.registries()
                .runtimeFigures()
                .newest(oldest, before == null ? Long.MAX_VALUE : before, weight == null ? Long.MAX_VALUE : weight));
    }
}
