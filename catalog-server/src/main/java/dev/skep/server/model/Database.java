package dev.skep.server.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database.
 *
 * @param location where its managed tables go; null in a request that leaves the choice to the catalog, never in a stored
 *     one
 * @param createdAt whole seconds; null in a request that leaves it to the catalog
 */
public record Database(
        DatabaseName name,
        @Nullable String comment,
        @Nullable String location,
        @Nullable Owner owner,
        @Nullable Instant createdAt,
        Map<String, String> parameters,
        Extras extras) {
    public Database {
        parameters = Parameters.copyOf(parameters);
    }

    public Database withExtras(Extras newExtras) {
        return new Database(name, comment, location, owner, createdAt, parameters, newExtras);
    }
}
