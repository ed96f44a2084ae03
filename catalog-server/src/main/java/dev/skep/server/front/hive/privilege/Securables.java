package dev.skep.server.front.hive.privilege;

import dev.skep.hive.api.HiveObjectRef;
import dev.skep.hive.api.HiveObjectType;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.GrantQuery;
import dev.skep.server.model.privilege.ObjectKind;
import dev.skep.server.model.privilege.Securable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What privileges are granted on: on the wire, one record for all kinds, most of whose fields are empty. */
final class Securables {
    private Securables() {}

    static Securable object(HiveObjectRef wire) {
        return switch (Translation.required(wire.objectType(), "kind of object")) {
            case GLOBAL -> new Securable.Everything();
            case DATABASE -> new Securable.OfDatabase(Translation.database(wire.catName(), wire.dbName()));
            case TABLE -> new Securable.OfTable(table(wire));
            case PARTITION -> new Securable.OfPartition(table(wire), Translation.required(wire.partValues(), "values"));
            case COLUMN -> {
                String column = Names.column(Translation.required(wire.columnName(), "column name"));
                yield values(wire).isEmpty()
                        ? new Securable.OfColumn(table(wire), column)
                        : new Securable.OfPartitionColumn(table(wire), values(wire), column);
            }
            case DATACONNECTOR ->
                new Securable.OfConnector(
                        Names.folded(Translation.required(wire.objectName(), "name of a data connector")));
            case UNRECOGNIZED -> throw unknown();
        };
    }

    /** Which grants a client asks for: what it leaves out may be anything. */
    static GrantQuery query(@Nullable HiveObjectRef wire) {
        HiveObjectType type = wire == null ? null : wire.objectType();
        if (wire == null || type == null) {
            return GrantQuery.ALL;
        }
        return switch (type) {
            case GLOBAL -> GrantQuery.on(new Securable.Everything());
            case DATABASE -> within(ObjectKind.DATABASE, wire);
            case TABLE -> within(ObjectKind.TABLE, wire);
            case PARTITION -> within(ObjectKind.PARTITION, wire).withPlace(given(wire), null);
            case COLUMN ->
                within(values(wire).isEmpty() ? ObjectKind.COLUMN : ObjectKind.PARTITION_COLUMN, wire)
                        .withPlace(given(wire), wire.columnName() == null ? null : Names.column(wire.columnName()));
            case DATACONNECTOR ->
                wire.objectName() == null
                        ? new GrantQuery(
                                Set.of(ObjectKind.CONNECTOR), null, null, null, null, null, null, List.of(), null)
                        : GrantQuery.on(new Securable.OfConnector(Names.folded(wire.objectName())));
            case UNRECOGNIZED -> throw unknown();
        };
    }

    static HiveObjectRef toWire(Securable object) {
        if (object instanceof Securable.OfDatabase database) {
            return in(HiveObjectType.DATABASE, database.name()).build();
        } else if (object instanceof Securable.OfTable table) {
            return in(HiveObjectType.TABLE, table.name()).build();
        } else if (object instanceof Securable.OfPartition partition) {
            return in(HiveObjectType.PARTITION, partition.table())
                    .partValues(partition.values())
                    .build();
        } else if (object instanceof Securable.OfColumn column) {
            return in(HiveObjectType.COLUMN, column.table())
                    .columnName(column.column())
                    .build();
        } else if (object instanceof Securable.OfPartitionColumn column) {
            return in(HiveObjectType.COLUMN, column.table())
                    .partValues(column.values())
                    .columnName(column.column())
                    .build();
        } else if (object instanceof Securable.OfConnector connector) {
            return HiveObjectRef.builder()
                    .objectType(HiveObjectType.DATACONNECTOR)
                    .objectName(connector.name())
                    .build();
        }
        return HiveObjectRef.builder().objectType(HiveObjectType.GLOBAL).build();
    }

    private static GrantQuery within(ObjectKind kind, HiveObjectRef wire) {
        if (wire.dbName() == null) {
            return new GrantQuery(Set.of(kind), null, null, null, null, null, null, List.of(), null);
        }
        return kind == ObjectKind.DATABASE || wire.objectName() == null
                ? GrantQuery.in(Set.of(kind), Translation.database(wire.catName(), wire.dbName()))
                : GrantQuery.in(Set.of(kind), table(wire));
    }

    private static HiveObjectRef.Builder in(HiveObjectType type, DatabaseName database) {
        return HiveObjectRef.builder()
                .objectType(type)
                .catName(database.catalog().value())
                .dbName(database.value());
    }

    private static HiveObjectRef.Builder in(HiveObjectType type, TableName table) {
        return in(type, table.database()).objectName(table.value());
    }

    private static TableName table(HiveObjectRef wire) {
        return Translation.table(wire.catName(), wire.dbName(), wire.objectName());
    }

    private static List<String> values(HiveObjectRef wire) {
        return Translation.orEmpty(wire.partValues());
    }

    private static @Nullable List<String> given(HiveObjectRef wire) {
        return values(wire).isEmpty() || wire.objectName() == null ? null : values(wire);
    }

    private static CatalogException unknown() {
        return CatalogException.invalid("Privileges cannot be granted on an object of a kind that is not known");
    }
}
