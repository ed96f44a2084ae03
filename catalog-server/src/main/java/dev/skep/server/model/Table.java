package dev.skep.server.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table or a view.
 *
 * @param createdAt whole seconds; null in a request that leaves it to the catalog
 * @param lastAccessedAt whole seconds; null if never recorded
 * @param retention seconds, as the client gave it; 0 for none
 * @param location the directory; null for a view, and in a request that leaves the choice to the catalog
 */
public record Table(
        TableName name,
        TableKind kind,
        @Nullable Owner owner,
        @Nullable Instant createdAt,
        @Nullable Instant lastAccessedAt,
        int retention,
        @Nullable String location,
        Layout layout,
        List<Column> partitionKeys,
        Map<String, String> parameters,
        @Nullable ViewText viewText,
        Extras extras) {
    public Table {
        partitionKeys = List.copyOf(partitionKeys);
        parameters = Parameters.copyOf(parameters);
    }

    public boolean isPartitioned() {
        return !partitionKeys.isEmpty();
    }

    public Table withKind(TableKind newKind) {
        return new Table(
                name,
                newKind,
                owner,
                createdAt,
                lastAccessedAt,
                retention,
                location,
                layout,
                partitionKeys,
                parameters,
                viewText,
                extras);
    }

    public Table withLocation(@Nullable String newLocation) {
        return new Table(
                name,
                kind,
                owner,
                createdAt,
                lastAccessedAt,
                retention,
                newLocation,
                layout,
                partitionKeys,
                parameters,
                viewText,
                extras);
    }

    public Table withCreatedAt(Instant instant) {
        return new Table(
                name,
                kind,
                owner,
                instant,
                lastAccessedAt,
                retention,
                location,
                layout,
                partitionKeys,
                parameters,
                viewText,
                extras);
    }

    public Table withParameters(Map<String, String> newParameters) {
        return new Table(
                name,
                kind,
                owner,
                createdAt,
                lastAccessedAt,
                retention,
                location,
                layout,
                partitionKeys,
                newParameters,
                viewText,
                extras);
    }

    public Table withExtras(Extras newExtras) {
        return new Table(
                name,
                kind,
                owner,
                createdAt,
                lastAccessedAt,
                retention,
                location,
                layout,
                partitionKeys,
                parameters,
                viewText,
                newExtras);
    }
}
