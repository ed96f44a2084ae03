package dev.skep.server.store.sql;

import dev.skep.databases.MariaDbServer;
import dev.skep.databases.OwnDatabase;

/** Databases of the tests' MariaDB server. */
final class EmbeddedMariaDb implements TestDatabase {
    @Override
    public StoreSettings fresh() {
        OwnDatabase database = MariaDbServer.fresh();
        return new StoreSettings(database.url(), database.user(), database.password(), 8);
    }
}
