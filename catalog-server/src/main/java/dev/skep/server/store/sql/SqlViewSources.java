package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.TBL;
import static dev.skep.sql.Tables.VIEW_SOURCE;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import dev.skep.server.store.ViewSourceStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Which tables materialized views read. */
final class SqlViewSources implements ViewSourceStore {
    private final DSLContext sql;
    private final Parents parents;

    SqlViewSources(DSLContext sql, Parents parents) {
        this.sql = sql;
        this.parents = parents;
    }

    @Override
    public void replace(long viewId, Collection<TableName> sources) {
        sql.deleteFrom(VIEW_SOURCE).where(VIEW_SOURCE.VIEW_ID.eq(viewId)).execute();
        List<Object[]> rows = new ArrayList<>();
        for (TableName source : sources.stream().distinct().toList()) {
            held(source, rows, viewId);
        }
        try {
            Batch.execute(
                    sql,
                    sql.insertInto(VIEW_SOURCE)
                            .columns(VIEW_SOURCE.VIEW_ID, VIEW_SOURCE.SOURCE_ID)
                            .values((Long) null, null),
                    rows);
        } catch (SqlFailureException e) {
            CatalogException changed = Conflicts.changed("What a materialized view reads, or the view", viewId);
            throw e.meaning(changed, changed);
        }
    }

    private void held(TableName source, List<Object[]> rows, long viewId) {
        try {
            rows.add(new Object[] {viewId, parents.hold(source)});
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.NOT_FOUND_TABLE) {
                throw e;
            }
        }
    }

    @Override
    public List<TableName> viewsOver(TableHead table) {
        return views(VIEW_SOURCE.SOURCE_ID.eq(table.id()));
    }

    @Override
    public List<TableName> viewsOver(DatabaseName database) {
        return views(VIEW_SOURCE
                .SOURCE_ID
                .in(DSL.select(TBL.ID).from(TBL).where(TBL.DB_ID.eq(SqlDatabases.idOf(database))))
                .and(VIEW_SOURCE.VIEW_ID.notIn(
                        DSL.select(TBL.ID).from(TBL).where(TBL.DB_ID.eq(SqlDatabases.idOf(database))))));
    }

    private List<TableName> views(Condition condition) {
        return sql.selectDistinct(CATALOG.NAME, DB.NAME, TBL.NAME)
                .from(VIEW_SOURCE)
                .join(TBL)
                .on(TBL.ID.eq(VIEW_SOURCE.VIEW_ID))
                .join(DB)
                .on(DB.ID.eq(TBL.DB_ID))
                .join(CATALOG)
                .on(CATALOG.ID.eq(DB.CATALOG_ID))
                .where(condition)
                .orderBy(CATALOG.NAME, DB.NAME, TBL.NAME)
                .fetch(row -> Names.table(Names.database(catalog(row.value1()), row.value2()), row.value3()));
    }

    private static CatalogName catalog(String name) {
        return Names.catalog(name);
    }
}
