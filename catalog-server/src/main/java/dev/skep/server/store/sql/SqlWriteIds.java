package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.WRITE_ID;
import static dev.skep.sql.Tables.WRITE_ID_NEXT;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.TxnWriteId;
import dev.skep.server.store.WriteIdStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The write ids of tables. */
final class SqlWriteIds implements WriteIdStore {
    static final Places IDS = new Places(WRITE_ID.CATALOG, WRITE_ID.DB, WRITE_ID.TBL, null);
    static final Places NEXT = new Places(WRITE_ID_NEXT.CATALOG, WRITE_ID_NEXT.DB, WRITE_ID_NEXT.TBL, null);

    private final DSLContext sql;
    private final SideTransactions side;

    SqlWriteIds(DSLContext sql, SideTransactions side) {
        this.sql = sql;
        this.side = side;
    }

    @Override
    public long lockNext(TableName table) {
        Long next = locked(table);
        if (next == null) {
            // Apart from this transaction: of two that begin at once, one would fail and with it all that it has done.
            side.run(aside -> aside.fetchExists(WRITE_ID_NEXT, NEXT.in(table)) ? 0 : insertFirst(aside, table));
            next = locked(table);
        }
        return next == null ? 1 : next;
    }

    private @Nullable Long locked(TableName table) {
        return sql.select(WRITE_ID_NEXT.NEXT_ID)
                .from(WRITE_ID_NEXT)
                .where(NEXT.in(table))
                .forUpdate()
                .fetchOne(WRITE_ID_NEXT.NEXT_ID);
    }

    private static int insertFirst(DSLContext aside, TableName table) {
        return aside.insertInto(WRITE_ID_NEXT)
                .set(WRITE_ID_NEXT.CATALOG, table.database().catalog().value())
                .set(WRITE_ID_NEXT.DB, table.database().value())
                .set(WRITE_ID_NEXT.TBL, table.value())
                .set(WRITE_ID_NEXT.NEXT_ID, 1L)
                .execute();
    }

    @Override
    public void setNext(TableName table, long next) {
        sql.update(WRITE_ID_NEXT)
                .set(WRITE_ID_NEXT.NEXT_ID, next)
                .where(NEXT.in(table))
                .execute();
    }

    @Override
    public OptionalLong max(TableName table) {
        Long next = sql.select(WRITE_ID_NEXT.NEXT_ID)
                .from(WRITE_ID_NEXT)
                .where(NEXT.in(table))
                .fetchOne(WRITE_ID_NEXT.NEXT_ID);
        return next == null ? OptionalLong.empty() : OptionalLong.of(next - 1);
    }

    @Override
    public List<TxnWriteId> of(TableName table, Collection<Long> txns) {
        List<TxnWriteId> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(txns, Chunks.CONDITION)) {
            found.addAll(list(table, WRITE_ID.TXN_ID.in(chunk)));
        }
        return found;
    }

    @Override
    public Map<TableName, Long> ofTxn(long txn) {
        Map<TableName, Long> ids = new HashMap<>();
        sql.selectFrom(WRITE_ID)
                .where(WRITE_ID.TXN_ID.eq(txn))
                .forEach(row -> ids.put(
                        Names.table(
                                Names.database(new CatalogName(row.get(WRITE_ID.CATALOG)), row.get(WRITE_ID.DB)),
                                row.get(WRITE_ID.TBL)),
                        row.get(WRITE_ID.WRITE_ID_)));
        return ids;
    }

    @Override
    public List<TxnWriteId> upTo(TableName table, long writeId) {
        return list(table, WRITE_ID.WRITE_ID_.le(writeId));
    }

    private List<TxnWriteId> list(TableName table, Condition condition) {
        return sql.select(WRITE_ID.TXN_ID, WRITE_ID.WRITE_ID_)
                .from(WRITE_ID)
                .where(IDS.in(table))
                .and(condition)
                .orderBy(WRITE_ID.WRITE_ID_)
                .fetch(row -> new TxnWriteId(row.value1(), row.value2()));
    }

    @Override
    public OptionalLong maxUpToTxn(TableName table, long txn) {
        Long max = sql.select(DSL.max(WRITE_ID.WRITE_ID_))
                .from(WRITE_ID)
                .where(IDS.in(table))
                .and(WRITE_ID.TXN_ID.le(txn))
                .fetchSingle()
                .value1();
        return max == null ? OptionalLong.empty() : OptionalLong.of(max);
    }

    @Override
    public OptionalLong txnOf(TableName table, long writeId) {
        Long txn = sql.select(DSL.max(WRITE_ID.TXN_ID))
                .from(WRITE_ID)
                .where(IDS.in(table))
                .and(WRITE_ID.WRITE_ID_.eq(writeId))
                .fetchSingle()
                .value1();
        return txn == null ? OptionalLong.empty() : OptionalLong.of(txn);
    }

    @Override
    public void add(TableName table, Collection<TxnWriteId> ids) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TxnWriteId each : ids) {
            rows.add(new Object[] {
                each.txn(), table.database().catalog().value(), table.database().value(), table.value(), each.writeId()
            });
        }
        Batch.execute(
                sql,
                sql.insertInto(WRITE_ID)
                        .columns(WRITE_ID.TXN_ID, WRITE_ID.CATALOG, WRITE_ID.DB, WRITE_ID.TBL, WRITE_ID.WRITE_ID_)
                        .values((Long) null, null, null, null, null),
                rows);
    }

    @Override
    public void remove(TableName table, Collection<Long> txns) {
        for (List<Long> chunk : Chunks.of(txns, Chunks.CONDITION)) {
            sql.deleteFrom(WRITE_ID)
                    .where(IDS.in(table))
                    .and(WRITE_ID.TXN_ID.in(chunk))
                    .execute();
        }
    }

    @Override
    public void removeAll(TableName table) {
        sql.deleteFrom(WRITE_ID).where(IDS.in(table)).execute();
    }
}
