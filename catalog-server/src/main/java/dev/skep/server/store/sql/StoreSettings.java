package dev.skep.server.store.sql;

import java.time.Duration;

/**
 * Which database, and how to reach it.
 *
 * @param url as JDBC writes it, for H2, PostgreSQL, MariaDB or MySQL
 * @param poolSize how many transactions, and apart from them how many snapshots, may be open at once; at least 1
 * @param connectionTimeout how long to wait for a connection: one of the pool, or of a database that is away
 */
public record StoreSettings(String url, String user, String password, int poolSize, Duration connectionTimeout) {
    public StoreSettings {
        if (poolSize < 1) {
            throw new IllegalArgumentException("The pool of the store has at least one connection, not " + poolSize);
        }
    }

    /** With the patience of a server that is told nothing else. */
    public StoreSettings(String url, String user, String password, int poolSize) {
        this(url, user, password, poolSize, Duration.ofSeconds(15));
    }

    @Override
    public String toString() {
        return "StoreSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
}
