package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;

import dev.skep.server.model.ErrorKind;

class H2DurabilityIT extends DurabilityKit {
    H2DurabilityIT() {
        super(new H2Folder());
    }

    @Override
    void whileWriting(StoreSettings settings) {
        assertRefused(
                ErrorKind.UNAVAILABLE,
                "is in use by another process",
                () -> SqlCatalogStore.open(settings, new StatementCounter()).close());
    }
}
