package dev.skep.server.store.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Cuts what goes into one statement to a size that every database takes. */
final class Chunks {
    /** How many texts a condition may list. */
    static final int CONDITION = 1_000;

    /** How many rows go out in one batch. */
    static final int BATCH = 5_000;

    private Chunks() {}

    static <T> List<List<T>> of(Collection<T> elements, int size) {
        List<T> all = List.copyOf(elements);
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }
}
