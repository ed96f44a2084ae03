package dev.skep.server.model.acid;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A database, a table or a partition, by name. Nobody checks whether it exists: what is about to be created is locked, too.
 *
 * @param table folded; null for a database
 * @param partition its name, keys in lower case; null for a table or a database
 */
public record Resource(
        DatabaseName database,
        @Nullable String table,
        @Nullable String partition) {
    public static Resource of(DatabaseName database, @Nullable String table, @Nullable String partition) {
        return new Resource(
                database,
                table == null ? null : Names.table(database, table).value(),
                partition == null ? null : withFoldedKeys(partition));
    }

    public static Resource of(TableName table, @Nullable String partition) {
        return of(table.database(), table.value(), partition);
    }

    /** Whether one of the two is, or is within, the other. */
    public boolean overlaps(Resource other) {
        if (!database.equals(other.database)) {
            return false;
        }
        if (table == null || other.table == null) {
            return true;
        }
        return table.equals(other.table)
                && (partition == null || other.partition == null || partition.equals(other.partition));
    }

    public Resource withoutPartition() {
        return partition == null ? this : new Resource(database, table, null);
    }

    private static String withFoldedKeys(String partition) {
        StringBuilder folded = new StringBuilder();
        for (String part : partition.split("/", -1)) {
            int equals = Math.max(part.indexOf('='), 0);
            folded.append(folded.isEmpty() ? "" : "/")
                    .append(part.substring(0, equals).toLowerCase(Locale.ROOT))
                    .append(part.substring(equals));
        }
        return folded.toString();
    }

    /** As Hive's messages write it. */
    @Override
    public String toString() {
        return database + (table == null ? "" : "/" + table) + (partition == null ? "" : "/" + partition);
    }
}
