package dev.skep.server.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The connections to the database, by what they are for, so that no use waits for itself.
 *
 * <p>{@code writes} carry transactions. {@code snapshots} only read, and see one moment. {@code side} carries the short
 * transactions that stand whether or not the one around them does: leases of ids, shared layouts.
 */
final class ConnectionPool implements AutoCloseable {
    private static final int SIDE_CONNECTIONS = 2;

    private final HikariDataSource writes;
    private final HikariDataSource snapshots;
    private final HikariDataSource side;

    ConnectionPool(StoreSettings settings, DialectTraits traits) {
        writes = open("writes", settings, traits, settings.poolSize(), false);
        snapshots = open("snapshots", settings, traits, settings.poolSize(), true);
        side = open("side", settings, traits, SIDE_CONNECTIONS, false);
    }

    private static HikariDataSource open(
            String name, StoreSettings settings, DialectTraits traits, int size, boolean snapshots) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-" + name);
        config.setJdbcUrl(traits.url(settings.url()));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        traits.driverProperties().forEach(config::addDataSourceProperty);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        if (traits == DialectTraits.H2) {
            // A database within the process lives as long as a connection to it.
            config.setMaxLifetime(0);
        }
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        // Connections are made when they are first asked for: whoever asks gets the error.
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setReadOnly(snapshots);
        if (snapshots) {
            traits.seeOneMoment(config);
        } else {
            config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        }
        return new HikariDataSource(config);
    }

    void measureBy(MetricsTrackerFactory trackers) {
        for (HikariDataSource source : List.of(writes, snapshots, side)) {
            source.setMetricsTrackerFactory(trackers);
        }
    }

    /** For migrations, which open and close connections as they like. */
    DataSource migrating() {
        return writes;
    }

    Connection write() {
        return from(writes);
    }

    Connection snapshot() {
        return from(snapshots);
    }

    Connection side() {
        return from(side);
    }

    private static Connection from(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new SqlFailureException(SqlFailure.CONNECTION_LOST, e);
        }
    }

    @Override
    public void close() {
        snapshots.close();
        side.close();
        writes.close();
    }
}
