package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.RESOURCE_PLAN;

import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.store.registry.PlanStore;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectSeekStep1;

/** Resource plans. */
final class SqlPlans extends SqlRegistry<PlanName, ResourcePlan> implements PlanStore {
    SqlPlans(DSLContext sql) {
        super(sql, new Shape<>(RESOURCE_PLAN, RESOURCE_PLAN.BODY, ResourcePlan.class, "Resource plan"));
    }

    @Override
    Condition at(PlanName key) {
        return RESOURCE_PLAN.NAMESPACE.eq(key.namespace()).and(RESOURCE_PLAN.NAME.eq(key.value()));
    }

    @Override
    Map<Field<?>, ?> key(PlanName key) {
        return Map.of(RESOURCE_PLAN.NAMESPACE, key.namespace(), RESOURCE_PLAN.NAME, key.value());
    }

    @Override
    public List<NamedPlan> all(String namespace) {
        return inOrder(namespace).fetch(this::plan);
    }

    @Override
    public List<NamedPlan> lockAll(String namespace) {
        return inOrder(namespace).forUpdate().fetch(this::plan);
    }

    private SelectSeekStep1<Record, String> inOrder(String namespace) {
        return select(RESOURCE_PLAN.NAMESPACE.eq(namespace)).orderBy(RESOURCE_PLAN.NAME);
    }

    private NamedPlan plan(Record row) {
        return new NamedPlan(
                new PlanName(row.get(RESOURCE_PLAN.NAMESPACE), row.get(RESOURCE_PLAN.NAME)), shape().read(row));
    }
}
