package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.DATA_CONNECTOR;
import static dev.skep.sql.Tables.PART;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.model.privilege.Securable;
import dev.skep.server.store.TableStore;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Finds the rows of what privileges are granted on. */
final class SecurableIds {
    private final DSLContext sql;
    private final Parents parents;
    private final TableStore tables;

    SecurableIds(DSLContext sql, Parents parents, TableStore tables) {
        this.sql = sql;
        this.parents = parents;
        this.tables = tables;
    }

    /** The deepest row that a grant is about, so that it goes with that row and follows it; none for everything. */
    record Place(
            @Nullable Long databaseId,
            @Nullable Long tableId,
            @Nullable Long partitionId,
            @Nullable String column,
            @Nullable String connector) {
        /** What tells one place from another; stored as a part of a hash, so it stays as it is. */
        List<@Nullable Object> identity() {
            return Arrays.asList(databaseId, tableId, partitionId, column, connector);
        }
    }

    /** @throws CatalogException {@code NOT_FOUND_DATABASE}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION} */
    Place hold(Securable object) {
        if (object instanceof Securable.OfDatabase database) {
            return new Place(parents.hold(database.name()), null, null, null, null);
        } else if (object instanceof Securable.OfTable table) {
            return new Place(null, parents.hold(table.name()), null, null, null);
        } else if (object instanceof Securable.OfColumn column) {
            return new Place(null, parents.hold(column.table()), null, column.column(), null);
        } else if (object instanceof Securable.OfPartition partition) {
            return new Place(null, null, partition(partition.table(), partition.values()), null, null);
        } else if (object instanceof Securable.OfPartitionColumn column) {
            return new Place(null, null, partition(column.table(), column.values()), column.column(), null);
        } else if (object instanceof Securable.OfConnector connector) {
            return new Place(null, null, null, null, connector(connector.name()));
        }
        return new Place(null, null, null, null, null);
    }

    /** @throws CatalogException {@code NOT_FOUND_TABLE} */
    TableHead head(TableName name) {
        return tables.head(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private String connector(String name) {
        return sql.select(DATA_CONNECTOR.NAME)
                .from(DATA_CONNECTOR)
                .where(DATA_CONNECTOR.NAME.eq(name))
                .fetchOptional(DATA_CONNECTOR.NAME)
                .orElseThrow(() -> CatalogException.notFound("data connector", name));
    }

    private long partition(TableName table, List<String> values) {
        TableHead head = head(table);
        parents.hold(head);
        PartitionName name = head.partitionName(values);
        return sql.select(PART.ID)
                .from(PART)
                .where(PART.TBL_ID.eq(head.id()))
                .and(PART.NAME.eq(name.value()))
                .fetchOptional(PART.ID)
                .orElseThrow(() -> CatalogException.notFound(table, name));
    }
}
