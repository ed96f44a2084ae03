package dev.skep.server.store.sql;

class H2CatalogStoreTest extends CatalogStoreKit {
    H2CatalogStoreTest() {
        super(new H2Memory());
    }
}
