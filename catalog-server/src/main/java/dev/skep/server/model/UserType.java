package dev.skep.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that users define.
 *
 * @param first what a list or the keys of a map are of; null for another type
 * @param second what the values of a map are of; null for another type
 * @param fields of a struct
 */
public record UserType(@Nullable String first, @Nullable String second, List<Column> fields, Extras extras) {
    public UserType {
        fields = List.copyOf(fields);
    }
}
