package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Column;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.FunctionName;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an object must be, as far as the object alone tells. All methods throw {@code INVALID} with the reason. */
public final class Rules {
    private static final Pattern LEGAL_NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .$-]*");
    private static final Pattern ROOT = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*:(//[^/]*)?)?/*");
    private static final int MAX_NAME = 128;
    private static final int MAX_TABLE_NAME = 256;

    private Rules() {}

    static void check(CatalogName name) {
        checkName("catalog", name.value(), MAX_NAME);
    }

    static void check(DatabaseName name) {
        checkName("database", name.value(), MAX_NAME);
    }

    static void check(TableName name) {
        checkName("table", name.value(), MAX_TABLE_NAME);
    }

    static void check(FunctionName name) {
        checkName("function", name.value(), MAX_NAME);
    }

    static void check(Table table) {
        check(table.name());
        Set<String> seen = new HashSet<>();
        checkColumns(table.name(), table.layout().columns(), seen);
        checkColumns(table.name(), table.partitionKeys(), seen);
    }

    /** A table is not all that there is in a store. Clients of Hive know the words. */
    static void checkLocation(Table table) {
        if (table.location() != null && ROOT.matcher(table.location()).matches()) {
            throw CatalogException.invalid(table.name().value() + " location must not be root path");
        }
    }

    static void check(TableName table, PartitionName name, Partition partition) {
        for (String value : partition.values()) {
            if (value.indexOf('\u0000') >= 0) {
                throw CatalogException.invalid("Partition " + name + " of table " + table + " has a NUL character");
            }
        }
        int length = name.value().codePointCount(0, name.value().length());
        if (length > PartitionName.MAX_LENGTH) {
            throw CatalogException.invalid("Partition name " + name.value().substring(0, 100) + "… of table " + table
                    + " has " + length + " characters; at most " + PartitionName.MAX_LENGTH + " can be kept");
        }
    }

    private static void checkColumns(TableName table, List<Column> columns, Set<String> seen) {
        for (Column column : columns) {
            if (column.name().isBlank()) {
                throw CatalogException.invalid("Table " + table + " has a column without a name");
            }
            if (column.type().isBlank()) {
                throw CatalogException.invalid("Column " + column.name() + " of table " + table + " has no type");
            }
            if (!ColumnTypes.isKnown(column.type())) {
                throw CatalogException.invalid("Column " + column.name() + " of table " + table + " has the type "
                        + column.type() + ", which there is not");
            }
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw CatalogException.invalid("Table " + table + " has two columns called " + column.name()
                        + "; partition keys count as columns, and case does not matter");
            }
        }
    }

    public static void checkName(String what, String name, int maxLength) {
        if (!LEGAL_NAME.matcher(name).matches()) {
            throw CatalogException.invalid(
                    "'" + name + "' is not a name for a " + what + ": use letters, digits and underscores");
        }
        if (name.length() > maxLength) {
            throw CatalogException.invalid("The " + what + " name " + name.substring(0, 60) + "… has " + name.length()
                    + " characters; at most " + maxLength + " are allowed");
        }
    }
}
