package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.jdbc.IncludePath;
import dev.skep.crawler.jdbc.JdbcAccess;
import dev.skep.crawler.source.Glob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connection of type {@code jdbc} says about how a database is reached. */
final class DatabaseConnection {

    private DatabaseConnection() {}

    /**
     * @param url of the database; empty if the connection says it
     * @throws IllegalArgumentException if the connection says what nobody understands, or no URL is said
     * @throws IOException if a secret is not to be had here
     */
    static JdbcAccess of(
            String url, Optional<Connection> by, List<IncludePath> include, List<Glob> exclude, Clearance clearance)
            throws IOException {
        if (by.isEmpty()) {
            return access(url, null, null, include, exclude, clearance);
        }
        Connection connection = by.get();
        ConnectionSettings.requireKnown(connection, Set.of("url", "user"), Set.of("password"));
        String said = connection.properties().getOrDefault("url", "");
        if (url.isEmpty() == said.isEmpty()) {
            throw new IllegalArgumentException(
                    "The URL of a database is said either by the target or by the property 'url' of" + " connection "
                            + connection.name());
        }
        String password = connection.secrets().get("password");
        return access(
                url.isEmpty() ? said : url,
                connection.properties().get("user"),
                password == null ? null : clearance.key().open(connection.name(), "password", password),
                include,
                exclude,
                clearance);
    }

    private static JdbcAccess access(
            String url,
            @Nullable String user,
            @Nullable String password,
            List<IncludePath> include,
            List<Glob> exclude,
            Clearance clearance) {
        return new JdbcAccess(
                url, user, password, include, exclude, clearance.drivers(), clearance.embedded(), clearance.egress());
    }
}
