package dev.skep.server.store.sql;

/**
 * Which database, and how to reach it.
 *
 * @param url as JDBC writes it, for H2, PostgreSQL, MariaDB or MySQL
 * @param poolSize how many transactions, and apart from them how many snapshots, may be open at once; at least 1
 */
public record StoreSettings(String url, String user, String password, int poolSize) {
    public static final int DEFAULT_POOL_SIZE = 16;

    public StoreSettings {
        if (poolSize < 1) {
            throw new IllegalArgumentException("The pool of the store has at least one connection, not " + poolSize);
        }
    }

    @Override
    public String toString() {
        return "StoreSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
}
