package dev.skep.server.catalog.acid;

import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is done from time to time, by any server: silent clients lose what they hold, and what nobody asks about goes. */
public final class AcidHousekeeping {
    private static final Duration WORKER_TIMEOUT = Duration.ofDays(1);

    private final CatalogStore store;
    private final Leases leases;
    private final Aborts aborts;

    public AcidHousekeeping(CatalogStore store, Leases leases) {
        this.store = store;
        this.leases = leases;
        this.aborts = new Aborts(leases);
    }

    public void run() {
        store.inTransaction(tx -> {
            tx.acid().locks().takeTurn();
            Instant now = leases.now(tx);
            aborts.expire(tx, now);
            tx.acid().locks().deleteExpiredRebuilds(now.minus(leases.timeout()));
            return now;
        });
        // Whoever has not heard that its commit was made may ask again for as long as a lease is.
        store.inTransaction(
                tx -> tx.acid().transactions().forgetEnded(leases.now(tx).minus(leases.timeout())));
        store.inTransaction(tx -> {
            tx.acid().compactions().takeTurn();
            Instant now = leases.now(tx);
            giveBackAbandoned(tx, now);
            List<Long> forgotten =
                    CompactionHistory.forgotten(tx.acid().compactions().history(), now);
            tx.acid().compactions().deleteAll(forgotten);
            return forgotten;
        });
    }

    /** What a worker has not come back from goes to another one. */
    private static void giveBackAbandoned(Tx tx, Instant now) {
        CompactionFilter working = new CompactionFilter(null, null, null, null, null, CompactionState.WORKING, null);
        for (Compaction each : tx.acid().compactions().list(working)) {
            Instant started = each.times().started();
            if (started == null || started.isBefore(now.minus(WORKER_TIMEOUT))) {
                tx.acid()
                        .compactions()
                        .update(each.withState(CompactionState.INITIATED)
                                .withDetails(each.details().withWorker(null, null)));
            }
        }
    }
}
