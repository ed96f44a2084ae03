package dev.skep.server.model.acid;

import dev.skep.server.model.CatalogException;

/**
 * A parameter of a table that is set when a transaction commits, and only then: a writer of streams keeps there how far it has
 * come.
 *
 * @param table the id that the table is answered with
 * @param key begins with {@link #START}
 */
public record TableParameter(long table, String key, String value) {
    /** Other parameters have a meaning to others. */
    static final String START = "_meta";

    /** @throws CatalogException {@code INVALID} */
    public TableParameter {
        if (!key.startsWith(START)) {
            throw CatalogException.invalid("A commit sets parameters of tables that begin with " + START
                    + " only: alter the table to set '" + key + "'");
        }
    }
}
