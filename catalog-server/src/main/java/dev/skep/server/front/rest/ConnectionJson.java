package dev.skep.server.front.rest;

import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.schedule.ConnectionService;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection. */
record ConnectionJson(
        @Nullable String name,
        @Nullable String description,
        @Nullable String type,
        @Nullable Map<String, String> properties,
        @Nullable Map<String, String> secrets,
        @Nullable String createdAt,
        @Nullable Long version) {

    /** Of its secrets, it shows only which there are. */
    static ConnectionJson of(Stored<Connection> stored) {
        return of(stored, ConnectionService::shown);
    }

    /** For agents: its secrets are encrypted. */
    static ConnectionJson sealed(Stored<Connection> stored) {
        return of(stored, secret -> secret);
    }

    private static ConnectionJson of(Stored<Connection> stored, UnaryOperator<String> shown) {
        Connection connection = stored.value();
        Map<String, String> secrets = new TreeMap<>();
        connection.secrets().forEach((name, secret) -> secrets.put(name, shown.apply(secret)));
        return new ConnectionJson(
                connection.name(),
                connection.description(),
                connection.type(),
                connection.properties(),
                secrets,
                connection.createdAt() == null
                        ? null
                        : Instant.ofEpochSecond(connection.createdAt() / 1_000).toString(),
                stored.version());
    }

    /** How connections are written. */
    record Form() implements NamedResource.Form<Connection, ConnectionJson> {
        @Override
        public Class<ConnectionJson> shape() {
            return ConnectionJson.class;
        }

        @Override
        public ConnectionJson json(Stored<Connection> stored) {
            return of(stored);
        }

        @Override
        public Optional<Long> version(ConnectionJson json) {
            return Optional.ofNullable(json.version());
        }

        @Override
        public Connection model(ConnectionJson json, Optional<String> name) {
            return new Connection(
                    json.name() == null && name.isPresent()
                            ? name.get()
                            : Names.folded(Required.present(json.name(), "name")),
                    json.description(),
                    Required.present(json.type(), "type"),
                    Objects.requireNonNullElse(json.properties(), Map.of()),
                    Objects.requireNonNullElse(json.secrets(), Map.of()),
                    null);
        }
    }
}
