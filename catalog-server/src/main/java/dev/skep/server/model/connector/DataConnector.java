package dev.skep.server.model.connector;

import dev.skep.server.model.Extras;
import dev.skep.server.model.Owner;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How another database is reached. The server keeps it for engines and does not connect itself.
 *
 * @param type of the other database, as engines call it
 * @param createdAt in epoch seconds
 */
public record DataConnector(
        @Nullable String type,
        @Nullable String url,
        @Nullable String description,
        Map<String, String> parameters,
        @Nullable Owner owner,
        long createdAt,
        Extras extras) {
    public DataConnector {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** This connector with what may be altered of it: all but its type and age; an empty description stays as it was. */
    public DataConnector altered(DataConnector next) {
        String given = next.description;
        return new DataConnector(
                type,
                next.url,
                given == null || given.isBlank() ? description : given,
                next.parameters,
                next.owner == null ? owner : next.owner,
                createdAt,
                next.extras);
    }
}
