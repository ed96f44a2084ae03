package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The first contact with the database, where most can be wrong and a clear sentence is worth most. */
final class Opening {
    private static final String H2_CORRUPT = "90030";
    private static final String H2_WRONG_FORMAT = "90048";
    private static final String H2_IN_USE = "90020";

    private Opening() {}

    /** A pool on the database, whose tables are up to date. */
    record Opened(ConnectionPool pool, DialectTraits traits) {}

    static Opened open(StoreSettings settings) {
        DialectTraits guess = DialectTraits.of(settings.url());
        if (guess == DialectTraits.H2) {
            H2File.of(settings.url()).ifPresent(H2File::requireReadable);
        }
        // The first connection is made without the pool, which would try for long what cannot succeed.
        try (Connection first = connect(settings, guess)) {
            DialectTraits traits = guess.at(first);
            ConnectionPool pool = new ConnectionPool(settings, traits);
            try {
                Migrations.run(pool.migrating(), traits);
            } catch (RuntimeException | Error e) {
                pool.close();
                throw e;
            }
            return new Opened(pool, traits);
        } catch (SQLException e) {
            throw explained(settings, e);
        }
    }

    private static Connection connect(StoreSettings settings, DialectTraits traits) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(traits.driverProperties());
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return DriverManager.getConnection(traits.url(settings.url()), properties);
    }

    private static CatalogException explained(StoreSettings settings, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        Optional<H2File> file = H2File.of(settings.url());
        if (file.isPresent() && (state.equals(H2_CORRUPT) || state.equals(H2_WRONG_FORMAT))) {
            return file.get().damaged(firstLine(e));
        }
        if (file.isPresent() && state.equals(H2_IN_USE)) {
            return new CatalogException(
                    ErrorKind.UNAVAILABLE,
                    "The catalog's file " + file.get().path()
                            + " is in use by another process: stop that one, or choose another data folder.",
                    e);
        }
        return new CatalogException(
                ErrorKind.UNAVAILABLE,
                "The catalog's database " + place(settings) + " cannot be opened as user '" + settings.user() + "': "
                        + firstLine(e) + ". Check that it runs, and the URL, user and password.",
                e);
    }

    /** The URL without its properties, which may hold a secret. */
    private static String place(StoreSettings settings) {
        return settings.url().replaceFirst("[;?].*$", "");
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
