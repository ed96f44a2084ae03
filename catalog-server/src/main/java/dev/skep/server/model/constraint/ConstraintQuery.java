package dev.skep.server.model.constraint;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which constraints are looked for. Names are folded; null stands for any.
 *
 * @param database where the constraint's own table is
 * @param table the constraint's own table
 * @param parentDatabase where the table is that a foreign key refers to
 * @param parentTable the table that a foreign key refers to
 */
public record ConstraintQuery(
        CatalogName catalog,
        @Nullable String database,
        @Nullable String table,
        @Nullable String parentDatabase,
        @Nullable String parentTable,
        Set<ConstraintKind> kinds) {
    public ConstraintQuery {
        kinds = Set.copyOf(kinds);
    }

    /** All that a table has. */
    public static ConstraintQuery of(TableName table) {
        return of(table, Set.of(ConstraintKind.values()));
    }

    public static ConstraintQuery of(TableName table, Set<ConstraintKind> kinds) {
        return new ConstraintQuery(
                table.database().catalog(), table.database().value(), table.value(), null, null, kinds);
    }

    /** The foreign keys that refer to a table. */
    public static ConstraintQuery referringTo(TableName parent) {
        return new ConstraintQuery(
                parent.database().catalog(),
                null,
                null,
                parent.database().value(),
                parent.value(),
                Set.of(ConstraintKind.FOREIGN_KEY));
    }
}
