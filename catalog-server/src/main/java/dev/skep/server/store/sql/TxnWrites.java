package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.TXN;
import static dev.skep.sql.Tables.TXN_WRITE;
import static dev.skep.sql.Tables.WRITE_ID;

import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.server.model.acid.WriteConflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What transactions write, and where two of them meet. */
final class TxnWrites {
    static final Places PLACES = new Places(TXN_WRITE.CATALOG, TXN_WRITE.DB, TXN_WRITE.TBL, TXN_WRITE.PART);

    private static final List<String> CHANGING_ROWS = Arrays.stream(Operation.values())
            .filter(Operation::changesRows)
            .map(Operation::name)
            .toList();

    private static final dev.skep.sql.tables.TxnWrite OWN = TXN_WRITE.as("own");
    private static final dev.skep.sql.tables.TxnWrite OTHER = TXN_WRITE.as("other");

    private final DSLContext sql;
    private final Ids ids;

    TxnWrites(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    void add(long txn, Collection<TxnWrite> added) {
        if (added.isEmpty()) {
            return;
        }
        long id = ids.take(added.size());
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TxnWrite write : added) {
            Resource resource = write.resource();
            rows.add(new @Nullable Object[] {
                id++,
                txn,
                resource.database().catalog().value(),
                resource.database().value(),
                resource.table(),
                resource.partition(),
                write.operation().name(),
                write.writeId()
            });
        }
        Batch.execute(
                sql,
                sql.insertInto(TXN_WRITE)
                        .columns(
                                TXN_WRITE.ID,
                                TXN_WRITE.TXN_ID,
                                TXN_WRITE.CATALOG,
                                TXN_WRITE.DB,
                                TXN_WRITE.TBL,
                                TXN_WRITE.PART,
                                TXN_WRITE.OPERATION,
                                TXN_WRITE.WRITE_ID)
                        .values((Long) null, null, null, null, null, null, null, null),
                rows);
    }

    void removeWriteToWhole(long txn, Resource table) {
        sql.deleteFrom(TXN_WRITE)
                .where(TXN_WRITE.TXN_ID.eq(txn))
                .and(PLACES.within(table))
                .and(TXN_WRITE.PART.isNull())
                .execute();
    }

    void keep(long txn, Set<Operation> operations) {
        sql.deleteFrom(TXN_WRITE)
                .where(TXN_WRITE.TXN_ID.eq(txn))
                .and(TXN_WRITE.OPERATION.notIn(
                        operations.stream().map(Operation::name).toList()))
                .execute();
    }

    /** That no row is left of the transaction of a query. */
    static Condition none() {
        return DSL.notExists(DSL.selectOne().from(TXN_WRITE).where(TXN_WRITE.TXN_ID.eq(TXN.ID)));
    }

    Optional<WriteConflict> conflict(long txn) {
        return sql.select(OWN.OPERATION, OTHER.OPERATION, OTHER.TXN_ID, TXN.COMMIT_ID)
                .select(OTHER.CATALOG, OTHER.DB, OTHER.TBL, OTHER.PART)
                .from(OWN)
                .join(OTHER)
                .on(sameTable())
                .and(OWN.PART.isNotDistinctFrom(OTHER.PART))
                .join(TXN)
                .on(TXN.ID.eq(OTHER.TXN_ID))
                .where(overlapping(txn))
                .orderBy(OTHER.TXN_ID)
                .limit(1)
                .fetchOptional(row -> new WriteConflict(
                        new Places(OTHER.CATALOG, OTHER.DB, OTHER.TBL, OTHER.PART).of(row),
                        Operation.valueOf(row.get(OWN.OPERATION)),
                        row.get(OTHER.TXN_ID),
                        row.get(TXN.COMMIT_ID),
                        Operation.valueOf(row.get(OTHER.OPERATION))));
    }

    OptionalLong latestConflict(long txn) {
        Long latest = sql.select(DSL.max(OTHER.TXN_ID))
                .from(OWN)
                .join(OTHER)
                .on(sameTable())
                .and(OWN.PART.isNull().or(OWN.PART.eq(OTHER.PART)))
                .join(TXN)
                .on(TXN.ID.eq(OTHER.TXN_ID))
                .where(overlapping(txn))
                .fetchSingle()
                .value1();
        return latest == null ? OptionalLong.empty() : OptionalLong.of(latest);
    }

    private static Condition sameTable() {
        return OWN.CATALOG.eq(OTHER.CATALOG).and(OWN.DB.eq(OTHER.DB)).and(OWN.TBL.eq(OTHER.TBL));
    }

    /** Both change rows, and the other one committed while this one was open. */
    private static Condition overlapping(long txn) {
        return OWN.TXN_ID
                .eq(txn)
                .and(OWN.OPERATION.in(CHANGING_ROWS))
                .and(OTHER.TXN_ID.ne(txn))
                .and(OTHER.OPERATION.in(CHANGING_ROWS))
                .and(TXN.STATE.eq(TxnState.COMMITTED.name()))
                .and(TXN.COMMIT_ID.ge(txn));
    }

    void forgetAborted(Resource resource, long writeId) {
        Result<Record2<Long, Long>> rows = sql.select(TXN_WRITE.ID, TXN_WRITE.TXN_ID)
                .from(TXN_WRITE)
                .join(TXN)
                .on(TXN.ID.eq(TXN_WRITE.TXN_ID))
                .where(PLACES.within(resource))
                .and(TXN_WRITE.WRITE_ID.le(writeId))
                .and(TXN.STATE.eq(TxnState.ABORTED.name()))
                .fetch();
        for (List<Long> chunk : Chunks.of(rows.getValues(TXN_WRITE.ID), Chunks.CONDITION)) {
            sql.deleteFrom(TXN_WRITE).where(TXN_WRITE.ID.in(chunk)).execute();
        }
        Resource table = new Resource(resource.database(), resource.table(), null);
        Condition cleaned = SqlWriteIds.IDS
                .within(table)
                .and(WRITE_ID.WRITE_ID_.le(writeId))
                .and(WRITE_ID.TXN_ID.notIn(
                        sql.select(TXN_WRITE.TXN_ID).from(TXN_WRITE).where(PLACES.within(table))));
        if (resource.partition() == null) {
            // A transaction that never said where it writes has written to the table as a whole.
            sql.deleteFrom(WRITE_ID)
                    .where(cleaned)
                    .and(WRITE_ID.TXN_ID.in(sql.select(TXN.ID).from(TXN).where(TXN.STATE.eq(TxnState.ABORTED.name()))))
                    .execute();
        } else {
            for (List<Long> chunk : Chunks.of(Set.copyOf(rows.getValues(TXN_WRITE.TXN_ID)), Chunks.CONDITION)) {
                sql.deleteFrom(WRITE_ID)
                        .where(cleaned)
                        .and(WRITE_ID.TXN_ID.in(chunk))
                        .execute();
            }
        }
    }
}
