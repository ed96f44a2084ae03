package dev.skep.server.store.sql;

class PostgresCatalogStoreIT extends CatalogStoreKit {
    PostgresCatalogStoreIT() {
        super(new EmbeddedPostgresql());
    }
}
