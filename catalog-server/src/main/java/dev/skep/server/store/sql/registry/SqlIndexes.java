package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.TBL;
import static dev.skep.sql.Tables.TBL_INDEX;

import dev.skep.server.model.TableName;
import dev.skep.server.model.index.IndexName;
import dev.skep.server.model.index.NamedIndex;
import dev.skep.server.model.index.TableIndex;
import dev.skep.server.store.registry.IndexStore;
import dev.skep.server.store.sql.SqlDatabases;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Indexes of tables. */
final class SqlIndexes extends SqlRegistry<IndexName, TableIndex> implements IndexStore {
    SqlIndexes(DSLContext sql) {
        super(sql, new Shape<>(TBL_INDEX, TBL_INDEX.BODY, TableIndex.class, "Index"));
    }

    @Override
    Condition at(IndexName key) {
        return TBL_INDEX.TBL_ID.eq(idOf(key.table())).and(TBL_INDEX.NAME.eq(key.value()));
    }

    @Override
    Map<Field<?>, ?> key(IndexName key) {
        return Map.of(TBL_INDEX.TBL_ID, idOf(key.table()), TBL_INDEX.NAME, key.value());
    }

    @Override
    public List<NamedIndex> of(TableName table) {
        return select(TBL_INDEX.TBL_ID.eq(idOf(table)))
                .orderBy(TBL_INDEX.NAME)
                .fetch(row -> new NamedIndex(new IndexName(table, row.get(TBL_INDEX.NAME)), shape().read(row)));
    }

    private static Field<Long> idOf(TableName table) {
        return DSL.field(DSL.select(TBL.ID)
                .from(TBL)
                .where(TBL.DB_ID.eq(SqlDatabases.idOf(table.database())))
                .and(TBL.NAME.eq(table.value())));
    }
}
