package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.SCHEDULED_QUERY;

import dev.skep.server.model.schedule.NamedQuery;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import dev.skep.server.store.registry.ScheduledQueryStore;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Scheduled queries. */
final class SqlScheduledQueries extends SqlRegistry<ScheduleName, ScheduledQuery> implements ScheduledQueryStore {
    SqlScheduledQueries(DSLContext sql) {
        super(sql, new Shape<>(SCHEDULED_QUERY, SCHEDULED_QUERY.BODY, ScheduledQuery.class, "Scheduled query"));
    }

    @Override
    Condition at(ScheduleName key) {
        return SCHEDULED_QUERY.NAMESPACE.eq(key.namespace()).and(SCHEDULED_QUERY.NAME.eq(key.value()));
    }

    @Override
    Map<Field<?>, ?> key(ScheduleName key) {
        return Map.of(SCHEDULED_QUERY.NAMESPACE, key.namespace(), SCHEDULED_QUERY.NAME, key.value());
    }

    @Override
    Map<Field<?>, @Nullable Object> searched(ScheduledQuery value) {
        return Collections.singletonMap(SCHEDULED_QUERY.DUE_AT, value.dueAt());
    }

    @Override
    public Optional<NamedQuery> lockDue(String namespace, long now) {
        return select(SCHEDULED_QUERY.NAMESPACE.eq(namespace).and(SCHEDULED_QUERY.DUE_AT.le(now)))
                .orderBy(SCHEDULED_QUERY.DUE_AT, SCHEDULED_QUERY.NAME)
                .limit(1)
                .forUpdate()
                .fetchOptional(row ->
                        new NamedQuery(new ScheduleName(namespace, row.get(SCHEDULED_QUERY.NAME)), shape().read(row)));
    }
}
