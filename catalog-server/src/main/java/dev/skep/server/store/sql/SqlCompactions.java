package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.COMPACTION;
import static dev.skep.sql.Tables.COMPACTION_METRIC;

import dev.skep.server.model.acid.Compaction;
import dev.skep.server.model.acid.CompactionDetails;
import dev.skep.server.model.acid.CompactionFilter;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.acid.CompactionMetric;
import dev.skep.server.model.acid.CompactionState;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.store.CompactionStore;
import dev.skep.server.store.sql.AcidCounters.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The queue of compactions and its history. */
final class SqlCompactions implements CompactionStore {
    static final Places PLACES = new Places(COMPACTION.CATALOG, COMPACTION.DB, COMPACTION.TBL, COMPACTION.PART);
    static final Places METRICS =
            new Places(COMPACTION_METRIC.CATALOG, COMPACTION_METRIC.DB, COMPACTION_METRIC.TBL, COMPACTION_METRIC.PART);

    private final DSLContext sql;
    private final Ids ids;
    private final AcidCounters counters;

    SqlCompactions(DSLContext sql, Ids ids, AcidCounters counters) {
        this.sql = sql;
        this.ids = ids;
        this.counters = counters;
    }

    @Override
    public long takeTurn() {
        return counters.lock(Sequence.COMPACTIONS);
    }

    @Override
    public void insert(Compaction compaction) {
        counters.set(Sequence.COMPACTIONS, compaction.id() + 1);
        Resource resource = compaction.resource();
        sql.insertInto(COMPACTION)
                .set(columns(compaction))
                .set(COMPACTION.ID, compaction.id())
                .set(COMPACTION.CATALOG, resource.database().catalog().value())
                .set(COMPACTION.DB, resource.database().value())
                .set(COMPACTION.TBL, resource.table())
                .set(COMPACTION.PART, resource.partition())
                .set(COMPACTION.KIND, compaction.kind().name())
                .execute();
    }

    @Override
    public Optional<Compaction> find(long id) {
        return select(COMPACTION.ID.eq(id)).fetchOptional(SqlCompactions::compaction);
    }

    @Override
    public List<Compaction> findAll(Collection<Long> wanted) {
        List<Compaction> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(wanted, Chunks.CONDITION)) {
            found.addAll(select(COMPACTION.ID.in(chunk)).orderBy(COMPACTION.ID).fetch(SqlCompactions::compaction));
        }
        return found;
    }

    @Override
    public List<Compaction> of(Resource resource, Set<CompactionState> states) {
        return select(exactly(PLACES, resource)
                        .and(COMPACTION.STATE.in(
                                states.stream().map(CompactionState::name).toList())))
                .orderBy(COMPACTION.ID)
                .fetch(SqlCompactions::compaction);
    }

    private static Condition exactly(Places places, Resource resource) {
        Field<String> partition = places.partition();
        Condition within = places.within(resource);
        return resource.partition() == null && partition != null ? within.and(partition.isNull()) : within;
    }

    @Override
    public Optional<Compaction> oldestInitiated(Optional<String> pool, Instant leftSince) {
        Condition mine = pool.map(COMPACTION.POOL::eq)
                .orElse(COMPACTION.POOL.isNull().or(COMPACTION.ENQUEUED_AT.lt(leftSince.toEpochMilli())));
        return select(COMPACTION.STATE.eq(CompactionState.INITIATED.name()).and(mine))
                .orderBy(COMPACTION.ID)
                .limit(1)
                .fetchOptional(SqlCompactions::compaction);
    }

    @Override
    public List<Compaction> list(CompactionFilter filter) {
        Condition condition = DSL.noCondition();
        if (filter.id() != null) {
            condition = condition.and(COMPACTION.ID.eq(filter.id()));
        }
        if (filter.database() != null) {
            condition = condition.and(PLACES.in(filter.database()));
        }
        if (filter.table() != null) {
            condition = condition.and(COMPACTION.TBL.eq(filter.table()));
        }
        if (filter.partition() != null) {
            condition = condition.and(COMPACTION.PART.eq(filter.partition()));
        }
        if (filter.kind() != null) {
            condition = condition.and(COMPACTION.KIND.eq(filter.kind().name()));
        }
        if (filter.state() != null) {
            condition = condition.and(COMPACTION.STATE.eq(filter.state().name()));
        }
        if (filter.pool() != null) {
            condition = condition.and(COMPACTION.POOL.eq(filter.pool()));
        }
        return select(condition).orderBy(COMPACTION.ID).fetch(SqlCompactions::compaction);
    }

    @Override
    public List<Compaction> history() {
        return select(COMPACTION.ENDED_AT.isNotNull())
                .orderBy(COMPACTION.CATALOG, COMPACTION.DB, COMPACTION.TBL, COMPACTION.PART, COMPACTION.ID.desc())
                .fetch(SqlCompactions::compaction);
    }

    @Override
    public void update(Compaction next) {
        sql.update(COMPACTION)
                .set(columns(next))
                .where(COMPACTION.ID.eq(next.id()))
                .execute();
    }

    @Override
    public List<Compaction> commit(long txn, long nextTxn, Instant now) {
        sql.update(COMPACTION)
                .set(COMPACTION.NEXT_TXN_ID, nextTxn)
                .set(COMPACTION.COMMITTED_AT, now.toEpochMilli())
                .where(COMPACTION.TXN_ID.eq(txn))
                .execute();
        return select(COMPACTION.TXN_ID.eq(txn)).orderBy(COMPACTION.ID).fetch(SqlCompactions::compaction);
    }

    @Override
    public void deleteAll(Collection<Long> dropped) {
        for (List<Long> chunk : Chunks.of(dropped, Chunks.CONDITION)) {
            sql.deleteFrom(COMPACTION).where(COMPACTION.ID.in(chunk)).execute();
        }
    }

    @Override
    public Optional<CompactionMetric> metric(Resource resource, String kind) {
        return sql.select(COMPACTION_METRIC.FIGURE)
                .from(COMPACTION_METRIC)
                .where(exactly(METRICS, resource))
                .and(COMPACTION_METRIC.KIND.eq(kind))
                .fetchOptional(row -> new CompactionMetric(resource, kind, row.value1()));
    }

    @Override
    public void putMetric(CompactionMetric metric) {
        Resource resource = metric.resource();
        int updated = sql.update(COMPACTION_METRIC)
                .set(COMPACTION_METRIC.FIGURE, metric.figure())
                .set(COMPACTION_METRIC.VERSION, COMPACTION_METRIC.VERSION.plus(1))
                .where(exactly(METRICS, resource))
                .and(COMPACTION_METRIC.KIND.eq(metric.kind()))
                .execute();
        if (updated > 0) {
            return;
        }
        sql.insertInto(COMPACTION_METRIC)
                .set(COMPACTION_METRIC.ID, ids.take())
                .set(COMPACTION_METRIC.CATALOG, resource.database().catalog().value())
                .set(COMPACTION_METRIC.DB, resource.database().value())
                .set(COMPACTION_METRIC.TBL, resource.table())
                .set(COMPACTION_METRIC.PART, resource.partition())
                .set(COMPACTION_METRIC.KIND, metric.kind())
                .set(COMPACTION_METRIC.FIGURE, metric.figure())
                .set(COMPACTION_METRIC.VERSION, 1)
                .execute();
    }

    @Override
    public boolean removeMetric(Resource resource, String kind) {
        return sql.deleteFrom(COMPACTION_METRIC)
                        .where(exactly(METRICS, resource))
                        .and(COMPACTION_METRIC.KIND.eq(kind))
                        .execute()
                > 0;
    }

    private SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(COMPACTION.fields()).from(COMPACTION).where(condition);
    }

    private static Map<Field<?>, @Nullable Object> columns(Compaction compaction) {
        Compaction.Times times = compaction.times();
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(COMPACTION.STATE, compaction.state().name());
        columns.put(COMPACTION.POOL, compaction.pool());
        columns.put(COMPACTION.TXN_ID, compaction.txn());
        columns.put(COMPACTION.HIGHEST_WRITE_ID, compaction.highestWriteId());
        columns.put(COMPACTION.NEXT_TXN_ID, compaction.nextTxn());
        columns.put(COMPACTION.ENQUEUED_AT, millis(times.enqueued()));
        columns.put(COMPACTION.STARTED_AT, millis(times.started()));
        columns.put(COMPACTION.COMMITTED_AT, millis(times.committed()));
        columns.put(COMPACTION.ENDED_AT, millis(times.ended()));
        columns.put(COMPACTION.BODY, StoredJson.write(compaction.details()));
        return columns;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Compaction compaction(Record row) {
        return new Compaction(
                row.get(COMPACTION.ID),
                PLACES.of(row),
                CompactionKind.valueOf(row.get(COMPACTION.KIND)),
                CompactionState.valueOf(row.get(COMPACTION.STATE)),
                row.get(COMPACTION.POOL),
                row.get(COMPACTION.TXN_ID),
                row.get(COMPACTION.HIGHEST_WRITE_ID),
                row.get(COMPACTION.NEXT_TXN_ID),
                new Compaction.Times(
                        instant(row.get(COMPACTION.ENQUEUED_AT)),
                        instant(row.get(COMPACTION.STARTED_AT)),
                        instant(row.get(COMPACTION.COMMITTED_AT)),
                        instant(row.get(COMPACTION.ENDED_AT))),
                StoredJson.read(row.get(COMPACTION.BODY), CompactionDetails.class));
    }
}
