package dev.skep.server.model.privilege;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableName;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which grants are looked for. Names are folded; null and an empty list stand for any.
 *
 * @param kinds what the grants are on; empty for all kinds
 * @param values of a partition; with a table only
 */
public record GrantQuery(
        Set<ObjectKind> kinds,
        @Nullable CatalogName catalog,
        @Nullable String database,
        @Nullable String table,
        @Nullable List<String> values,
        @Nullable String column,
        @Nullable String connector,
        List<Principal> principals,
        @Nullable String authorizer) {
    /** All that there are. */
    public static final GrantQuery ALL = new GrantQuery(Set.of(), null, null, null, null, null, null, List.of(), null);

    public GrantQuery {
        kinds = Set.copyOf(kinds);
        principals = List.copyOf(principals);
        values = values == null ? null : List.copyOf(values);
    }

    /** Those on this very object; those on what is in it or around it are others. */
    public static GrantQuery on(Securable object) {
        Set<ObjectKind> kinds = Set.of(object.kind());
        if (object instanceof Securable.OfDatabase database) {
            return in(kinds, database.name());
        } else if (object instanceof Securable.OfTable table) {
            return in(kinds, table.name());
        } else if (object instanceof Securable.OfPartition partition) {
            return in(kinds, partition.table()).withPlace(partition.values(), null);
        } else if (object instanceof Securable.OfColumn column) {
            return in(kinds, column.table()).withPlace(null, column.column());
        } else if (object instanceof Securable.OfPartitionColumn column) {
            return in(kinds, column.table()).withPlace(column.values(), column.column());
        } else if (object instanceof Securable.OfConnector connector) {
            return new GrantQuery(kinds, null, null, null, null, null, connector.name(), List.of(), null);
        }
        return new GrantQuery(kinds, null, null, null, null, null, null, List.of(), null);
    }

    public static GrantQuery in(Set<ObjectKind> kinds, DatabaseName database) {
        return new GrantQuery(kinds, database.catalog(), database.value(), null, null, null, null, List.of(), null);
    }

    public static GrantQuery in(Set<ObjectKind> kinds, TableName table) {
        DatabaseName database = table.database();
        return new GrantQuery(
                kinds, database.catalog(), database.value(), table.value(), null, null, null, List.of(), null);
    }

    public GrantQuery of(List<Principal> only) {
        return new GrantQuery(kinds, catalog, database, table, values, column, connector, only, authorizer);
    }

    public GrantQuery by(@Nullable String onlyAuthorizer) {
        return new GrantQuery(kinds, catalog, database, table, values, column, connector, principals, onlyAuthorizer);
    }

    public GrantQuery withPlace(@Nullable List<String> onlyValues, @Nullable String onlyColumn) {
        return new GrantQuery(
                kinds, catalog, database, table, onlyValues, onlyColumn, connector, principals, authorizer);
    }
}
