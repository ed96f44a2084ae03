package dev.skep.server.model.event;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableName;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about, by names in lower case: a table, a database, a catalog, or none of them.
 *
 * @param catalog null only where the event is about no object
 */
public record EventSubject(
        @Nullable String catalog,
        @Nullable String database,
        @Nullable String table) {
    /** Of events that are about no object, such as the begin of a transaction. */
    public static final EventSubject NONE = new EventSubject(null, null, null);

    public static EventSubject of(CatalogName catalog) {
        return new EventSubject(catalog.value(), null, null);
    }

    public static EventSubject of(DatabaseName database) {
        return new EventSubject(database.catalog().value(), database.value(), null);
    }

    public static EventSubject of(TableName table) {
        return new EventSubject(
                table.database().catalog().value(), table.database().value(), table.value());
    }
}
