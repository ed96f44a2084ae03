package dev.skep.server.store.sql;

import dev.skep.databases.OwnDatabase;
import dev.skep.databases.PostgresServer;

/** Databases of the tests' PostgreSQL server. */
final class EmbeddedPostgresql implements TestDatabase {
    @Override
    public StoreSettings fresh() {
        OwnDatabase database = PostgresServer.fresh();
        return new StoreSettings(database.url(), database.user(), database.password(), 8);
    }
}
