package dev.skep.server.front.hive;

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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How clients of the generations of Hive are told apart, as far as they have to be: nothing on the wire says it, but each
 * generation's client calls methods that no other one does. They are listed in {@code generations.txt}.
 */
final class Generations {
    private static final String FILE = "generations.txt";

    /** How clients from Hive 3 on write the catalog before a database's name. */
    private static final String CATALOG_MARK = "@";

    private static final Map<String, Generation> CALLED_BY = read();

    private Generations() {}

    /**
     * What is known of a client when it makes a call.
     *
     * @param known what was known before; null if nothing was
     */
    static @Nullable Generation learned(@Nullable Generation known, String method, Object arguments) {
        if (known == Generation.HIVE_4) {
            return known;
        }
        Generation caller = CALLED_BY.get(method);
        if (caller == Generation.HIVE_4) {
            return caller;
        }
        if (known == Generation.HIVE_3) {
            return known;
        }
        // Others than Hive's own clients call methods of Hive 3, but they write no catalog before names.
        if (caller == Generation.HIVE_3 && marksCatalog(arguments)) {
            return caller;
        }
        // Copies of the client of Hive 2 are built over newer interfaces. The real one knows of no catalog.
        if (known == Generation.HIVE_2 && tellsCatalog(arguments)) {
            return Generation.NEWEST;
        }
        return known == null && caller == Generation.HIVE_2 ? caller : known;
    }

    /** Which generation alone calls a method, by the method's name. */
    static Map<String, Generation> callers() {
        return CALLED_BY;
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

    private static boolean tellsCatalog(Object arguments) {
        if (arguments instanceof CreateDatabaseArgs create) {
            return tellsCatalog(create.database());
        } else if (arguments instanceof CreateTableArgs create) {
            return tellsCatalog(create.tbl());
        } else if (arguments instanceof CreateTableWithEnvironmentContextArgs create) {
            return tellsCatalog(create.tbl());
        } else {
            return arguments instanceof CreateTableWithConstraintsArgs create && tellsCatalog(create.tbl());
        }
    }

    private static boolean tellsCatalog(@Nullable Database database) {
        return database != null && database.catalogName() != null;
    }

    private static boolean tellsCatalog(@Nullable Table table) {
        return table != null && table.catName() != null;
    }

    private static Map<String, Generation> read() {
        Map<String, Generation> calledBy = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Generations.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] parts = line.split("\\s+", -1);
                    if (parts.length != 2 || calledBy.put(parts[1], Generation.valueOf(parts[0])) != null) {
                        throw new IllegalStateException(FILE + " has a bad line: " + line);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(calledBy);
    }
}
