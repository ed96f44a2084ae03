package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.SCHEDULED_EXECUTION;

import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.NumberedExecution;
import dev.skep.server.store.registry.ExecutionStore;
import dev.skep.server.store.sql.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The turns of scheduled queries. */
final class SqlExecutions extends SqlRegistry<Long, Execution> implements ExecutionStore {
    private final Ids ids;

    SqlExecutions(DSLContext sql, Ids ids) {
        super(sql, new Shape<>(SCHEDULED_EXECUTION, SCHEDULED_EXECUTION.BODY, Execution.class, "Execution"));
        this.ids = ids;
    }

    @Override
    public long newId() {
        return ids.take();
    }

    @Override
    Condition at(Long key) {
        return SCHEDULED_EXECUTION.ID.eq(key);
    }

    @Override
    Map<Field<?>, ?> key(Long key) {
        return Map.of(SCHEDULED_EXECUTION.ID, key);
    }

    @Override
    Map<Field<?>, @Nullable Object> searched(Execution value) {
        Map<Field<?>, @Nullable Object> columns = new HashMap<>();
        columns.put(SCHEDULED_EXECUTION.NAMESPACE, value.query().namespace());
        columns.put(SCHEDULED_EXECUTION.NAME, value.query().value());
        columns.put(SCHEDULED_EXECUTION.STARTED_AT, value.startedAt());
        columns.put(SCHEDULED_EXECUTION.HEARD_AT, value.heardAt());
        return columns;
    }

    @Override
    public List<NumberedExecution> lockUnheard(long before) {
        return select(SCHEDULED_EXECUTION.HEARD_AT.lt(before))
                .forUpdate()
                .fetch(row -> new NumberedExecution(row.get(SCHEDULED_EXECUTION.ID), shape().read(row)));
    }

    @Override
    public void deleteEnded(long startedBefore) {
        sql.deleteFrom(SCHEDULED_EXECUTION)
                .where(SCHEDULED_EXECUTION.STARTED_AT.lt(startedBefore))
                .and(SCHEDULED_EXECUTION.HEARD_AT.isNull())
                .execute();
    }
}
