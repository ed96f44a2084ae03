package dev.skep.server.front.hive.constraint;

import dev.skep.server.model.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts the rows of keys together, of which the wire has one for each column. */
final class KeyRows {
    private KeyRows() {}

    /**
     * Where a row belongs.
     *
     * @param name of the key; null if the client leaves it to the server
     * @param sequence the column's place in the key, from 1; null counts as 0
     */
    record Place(
            TableName table,
            @Nullable String name,
            @Nullable Integer sequence) {
        int order() {
            return Objects.requireNonNullElse(sequence, 0);
        }
    }

    /**
     * The rows of each key in the order of its columns. Rows of one name are one key, wherever they are; of rows without a
     * name, those are one that follow each other with growing places.
     */
    static <T> List<List<T>> gather(List<T> rows, Function<T, Place> place) {
        List<List<T>> keys = new ArrayList<>();
        Map<Place, List<T>> named = new HashMap<>();
        Place before = null;
        for (T row : rows) {
            Place here = place.apply(row);
            List<T> key;
            if (here.name() != null) {
                key = named.computeIfAbsent(new Place(here.table(), here.name(), null), each -> added(keys));
            } else {
                boolean goesOn = before != null
                        && before.name() == null
                        && before.table().equals(here.table())
                        && before.order() < here.order();
                key = goesOn ? keys.get(keys.size() - 1) : added(keys);
            }
            key.add(row);
            before = here;
        }
        keys.forEach(
                key -> key.sort(Comparator.comparingInt(row -> place.apply(row).order())));
        return keys;
    }

    private static <T> List<T> added(List<List<T>> keys) {
        List<T> key = new ArrayList<>();
        keys.add(key);
        return key;
    }
}
