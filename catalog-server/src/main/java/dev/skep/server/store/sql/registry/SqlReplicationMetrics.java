package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.REPLICATION_METRIC;

import dev.skep.server.model.ReplicationMetric;
import dev.skep.server.store.registry.ReplicationMetricStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far replication has come. */
final class SqlReplicationMetrics extends SqlRegistry<Long, ReplicationMetric> implements ReplicationMetricStore {
    SqlReplicationMetrics(DSLContext sql) {
        super(
                sql,
                new Shape<>(
                        REPLICATION_METRIC, REPLICATION_METRIC.BODY, ReplicationMetric.class, "Replication metric"));
    }

    @Override
    Condition at(Long key) {
        return REPLICATION_METRIC.SCHEDULED_EXECUTION_ID.eq(key);
    }

    @Override
    Map<Field<?>, ?> key(Long key) {
        return Map.of(REPLICATION_METRIC.SCHEDULED_EXECUTION_ID, key);
    }

    @Override
    Map<Field<?>, @Nullable Object> searched(ReplicationMetric value) {
        Map<Field<?>, @Nullable Object> columns = new HashMap<>();
        columns.put(REPLICATION_METRIC.POLICY, value.policy());
        columns.put(REPLICATION_METRIC.DUMP_EXECUTION_ID, value.dump());
        columns.put(REPLICATION_METRIC.REPORTED_AT, value.reportedAt());
        return columns;
    }

    @Override
    public List<ReplicationMetric> of(String policy, @Nullable Long dump) {
        return select(REPLICATION_METRIC
                        .POLICY
                        .eq(policy)
                        .and(dump == null ? DSL.noCondition() : REPLICATION_METRIC.DUMP_EXECUTION_ID.eq(dump)))
                .orderBy(REPLICATION_METRIC.SCHEDULED_EXECUTION_ID.desc())
                .fetch(shape()::read);
    }

    @Override
    public void deleteOlder(long before) {
        sql.deleteFrom(REPLICATION_METRIC)
                .where(REPLICATION_METRIC.REPORTED_AT.lt(before))
                .execute();
    }
}
