package dev.skep.crawler.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tables of the database that a crawl registers in: {@code catalog://table}, {@code catalog://prefix*}, or {@code catalog://}
 * for all.
 *
 * @param name of the table, or what names begin with
 * @param prefix true if it is what names begin with
 */
public record CatalogLocation(String name, boolean prefix) {

    private static final String SCHEME = "catalog://";

    private static final Pattern NAME = Pattern.compile("[^/*]*\\*?");

    /** True if a text means tables of the catalog, well-formed or not. */
    public static boolean isOne(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** @throws IllegalArgumentException if it names no tables */
    public static CatalogLocation parse(String text) {
        String name = isOne(text) ? text.substring(SCHEME.length()).replaceFirst("/$", "") : "/";
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no tables of the database that is crawled into; write"
                            + " catalog://table, catalog://prefix*, or catalog:// for all");
        }
        boolean prefix = name.isEmpty() || name.endsWith("*");
        return new CatalogLocation(name.replace("*", "").toLowerCase(Locale.ROOT), prefix);
    }

    boolean takes(String table) {
        return prefix ? table.startsWith(name) : table.equals(name);
    }

    @Override
    public String toString() {
        return SCHEME + name + (prefix ? "*" : "");
    }
}
