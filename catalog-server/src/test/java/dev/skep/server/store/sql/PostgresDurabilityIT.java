package dev.skep.server.store.sql;

class PostgresDurabilityIT extends DurabilityKit {
    PostgresDurabilityIT() {
        super(new EmbeddedPostgresql());
    }
}
