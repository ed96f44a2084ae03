package dev.skep.server.filter;

import dev.skep.server.model.Column;
import java.util.List;

/** Gives the literals of a predicate the types of the keys they are compared with. */
public final class Typing {
    private Typing() {}

    /** @throws dev.skep.server.model.CatalogException {@code INVALID} naming the key and the literal that does not fit it */
    public static Predicate type(Predicate predicate, List<Column> keys) {
        return predicate;
    }
}
