package dev.skep.server.model.schema;

import dev.skep.server.model.Column;
import dev.skep.server.model.Extras;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a schema.
 *
 * @param createdAt as the client counts time
 * @param columns the comment of a column is its namespace
 * @param state null if it was never set
 * @param fingerprint of the text, by a rule of the client's
 * @param name the client's own
 */
public record SchemaVersion(
        long createdAt,
        List<Column> columns,
        @Nullable State state,
        @Nullable String description,
        @Nullable String text,
        @Nullable String fingerprint,
        @Nullable String name,
        @Nullable RegisteredSerde serde,
        Extras extras) {
    public SchemaVersion {
        columns = List.copyOf(columns);
    }

    /** How far it has come on its way into use and out of it. */
    public enum State {
        INITIATED,
        START_REVIEW,
        CHANGES_REQUIRED,
        REVIEWED,
        ENABLED,
        DISABLED,
        ARCHIVED,
        DELETED
    }

    public SchemaVersion with(State next) {
        return new SchemaVersion(createdAt, columns, next, description, text, fingerprint, name, serde, extras);
    }

    public SchemaVersion with(RegisteredSerde next) {
        return new SchemaVersion(createdAt, columns, state, description, text, fingerprint, name, next, extras);
    }
}
