package dev.skep.server.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The only builder and the only parser of names. Names are matched without regard to case: they are folded to lower
 * case here, once, so that nothing behind the door compares two spellings.
 *
 * <p>Any text may be asked for, and is then simply not found; what may be <em>created</em> is decided by the rules of the
 * catalog.
 */
public final class Names {
    /** The catalog that clients without catalogs (Hive before 3) talk to. */
    public static final CatalogName DEFAULT_CATALOG = new CatalogName("hive");

    /** The database that every catalog is made with. */
    public static final String DEFAULT_DATABASE = "default";

    private Names() {}

    public static CatalogName catalog(@Nullable String raw) {
        return raw == null || raw.isBlank() ? DEFAULT_CATALOG : new CatalogName(fold(raw));
    }

    public static DatabaseName database(CatalogName catalog, String raw) {
        return new DatabaseName(catalog, fold(raw));
    }

    public static TableName table(DatabaseName database, String raw) {
        return new TableName(database, fold(raw));
    }

    public static FunctionName function(DatabaseName database, String raw) {
        return new FunctionName(database, fold(raw));
    }

    public static MemberName member(DatabaseName database, String raw) {
        return new MemberName(database, fold(raw));
    }

    /** A column's name as it is compared; tables answer theirs as they were given. */
    public static String column(String raw) {
        return fold(raw);
    }

    public static String role(String raw) {
        return fold(raw);
    }

    public static String constraint(String raw) {
        return fold(raw);
    }

    /**
     * Reads a database name as Hive clients write it: {@code db}, or {@code @catalog#db} where a client of Hive 3 or
     * later puts the catalog into the name. {@code @catalog#} and {@code @catalog#!} name no database.
     *
     * @param catalog the catalog from a field beside the name; the one in the name wins
     * @return the name; its value is empty where the text names a catalog only
     */
    public static DatabaseName hiveDatabase(@Nullable String catalog, String raw) {
        int hash = raw.indexOf('#');
        if (!raw.startsWith("@") || hash < 0) {
            return database(catalog(catalog), raw);
        }
        String name = raw.substring(hash + 1);
        return database(catalog(raw.substring(1, hash)), name.equals("!") ? "" : name);
    }

    /** A name that has no type of its own, and means the same in any case. */
    public static String folded(String raw) {
        return fold(raw);
    }

    static String fold(String raw) {
        return raw.strip().toLowerCase(Locale.ROOT);
    }

    static String requireFolded(String value) {
        if (!value.equals(fold(value))) {
            throw new IllegalArgumentException("A name must be folded by Names first: " + value);
        }
        return value;
    }
}
