package dev.skep.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What separates the columns a table has from the columns found now.
 *
 * @param level the gravest of the changes
 */
public record SchemaDiff(Level level, List<Change> changes) {

    /** How grave a difference is, the gravest last. */
    public enum Level {
        /** Same names and types. */
        IDENTICAL,
        /** Readers of the table go on as before: columns were added, or are missing from the new data. */
        COMPATIBLE,
        /** A type must become wider; the table then reads old and new data. */
        WIDENING,
        /** No type holds both as they are: values would be lost or the meaning of a column changes. */
        BREAKING
    }

    /** One difference. Types are absent from the side where the column is. */
    public sealed interface Change {
        Level level();

        /** The difference as a phrase. */
        String text();
    }

    /** Found, but not in the table. */
    public record Added(String column, HiveType type) implements Change {
        @Override
        public Level level() {
            return Level.COMPATIBLE;
        }

        @Override
        public String text() {
            return column + " " + type.text() + " is new";
        }
    }

    /** In the table, but not found. */
    public record Missing(String column, HiveType type) implements Change {
        @Override
        public Level level() {
            return Level.COMPATIBLE;
        }

        @Override
        public String text() {
            return column + " " + type.text() + " is missing";
        }
    }

    /** The table's type already holds the values found. */
    public record Narrower(String column, HiveType table, HiveType found) implements Change {
        @Override
        public Level level() {
            return Level.COMPATIBLE;
        }

        @Override
        public String text() {
            return column + " is " + table.text() + ", which holds the " + found.text() + " found";
        }
    }

    /** The table's type must become {@code joined}. */
    public record Widened(String column, HiveType table, HiveType found, HiveType joined) implements Change {
        @Override
        public Level level() {
            return Level.WIDENING;
        }

        @Override
        public String text() {
            return column + " must widen from " + table.text() + " to " + joined.text() + " for the " + found.text()
                    + " found";
        }
    }

    /** Only {@code string} or nothing holds both. */
    public record Changed(String column, HiveType table, HiveType found) implements Change {
        @Override
        public Level level() {
            return Level.BREAKING;
        }

        @Override
        public String text() {
            return column + " was " + table.text() + " and is now " + found.text();
        }
    }

    public SchemaDiff {
        changes = List.copyOf(changes);
    }

    /**
     * Compares by name, ignoring case and order.
     *
     * @param table column name to type, as registered
     * @param found column name to type, as inferred now
     */
    public static SchemaDiff between(Map<String, HiveType> table, Map<String, HiveType> found) {
        Map<String, HiveType> current = folded(found);
        List<Change> changes = new ArrayList<>();
        folded(table).forEach((name, type) -> {
            HiveType now = current.remove(name);
            if (now == null) {
                changes.add(new Missing(name, type));
            } else if (!TypeLattice.equivalent(type, now)) {
                changes.add(change(name, type, now));
            }
        });
        current.forEach((name, type) -> changes.add(new Added(name, type)));
        Level level = changes.stream().map(Change::level).max(Level::compareTo).orElse(Level.IDENTICAL);
        return new SchemaDiff(level, changes);
    }

    /** Columns of a schema as {@link #between} takes them. */
    public static Map<String, HiveType> columns(InferredSchema schema) {
        Map<String, HiveType> columns = new LinkedHashMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column.type()));
        return columns;
    }

    private static Change change(String name, HiveType table, HiveType found) {
        HiveType joined = TypeLattice.join(table, found);
        if (TypeLattice.equivalent(joined, table)) {
            return new Narrower(name, table, found);
        }
        boolean onlyAsText = joined == HiveType.Scalar.STRING && found != HiveType.Scalar.STRING;
        return onlyAsText ? new Changed(name, table, found) : new Widened(name, table, found, joined);
    }

    private static Map<String, HiveType> folded(Map<String, HiveType> columns) {
        Map<String, HiveType> folded = new LinkedHashMap<>();
        columns.forEach((name, type) -> folded.put(name.toLowerCase(Locale.ROOT), type));
        return folded;
    }
}
