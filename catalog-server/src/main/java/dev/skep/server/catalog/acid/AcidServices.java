package dev.skep.server.catalog.acid;

import dev.skep.server.store.CatalogStore;

/** All services of ACID, which share what leases are. */
public record AcidServices(
        TransactionService transactions,
        WriteIdService writeIds,
        LockService locks,
        CompactionService compactions,
        AcidHousekeeping housekeeping) {
    public AcidServices(CatalogStore store, Leases leases) {
        this(
                new TransactionService(store, leases),
                new WriteIdService(store, leases),
                new LockService(store, leases),
                new CompactionService(store, leases),
                new AcidHousekeeping(store, leases));
    }
}
