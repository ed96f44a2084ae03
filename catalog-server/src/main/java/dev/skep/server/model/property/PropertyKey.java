package dev.skep.server.model.property;

import dev.skep.server.model.CatalogException;

/**
 * A property as clients write it: {@code name} of the cluster, {@code database.name}, or {@code database.table.name}. What
 * follows the table is the name, whatever dots are in it.
 *
 * @param owner as in {@link PropertyMapName}
 */
public record PropertyKey(String owner, String name) {
    private static final char SEPARATOR = '.';

    /** @throws CatalogException {@code INVALID} if a part is empty */
    public static PropertyKey parse(String text) {
        int database = text.indexOf(SEPARATOR);
        int table = text.indexOf(SEPARATOR, database + 1);
        int end = table < 0 ? database : table;
        PropertyKey key = new PropertyKey(end < 0 ? "" : text.substring(0, end), text.substring(end + 1));
        if (key.name.isEmpty() || database == 0 || table == database + 1) {
            throw CatalogException.invalid(
                    "A property is name, database.name or database.table.name, with no part empty, not '" + text + "'");
        }
        return key;
    }
}
