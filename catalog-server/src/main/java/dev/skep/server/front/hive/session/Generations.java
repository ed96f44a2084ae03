package dev.skep.server.front.hive.session;

import dev.skep.hive.api.CreateDatabaseArgs;
import dev.skep.hive.api.CreateTableArgs;
import dev.skep.hive.api.CreateTableWithConstraintsArgs;
import dev.skep.hive.api.CreateTableWithEnvironmentContextArgs;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.Table;
import dev.skep.thrift.Generation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How clients of the generations of Hive are told apart, as far as they have to be: nothing on the wire says it, but each
 * generation's client calls methods that no other one does. They are listed in {@code generations.txt}.
 */
final class Generations {
    private static final String FILE = "generations.txt";

    /** Behind a generation in the file: its clients and all later ones may call it. */
    private static final String AND_LATER = "+";

    /** How clients from Hive 3 on write the catalog before a database's name. */
    private static final String CATALOG_MARK = "@";

    /** What the field of a request is called that Hive 2 has in none. */
    private static final Set<String> CATALOG_FIELDS = Set.of("catName", "catalogName", "catalog");

    private static final Map<String, Generation> CALLED_BY = new HashMap<>();
    private static final Set<String> UNKNOWN_TO_HIVE_2 = new HashSet<>();

    static {
        read();
    }

    private Generations() {}

    /**
     * What is known of a client.
     *
     * @param taken what its calls are typical of; null if of nothing
     * @param oldest the oldest of which it can be: whatever came later it may not understand
     */
    record Known(@Nullable Generation taken, Generation oldest) {
        static final Known NOTHING = new Known(null, Generation.HIVE_2);

        /** In which form it is answered. */
        Generation form() {
            return taken == null ? Generation.NEWEST : taken;
        }
    }

    /** What is known of a client when it makes a call. */
    static Known learned(Known known, String method, Object arguments) {
        Generation caller = CALLED_BY.get(method);
        if (caller != null && caller.atLeast(Generation.HIVE_4)) {
            return known.oldest().atLeast(caller) ? known : new Known(caller, caller);
        }
        if (known.oldest().atLeast(Generation.HIVE_4) || known.taken() == Generation.HIVE_3) {
            return known;
        }
        // Others than Hive's own clients call methods of Hive 3, but they write no catalog before names.
        if (caller == Generation.HIVE_3 && marksCatalog(arguments)) {
            return new Known(caller, caller);
        }
        if (known.oldest() == Generation.HIVE_3) {
            return known;
        }
        // Copies of the client of Hive 2 are built over newer interfaces. The real one has no such methods, and knows
        // of no
        // catalog.
        if (UNKNOWN_TO_HIVE_2.contains(method) || tellsCatalog(known, arguments)) {
            return new Known(null, Generation.HIVE_3);
        }
        return known.taken() == null && caller == Generation.HIVE_2 ? new Known(caller, Generation.HIVE_2) : known;
    }

    /** Which generation alone calls a method, by the method's name. */
    static Map<String, Generation> callers() {
        return Map.copyOf(CALLED_BY);
    }

    /** The methods that Hive 3 has and Hive 2 does not. */
    static Set<String> unknownToHive2() {
        return Set.copyOf(UNKNOWN_TO_HIVE_2);
    }

    private static boolean marksCatalog(Object arguments) {
        for (RecordComponent component : arguments.getClass().getRecordComponents()) {
            if (component.getType() == String.class
                    && value(component, arguments) instanceof String text
                    && text.startsWith(CATALOG_MARK)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object value(RecordComponent component, Object arguments) {
        try {
            return component.getAccessor().invoke(arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The arguments of a method cannot be read", e);
        }
    }

    private static boolean tellsCatalog(Known known, Object arguments) {
        if (arguments instanceof CreateDatabaseArgs create) {
            return known.taken() == Generation.HIVE_2 && tellsCatalog(create.database());
        } else if (arguments instanceof CreateTableArgs create) {
            return known.taken() == Generation.HIVE_2 && tellsCatalog(create.tbl());
        } else if (arguments instanceof CreateTableWithEnvironmentContextArgs create) {
            return known.taken() == Generation.HIVE_2 && tellsCatalog(create.tbl());
        } else if (arguments instanceof CreateTableWithConstraintsArgs create) {
            return known.taken() == Generation.HIVE_2 && tellsCatalog(create.tbl());
        }
        for (RecordComponent component : arguments.getClass().getRecordComponents()) {
            if (component.getType().getSimpleName().endsWith("Request")
                    && value(component, arguments) instanceof Record request
                    && requestsCatalog(request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean requestsCatalog(Record request) {
        for (RecordComponent component : request.getClass().getRecordComponents()) {
            if (CATALOG_FIELDS.contains(component.getName()) && value(component, request) != null) {
                return true;
            }
        }
        return false;
    }

    private static boolean tellsCatalog(@Nullable Database database) {
        return database != null && database.catalogName() != null;
    }

    private static boolean tellsCatalog(@Nullable Table table) {
        return table != null && table.catName() != null;
    }

    private static void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Generations.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#") && !accept(line.split("\\s+", -1))) {
                    throw new IllegalStateException(FILE + " has a bad line: " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean accept(String[] parts) {
        if (parts.length != 2) {
            return false;
        } else if (parts[0].endsWith(AND_LATER)) {
            return parts[0].equals(Generation.HIVE_3 + AND_LATER) && UNKNOWN_TO_HIVE_2.add(parts[1]);
        }
        return CALLED_BY.put(parts[1], Generation.valueOf(parts[0])) == null;
    }
}
