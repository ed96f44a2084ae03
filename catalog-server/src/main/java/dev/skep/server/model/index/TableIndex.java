package dev.skep.server.model.index;

import dev.skep.server.model.Extras;
import dev.skep.server.model.Layout;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index. Engines build it and look into it; the server keeps what they say of it.
 *
 * @param handler the class of the engine that builds it
 * @param createdAt in epoch seconds
 * @param accessedAt in epoch seconds; 0 if nobody knows
 * @param indexTable the table in the same database that holds what is indexed, folded; null if there is none
 * @param layout of the index; its columns are those that are indexed
 * @param deferredRebuild whether it is built only when somebody asks for it
 */
public record TableIndex(
        @Nullable String handler,
        long createdAt,
        long accessedAt,
        @Nullable String indexTable,
        Layout layout,
        @Nullable String location,
        Map<String, String> parameters,
        boolean deferredRebuild,
        Extras extras) {
    public TableIndex {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public TableIndex withCreatedAt(long now) {
        return new TableIndex(
                handler, now, accessedAt, indexTable, layout, location, parameters, deferredRebuild, extras);
    }

    /** This index with what may be altered of it: its parameters. */
    public TableIndex altered(TableIndex next) {
        return new TableIndex(
                handler, createdAt, accessedAt, indexTable, layout, location, next.parameters, deferredRebuild, extras);
    }
}
