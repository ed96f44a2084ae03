package dev.skep.server.catalog.acid;

import dev.skep.server.store.CatalogStore;
import java.time.Instant;

/** What is done from time to time, by any server: silent clients lose what they hold, and what nobody asks about goes. */
public final class AcidHousekeeping {
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
    }
}
