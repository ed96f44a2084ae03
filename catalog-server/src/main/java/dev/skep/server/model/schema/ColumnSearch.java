package dev.skep.server.model.schema;

import dev.skep.server.model.CatalogException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search for columns. All that is given must match: name and namespace in any case, the type exactly.
 *
 * @param name null if it does not matter; likewise the others
 */
public record ColumnSearch(
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String type) {
    public ColumnSearch {
        if (name == null && namespace == null) {
            throw CatalogException.invalid(
                    "A search for columns needs a column name or a namespace: a type alone would find too much");
        }
        name = name == null ? null : folded(name);
        namespace = namespace == null ? null : folded(namespace);
    }

    /** How names and namespaces are compared. */
    public static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
