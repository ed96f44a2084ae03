package dev.skep.server.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition of a table.
 *
 * @param values one text a key, in the order of the keys; {@link PartitionName#NULL_VALUE} for null
 * @param location the directory; null in a request that leaves the choice to the catalog, and for partitions of views
 */
public record Partition(
        List<String> values,
        @Nullable Instant createdAt,
        @Nullable Instant lastAccessedAt,
        @Nullable String location,
        Layout layout,
        Map<String, String> parameters,
        Extras extras) {
    public Partition {
        values = List.copyOf(values);
        parameters = Parameters.copyOf(parameters);
    }

    public Partition withLocation(@Nullable String newLocation) {
        return new Partition(values, createdAt, lastAccessedAt, newLocation, layout, parameters, extras);
    }

    public Partition withCreatedAt(Instant instant) {
        return new Partition(values, instant, lastAccessedAt, location, layout, parameters, extras);
    }

    public Partition withParameters(Map<String, String> newParameters) {
        return new Partition(values, createdAt, lastAccessedAt, location, layout, newParameters, extras);
    }

    public Partition withExtras(Extras newExtras) {
        return new Partition(values, createdAt, lastAccessedAt, location, layout, parameters, newExtras);
    }

    public Partition withLayout(Layout newLayout) {
        return new Partition(values, createdAt, lastAccessedAt, location, newLayout, parameters, extras);
    }
}
