package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.RUNTIME_STAT;

import dev.skep.server.model.RuntimeFigures;
import dev.skep.server.store.registry.RuntimeFiguresStore;
import dev.skep.server.store.sql.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record3;

/** What engines have measured. */
final class SqlRuntimeFigures implements RuntimeFiguresStore {
    private static final int ROWS_AT_A_TIME = 50;

    private final DSLContext sql;
    private final Ids ids;

    SqlRuntimeFigures(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public void add(RuntimeFigures figures) {
        sql.insertInto(RUNTIME_STAT)
                .set(RUNTIME_STAT.ID, ids.take())
                .set(RUNTIME_STAT.CREATED_AT, figures.createdAt())
                .set(RUNTIME_STAT.WEIGHT, figures.weight())
                .set(RUNTIME_STAT.PAYLOAD, figures.payload())
                .execute();
    }

    @Override
    public List<RuntimeFigures> newest(long from, long before, long weight) {
        List<RuntimeFigures> found = new ArrayList<>();
        long together = 0;
        try (Cursor<Record3<Long, Integer, String>> rows = sql.select(
                        RUNTIME_STAT.CREATED_AT, RUNTIME_STAT.WEIGHT, RUNTIME_STAT.PAYLOAD)
                .from(RUNTIME_STAT)
                .where(RUNTIME_STAT.CREATED_AT.ge(from))
                .and(RUNTIME_STAT.CREATED_AT.lt(before))
                .orderBy(RUNTIME_STAT.CREATED_AT.desc(), RUNTIME_STAT.ID.desc())
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            for (Record3<Long, Integer, String> row : rows) {
                found.add(new RuntimeFigures(row.value1(), row.value2(), row.value3()));
                together += row.value2();
                if (together >= weight) {
                    break;
                }
            }
        }
        return found;
    }

    @Override
    public void deleteOlder(long before) {
        sql.deleteFrom(RUNTIME_STAT).where(RUNTIME_STAT.CREATED_AT.lt(before)).execute();
    }
}
