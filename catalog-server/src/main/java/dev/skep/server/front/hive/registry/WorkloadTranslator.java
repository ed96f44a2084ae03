package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.WMFullResourcePlan;
import dev.skep.hive.api.WMMapping;
import dev.skep.hive.api.WMNullablePool;
import dev.skep.hive.api.WMPool;
import dev.skep.hive.api.WMPoolTrigger;
import dev.skep.hive.api.WMResourcePlan;
import dev.skep.hive.api.WMResourcePlanStatus;
import dev.skep.hive.api.WMTrigger;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.workload.Mapping;
import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.Pool;
import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.model.workload.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Resource plans of the wire and of the model. */
final class WorkloadTranslator {
    private WorkloadTranslator() {}

    static PlanName plan(@Nullable String namespace, @Nullable String name) {
        return PlanName.of(namespace, Translation.required(name, "name of the resource plan"));
    }

    static String pool(@Nullable String path) {
        return Names.folded(Translation.required(path, "path of the pool"));
    }

    static String trigger(@Nullable String name) {
        return Names.folded(Translation.required(name, "name of the trigger"));
    }

    static ResourcePlan.Status status(WMResourcePlanStatus wire) {
        return Translation.constant(ResourcePlan.Status.class, wire, "status of the plan");
    }

    static Pool toModel(WMPool wire) {
        Pool.requirePolicy(wire.schedulingPolicy());
        return new Pool(
                Objects.requireNonNullElse(wire.allocFraction(), 0.0),
                Objects.requireNonNullElse(wire.queryParallelism(), 0),
                wire.schedulingPolicy(),
                List.of());
    }

    /** What a client gives anew of a pool; a policy is given, or taken away, only where a flag says so. */
    static Pool altered(Pool pool, WMNullablePool wire) {
        boolean newPolicy = Translation.isTrue(wire.isSetSchedulingPolicy());
        Pool.requirePolicy(newPolicy ? wire.schedulingPolicy() : null);
        return new Pool(
                Objects.requireNonNullElse(wire.allocFraction(), pool.fraction()),
                Objects.requireNonNullElse(wire.queryParallelism(), pool.parallelism()),
                newPolicy ? wire.schedulingPolicy() : pool.policy(),
                pool.triggers());
    }

    static Trigger toModel(WMTrigger wire) {
        return new Trigger(wire.triggerExpression(), wire.actionExpression(), Translation.isTrue(wire.isInUnmanaged()));
    }

    static Mapping toModel(WMMapping wire) {
        return new Mapping(
                kind(wire.entityType()),
                Names.folded(wire.entityName()),
                wire.poolPath() == null ? null : pool(wire.poolPath()),
                Objects.requireNonNullElse(wire.ordering(), 0));
    }

    static WMResourcePlan summary(NamedPlan named) {
        return WMResourcePlan.builder()
                .name(named.name().value())
                .ns(named.name().namespace())
                .status(WMResourcePlanStatus.valueOf(named.plan().status().name()))
                .queryParallelism(named.plan().parallelism())
                .defaultPoolPath(named.plan().defaultPool())
                .build();
    }

    /** As Hive, it leaves out an optional list that has nothing. */
    static WMFullResourcePlan toWire(NamedPlan named) {
        ResourcePlan plan = named.plan();
        List<WMPool> pools = new ArrayList<>();
        List<WMPoolTrigger> watching = new ArrayList<>();
        for (Map.Entry<String, Pool> each : plan.pools().entrySet()) {
            pools.add(toWire(named.name(), each.getKey(), each.getValue()));
            for (String trigger : each.getValue().triggers()) {
                watching.add(WMPoolTrigger.builder()
                        .pool(each.getKey())
                        .trigger(trigger)
                        .ns(named.name().namespace())
                        .build());
            }
        }
        return WMFullResourcePlan.builder()
                .plan(summary(named))
                .pools(pools)
                .mappings(orNone(plan.mappings().stream()
                        .map(mapping -> toWire(named.name(), mapping))
                        .toList()))
                .triggers(orNone(triggers(named)))
                .poolTriggers(orNone(watching))
                .build();
    }

    static List<WMTrigger> triggers(NamedPlan named) {
        return named.plan().triggers().entrySet().stream()
                .map(each -> WMTrigger.builder()
                        .resourcePlanName(named.name().value())
                        .ns(named.name().namespace())
                        .triggerName(each.getKey())
                        .triggerExpression(each.getValue().condition())
                        .actionExpression(each.getValue().action())
                        .isInUnmanaged(each.getValue().unmanaged())
                        .build())
                .toList();
    }

    private static WMPool toWire(PlanName plan, String path, Pool pool) {
        return WMPool.builder()
                .resourcePlanName(plan.value())
                .ns(plan.namespace())
                .poolPath(path)
                .allocFraction(pool.fraction())
                .queryParallelism(pool.parallelism())
                .schedulingPolicy(pool.policy())
                .build();
    }

    private static WMMapping toWire(PlanName plan, Mapping mapping) {
        return WMMapping.builder()
                .resourcePlanName(plan.value())
                .ns(plan.namespace())
                .entityType(mapping.kind().name())
                .entityName(mapping.entity())
                .poolPath(mapping.pool())
                .ordering(mapping.ordering())
                .build();
    }

    private static Mapping.Kind kind(String text) {
        try {
            return Mapping.Kind.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw CatalogException.invalid("A mapping is for a USER, a GROUP or an APPLICATION, not for a " + text);
        }
    }

    private static <T> @Nullable List<T> orNone(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
