package dev.skep.server.model;

import org.jspecify.annotations.Nullable;

/**
 * A column or a partition key.
 *
 * @param type the Hive type as text, exactly as given: clients compare it, and may send types that we do not know
 */
public record Column(String name, String type, @Nullable String comment) {
    public Column(String name, String type) {
        this(name, type, null);
    }
}
