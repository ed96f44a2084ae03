package dev.skep.server.filter;

import dev.skep.server.model.CatalogException;

/** Reads Hive's partition filter grammar. */
public final class FilterParser {
    private FilterParser() {}

    /** @throws CatalogException {@code INVALID} with the position of what cannot be read */
    public static Predicate parse(String text) {
        if (text.isBlank()) {
            return Predicate.TRUE;
        }
        throw CatalogException.invalid("Filters cannot be read yet: " + text);
    }
}
