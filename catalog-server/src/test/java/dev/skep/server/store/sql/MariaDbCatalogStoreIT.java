package dev.skep.server.store.sql;

import org.junit.jupiter.api.Test;

class MariaDbCatalogStoreIT extends CatalogStoreKit {
    MariaDbCatalogStoreIT() {
        super(new EmbeddedMariaDb());
    }

    @Test
    void isTakenForWhatItIsByTheUrlOfMySql() {
        StoreSettings settings = server().fresh();
        String url = settings.url().replace("jdbc:mariadb:", "jdbc:mysql:");
        StoreSettings asMySql = new StoreSettings(url, settings.user(), settings.password(), settings.poolSize());
        try (SqlCatalogStore store = SqlCatalogStore.open(asMySql, new StatementCounter())) {
            store.check();
        }
    }
}
