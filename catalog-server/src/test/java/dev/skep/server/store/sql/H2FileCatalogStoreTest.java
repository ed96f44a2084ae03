package dev.skep.server.store.sql;

/** Beyond memory, texts that are long are kept apart and read lazily. */
class H2FileCatalogStoreTest extends CatalogStoreKit {
    H2FileCatalogStoreTest() {
        super(new H2Folder());
    }
}
