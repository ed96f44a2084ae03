package dev.skep.server.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database.
 *
 * @param location where its tables go; null in a request that leaves the choice to the catalog, never in a stored
 *     one
 * @param managedLocation where its managed tables go instead; null if they go there too
 * @param createdAt whole seconds; null in a request that leaves it to the catalog
 */
public record Database(
        DatabaseName name,
        @Nullable String comment,
        @Nullable String location,
        @Nullable String managedLocation,
        @Nullable Owner owner,
        @Nullable Instant createdAt,
        Map<String, String> parameters,
        Extras extras) {
    public Database {
        parameters = Parameters.copyOf(parameters);
    }

    /** One without a place of their own for managed tables. */
    public Database(
            DatabaseName name,
            @Nullable String comment,
            @Nullable String location,
            @Nullable Owner owner,
            @Nullable Instant createdAt,
            Map<String, String> parameters,
            Extras extras) {
        this(name, comment, location, null, owner, createdAt, parameters, extras);
    }

    public Database withExtras(Extras newExtras) {
        return new Database(name, comment, location, managedLocation, owner, createdAt, parameters, newExtras);
    }
}
