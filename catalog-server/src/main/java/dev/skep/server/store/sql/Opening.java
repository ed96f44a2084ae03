package dev.skep.server.store.sql;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
            throw new CatalogException(ErrorKind.UNAVAILABLE, explanation(settings, e), e);
        }
    }

    private static Connection connect(StoreSettings settings, DialectTraits traits) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(traits.driverProperties());
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        return DriverManager.getConnection(traits.url(settings.url()), properties);
    }

    private static String explanation(StoreSettings settings, SQLException e) {
        String place = settings.url().split("[;?]", 2)[0];
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case H2_CORRUPT, H2_WRONG_FORMAT ->
                "The catalog's file " + h2File(place) + " is damaged or is none of H2: "
                        + firstLine(e) + ". Restore it from a backup, or move it away to start with an empty catalog;"
                        + " it was left as it is.";
            case H2_IN_USE ->
                "The catalog's file " + h2File(place)
                        + " is in use by another process: stop that one, or choose another data folder.";
            default ->
                "The catalog's database " + place + " cannot be opened as user '" + settings.user() + "': "
                        + firstLine(e) + ". Check that it runs, and the URL, user and password.";
        };
    }

    private static String h2File(String place) {
        return place.replaceFirst("^jdbc:h2:(file:)?", "") + ".mv.db";
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
