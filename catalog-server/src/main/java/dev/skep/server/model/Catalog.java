package dev.skep.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A catalog: what databases are gathered in.
 *
 * @param location where its databases go, as the client wrote it; null for the catalog of clients that know of none, whose databases go to the
 *     warehouse
 * @param createdAt whole seconds; null in a request, and where it is not known
 */
public record Catalog(
        CatalogName name,
        @Nullable String location,
        @Nullable String comment,
        @Nullable Instant createdAt,
        Extras extras) {
    public Catalog withLocation(@Nullable String newLocation) {
        return new Catalog(name, newLocation, comment, createdAt, extras);
    }

    public Catalog withExtras(Extras newExtras) {
        return new Catalog(name, location, comment, createdAt, newExtras);
    }
}
