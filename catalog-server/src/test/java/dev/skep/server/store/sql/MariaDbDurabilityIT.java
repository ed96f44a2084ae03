package dev.skep.server.store.sql;

class MariaDbDurabilityIT extends DurabilityKit {
    MariaDbDurabilityIT() {
        super(new EmbeddedMariaDb());
    }
}
