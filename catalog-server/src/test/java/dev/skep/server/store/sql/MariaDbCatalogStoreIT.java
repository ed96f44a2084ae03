package dev.skep.server.store.sql;

class MariaDbCatalogStoreIT extends CatalogStoreKit {
    MariaDbCatalogStoreIT() {
        super(new EmbeddedMariaDb());
    }
}
