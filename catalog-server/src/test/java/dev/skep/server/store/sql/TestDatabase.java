package dev.skep.server.store.sql;

/** A database server that tests run against. It ends with the JVM. */
interface TestDatabase {
    /** An empty database of its own. */
    StoreSettings fresh();
}
