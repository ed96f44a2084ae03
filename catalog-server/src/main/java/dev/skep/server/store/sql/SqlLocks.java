package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.LOCK_COMPONENT;
import static dev.skep.sql.Tables.LOCK_REQUEST;
import static dev.skep.sql.Tables.REBUILD_LOCK;
import static dev.skep.sql.Tables.TXN;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Client;
import dev.skep.server.model.acid.Lock;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockKind;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest;
import dev.skep.server.model.acid.LockState;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnState;
import dev.skep.server.store.LockStore;
import dev.skep.server.store.sql.AcidCounters.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Locks of clients. */
final class SqlLocks implements LockStore {
    static final Places PLACES =
            new Places(LOCK_COMPONENT.CATALOG, LOCK_COMPONENT.DB, LOCK_COMPONENT.TBL, LOCK_COMPONENT.PART);
    private static final Places REBUILDS = new Places(REBUILD_LOCK.CATALOG, REBUILD_LOCK.DB, REBUILD_LOCK.TBL, null);

    /** A transaction's locks live as long as it does. */
    private static final Field<Long> HEARTBEAT = DSL.coalesce(TXN.HEARTBEAT_AT, LOCK_REQUEST.HEARTBEAT_AT);

    private final DSLContext sql;
    private final AcidCounters counters;

    SqlLocks(DSLContext sql, AcidCounters counters) {
        this.sql = sql;
        this.counters = counters;
    }

    @Override
    public long takeTurn() {
        return counters.lock(Sequence.LOCKS);
    }

    @Override
    public void insert(long id, LockRequest request, Instant now) {
        counters.set(Sequence.LOCKS, id + 1);
        sql.insertInto(LOCK_REQUEST)
                .set(LOCK_REQUEST.ID, id)
                .set(LOCK_REQUEST.TXN_ID, request.txn())
                .set(LOCK_REQUEST.STATE, LockState.WAITING.name())
                .set(LOCK_REQUEST.HEARTBEAT_AT, now.toEpochMilli())
                .set(LOCK_REQUEST.CLIENT_USER, request.client().user())
                .set(LOCK_REQUEST.CLIENT_HOST, request.client().host())
                .set(LOCK_REQUEST.AGENT, request.client().agent())
                .execute();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (LockPart part : request.parts()) {
            Resource resource = part.resource();
            rows.add(new @Nullable Object[] {
                id,
                rows.size() + 1,
                resource.database().catalog().value(),
                resource.database().value(),
                resource.table(),
                resource.partition(),
                part.kind().name()
            });
        }
        Batch.execute(
                sql,
                sql.insertInto(LOCK_COMPONENT)
                        .columns(
                                LOCK_COMPONENT.LOCK_ID,
                                LOCK_COMPONENT.NO,
                                LOCK_COMPONENT.CATALOG,
                                LOCK_COMPONENT.DB,
                                LOCK_COMPONENT.TBL,
                                LOCK_COMPONENT.PART,
                                LOCK_COMPONENT.KIND)
                        .values((Long) null, null, null, null, null, null, null),
                rows);
    }

    @Override
    public List<Lock> find(long id) {
        return select(LOCK_REQUEST.ID.eq(id)).orderBy(LOCK_COMPONENT.NO).fetch(SqlLocks::lock);
    }

    @Override
    public List<Lock> before(long id, Collection<LockPart> parts, Optional<Long> txn) {
        Condition condition = LOCK_REQUEST.ID.lt(id).and(near(parts));
        if (txn.isPresent()) {
            condition = condition.and(LOCK_REQUEST.TXN_ID.isNull().or(LOCK_REQUEST.TXN_ID.ne(txn.get())));
        }
        if (parts.stream().allMatch(part -> part.kind() == LockKind.SHARED_READ)) {
            condition = condition.and(LOCK_COMPONENT.KIND.eq(LockKind.EXCLUSIVE.name()));
        }
        return select(condition).orderBy(LOCK_REQUEST.ID, LOCK_COMPONENT.NO).fetch(SqlLocks::lock);
    }

    /** On the same databases, and on the same tables where only tables are meant. */
    private static Condition near(Collection<LockPart> parts) {
        Map<DatabaseName, Set<@Nullable String>> tables = new LinkedHashMap<>();
        for (LockPart part : parts) {
            tables.computeIfAbsent(part.resource().database(), database -> new LinkedHashSet<>())
                    .add(part.resource().table());
        }
        Condition near = DSL.falseCondition();
        for (Map.Entry<DatabaseName, Set<@Nullable String>> each : tables.entrySet()) {
            Condition in = PLACES.in(each.getKey());
            if (!each.getValue().contains(null)) {
                in = in.and(LOCK_COMPONENT.TBL.isNull().or(LOCK_COMPONENT.TBL.in(each.getValue())));
            }
            near = near.or(in);
        }
        return near;
    }

    @Override
    public void acquire(long id, Instant now) {
        sql.update(LOCK_REQUEST)
                .set(LOCK_REQUEST.STATE, LockState.ACQUIRED.name())
                .set(LOCK_REQUEST.ACQUIRED_AT, now.toEpochMilli())
                .where(LOCK_REQUEST.ID.eq(id))
                .execute();
        sql.update(LOCK_COMPONENT)
                .set(LOCK_COMPONENT.BLOCKED_BY, (Long) null)
                .set(LOCK_COMPONENT.BLOCKED_BY_NO, (Integer) null)
                .where(LOCK_COMPONENT.LOCK_ID.eq(id))
                .and(LOCK_COMPONENT.BLOCKED_BY.isNotNull())
                .execute();
    }

    @Override
    public void block(long id, int no, Lock.Blocker by) {
        sql.update(LOCK_COMPONENT)
                .set(LOCK_COMPONENT.BLOCKED_BY, by.id())
                .set(LOCK_COMPONENT.BLOCKED_BY_NO, by.no())
                .where(LOCK_COMPONENT.LOCK_ID.eq(id))
                .and(LOCK_COMPONENT.NO.eq(no))
                .execute();
    }

    @Override
    public boolean heartbeat(long id, Instant now) {
        return sql.update(LOCK_REQUEST)
                        .set(LOCK_REQUEST.HEARTBEAT_AT, now.toEpochMilli())
                        .where(LOCK_REQUEST.ID.eq(id))
                        .execute()
                == 1;
    }

    @Override
    public boolean release(long id) {
        return sql.deleteFrom(LOCK_REQUEST)
                        .where(LOCK_REQUEST.ID.eq(id))
                        .and(LOCK_REQUEST.TXN_ID.isNull().or(LOCK_REQUEST.STATE.eq(LockState.WAITING.name())))
                        .execute()
                == 1;
    }

    @Override
    public void delete(long id) {
        sql.deleteFrom(LOCK_REQUEST).where(LOCK_REQUEST.ID.eq(id)).execute();
    }

    @Override
    public int deleteExpired(Instant before) {
        return sql.deleteFrom(LOCK_REQUEST)
                .where(LOCK_REQUEST.TXN_ID.isNull())
                .and(LOCK_REQUEST.HEARTBEAT_AT.lt(before.toEpochMilli()))
                .execute();
    }

    @Override
    public List<Lock> list(LockFilter filter) {
        Condition condition = DSL.noCondition();
        if (filter.database() != null) {
            condition = condition.and(PLACES.in(filter.database()));
        }
        if (filter.table() != null) {
            condition = condition.and(LOCK_COMPONENT.TBL.eq(filter.table()));
        }
        if (filter.partition() != null) {
            condition = condition.and(LOCK_COMPONENT.PART.eq(filter.partition()));
        }
        if (filter.txn() != null) {
            condition = condition.and(LOCK_REQUEST.TXN_ID.eq(filter.txn()));
        }
        return select(condition).orderBy(LOCK_REQUEST.ID, LOCK_COMPONENT.NO).fetch(SqlLocks::lock);
    }

    @Override
    public OptionalLong rebuilding(TableName view) {
        Long txn = sql.select(REBUILD_LOCK.TXN_ID)
                .from(REBUILD_LOCK)
                .where(REBUILDS.in(view))
                .fetchOne(REBUILD_LOCK.TXN_ID);
        return txn == null ? OptionalLong.empty() : OptionalLong.of(txn);
    }

    @Override
    public void beginRebuild(TableName view, long txn, Instant now) {
        sql.insertInto(REBUILD_LOCK)
                .set(REBUILD_LOCK.CATALOG, view.database().catalog().value())
                .set(REBUILD_LOCK.DB, view.database().value())
                .set(REBUILD_LOCK.TBL, view.value())
                .set(REBUILD_LOCK.TXN_ID, txn)
                .set(REBUILD_LOCK.HEARTBEAT_AT, now.toEpochMilli())
                .execute();
    }

    @Override
    public boolean heartbeatRebuild(TableName view, long txn, Instant now) {
        return sql.update(REBUILD_LOCK)
                        .set(REBUILD_LOCK.HEARTBEAT_AT, now.toEpochMilli())
                        .where(REBUILDS.in(view))
                        .and(REBUILD_LOCK.TXN_ID.eq(txn))
                        .execute()
                == 1;
    }

    @Override
    public int deleteExpiredRebuilds(Instant before) {
        return sql.deleteFrom(REBUILD_LOCK)
                .where(REBUILD_LOCK.HEARTBEAT_AT.lt(before.toEpochMilli()))
                .and(REBUILD_LOCK.TXN_ID.notIn(sql.select(TXN.ID).from(TXN).where(TXN.STATE.eq(TxnState.OPEN.name()))))
                .execute();
    }

    private SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(LOCK_COMPONENT.fields())
                .select(
                        LOCK_REQUEST.TXN_ID,
                        LOCK_REQUEST.STATE,
                        LOCK_REQUEST.ACQUIRED_AT,
                        LOCK_REQUEST.CLIENT_USER,
                        LOCK_REQUEST.CLIENT_HOST,
                        LOCK_REQUEST.AGENT,
                        HEARTBEAT)
                .from(LOCK_COMPONENT)
                .join(LOCK_REQUEST)
                .on(LOCK_REQUEST.ID.eq(LOCK_COMPONENT.LOCK_ID))
                .leftJoin(TXN)
                .on(TXN.ID.eq(LOCK_REQUEST.TXN_ID))
                .where(condition);
    }

    private static Lock lock(Record row) {
        Long acquiredAt = row.get(LOCK_REQUEST.ACQUIRED_AT);
        Long blockedBy = row.get(LOCK_COMPONENT.BLOCKED_BY);
        return new Lock(
                row.get(LOCK_COMPONENT.LOCK_ID),
                row.get(LOCK_COMPONENT.NO),
                new LockPart(PLACES.of(row), LockKind.valueOf(row.get(LOCK_COMPONENT.KIND))),
                LockState.valueOf(row.get(LOCK_REQUEST.STATE)),
                row.get(LOCK_REQUEST.TXN_ID),
                Instant.ofEpochMilli(row.get(HEARTBEAT)),
                acquiredAt == null ? null : Instant.ofEpochMilli(acquiredAt),
                new Client(
                        row.get(LOCK_REQUEST.CLIENT_USER),
                        row.get(LOCK_REQUEST.CLIENT_HOST),
                        row.get(LOCK_REQUEST.AGENT)),
                blockedBy == null ? null : new Lock.Blocker(blockedBy, row.get(LOCK_COMPONENT.BLOCKED_BY_NO)));
    }
}
