package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AlterResourcePlanArgs;
import dev.skep.hive.api.AlterWmPoolArgs;
import dev.skep.hive.api.AlterWmTriggerArgs;
import dev.skep.hive.api.CreateOrDropWmTriggerToPoolMappingArgs;
import dev.skep.hive.api.CreateOrUpdateWmMappingArgs;
import dev.skep.hive.api.CreateResourcePlanArgs;
import dev.skep.hive.api.CreateWmPoolArgs;
import dev.skep.hive.api.CreateWmTriggerArgs;
import dev.skep.hive.api.DropResourcePlanArgs;
import dev.skep.hive.api.DropWmMappingArgs;
import dev.skep.hive.api.DropWmPoolArgs;
import dev.skep.hive.api.DropWmTriggerArgs;
import dev.skep.hive.api.GetActiveResourcePlanArgs;
import dev.skep.hive.api.GetAllResourcePlansArgs;
import dev.skep.hive.api.GetResourcePlanArgs;
import dev.skep.hive.api.GetTriggersForResourceplanArgs;
import dev.skep.hive.api.ResourcePlans;
import dev.skep.hive.api.ValidateResourcePlanArgs;
import dev.skep.hive.api.WMAlterPoolRequest;
import dev.skep.hive.api.WMAlterPoolResponse;
import dev.skep.hive.api.WMAlterResourcePlanRequest;
import dev.skep.hive.api.WMAlterResourcePlanResponse;
import dev.skep.hive.api.WMAlterTriggerResponse;
import dev.skep.hive.api.WMCreateOrDropTriggerToPoolMappingRequest;
import dev.skep.hive.api.WMCreateOrDropTriggerToPoolMappingResponse;
import dev.skep.hive.api.WMCreateOrUpdateMappingRequest;
import dev.skep.hive.api.WMCreateOrUpdateMappingResponse;
import dev.skep.hive.api.WMCreatePoolResponse;
import dev.skep.hive.api.WMCreateResourcePlanRequest;
import dev.skep.hive.api.WMCreateResourcePlanResponse;
import dev.skep.hive.api.WMCreateTriggerResponse;
import dev.skep.hive.api.WMDropMappingResponse;
import dev.skep.hive.api.WMDropPoolRequest;
import dev.skep.hive.api.WMDropPoolResponse;
import dev.skep.hive.api.WMDropResourcePlanRequest;
import dev.skep.hive.api.WMDropResourcePlanResponse;
import dev.skep.hive.api.WMDropTriggerRequest;
import dev.skep.hive.api.WMDropTriggerResponse;
import dev.skep.hive.api.WMFullResourcePlan;
import dev.skep.hive.api.WMGetActiveResourcePlanResponse;
import dev.skep.hive.api.WMGetAllResourcePlanResponse;
import dev.skep.hive.api.WMGetResourcePlanRequest;
import dev.skep.hive.api.WMGetResourcePlanResponse;
import dev.skep.hive.api.WMGetTriggersForResourePlanRequest;
import dev.skep.hive.api.WMGetTriggersForResourePlanResponse;
import dev.skep.hive.api.WMMapping;
import dev.skep.hive.api.WMNullablePool;
import dev.skep.hive.api.WMNullableResourcePlan;
import dev.skep.hive.api.WMPool;
import dev.skep.hive.api.WMResourcePlan;
import dev.skep.hive.api.WMResourcePlanStatus;
import dev.skep.hive.api.WMTrigger;
import dev.skep.hive.api.WMValidateResourcePlanRequest;
import dev.skep.hive.api.WMValidateResourcePlanResponse;
import dev.skep.server.catalog.registry.PlanChange;
import dev.skep.server.catalog.registry.WorkloadService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.workload.Findings;
import dev.skep.server.model.workload.Mapping;
import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.ResourcePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Workload management. */
public final class ResourcePlanHandler implements ResourcePlans<ClientSession> {
    private final WorkloadService plans;

    public ResourcePlanHandler(WorkloadService plans) {
        this.plans = plans;
    }

    @Override
    public WMCreateResourcePlanResponse createResourcePlan(CreateResourcePlanArgs args, ClientSession session) {
        WMCreateResourcePlanRequest request = Translation.required(args.request(), "request");
        WMResourcePlan plan = Translation.required(request.resourcePlan(), "resource plan");
        plans.create(
                WorkloadTranslator.plan(plan.ns(), plan.name()),
                plan.queryParallelism(),
                request.copyFrom() == null ? null : WorkloadTranslator.plan(plan.ns(), request.copyFrom()));
        return WMCreateResourcePlanResponse.builder().build();
    }

    @Override
    public WMGetResourcePlanResponse getResourcePlan(GetResourcePlanArgs args, ClientSession session) {
        WMGetResourcePlanRequest request = Translation.required(args.request(), "request");
        return WMGetResourcePlanResponse.builder()
                .resourcePlan(WorkloadTranslator.toWire(get(request.ns(), request.resourcePlanName())))
                .build();
    }

    @Override
    public WMGetActiveResourcePlanResponse getActiveResourcePlan(
            GetActiveResourcePlanArgs args, ClientSession session) {
        String namespace = Translation.required(args.request(), "request").ns();
        return WMGetActiveResourcePlanResponse.builder()
                .resourcePlan(full(plans.active(PlanName.namespace(namespace))))
                .build();
    }

    @Override
    public WMGetAllResourcePlanResponse getAllResourcePlans(GetAllResourcePlansArgs args, ClientSession session) {
        String namespace = Translation.required(args.request(), "request").ns();
        return WMGetAllResourcePlanResponse.builder()
                .resourcePlans(plans.all(PlanName.namespace(namespace)).stream()
                        .map(WorkloadTranslator::summary)
                        .toList())
                .build();
    }

    @Override
    public WMAlterResourcePlanResponse alterResourcePlan(AlterResourcePlanArgs args, ClientSession session) {
        WMAlterResourcePlanRequest request = Translation.required(args.request(), "request");
        WMNullableResourcePlan change = Translation.required(request.resourcePlan(), "resource plan");
        String namespace = PlanName.namespace(request.ns());
        if (change.ns() != null && !change.ns().equals(namespace)) {
            throw CatalogException.invalid(
                    "A resource plan cannot be moved from namespace " + namespace + " to " + change.ns());
        }
        PlanName name = request.resourcePlanName() == null ? null : PlanName.of(namespace, request.resourcePlanName());
        Optional<NamedPlan> active = Translation.isTrue(request.isReplace())
                ? replace(name, change)
                : plans.alter(namespace, name, change(request, change));
        return WMAlterResourcePlanResponse.builder()
                .fullResourcePlan(full(active))
                .build();
    }

    @Override
    public WMValidateResourcePlanResponse validateResourcePlan(ValidateResourcePlanArgs args, ClientSession session) {
        WMValidateResourcePlanRequest request = Translation.required(args.request(), "request");
        Findings findings = plans.check(WorkloadTranslator.plan(request.ns(), request.resourcePlanName()));
        return WMValidateResourcePlanResponse.builder()
                .errors(findings.errors())
                .warnings(findings.warnings())
                .build();
    }

    @Override
    public WMDropResourcePlanResponse dropResourcePlan(DropResourcePlanArgs args, ClientSession session) {
        WMDropResourcePlanRequest request = Translation.required(args.request(), "request");
        plans.drop(WorkloadTranslator.plan(request.ns(), request.resourcePlanName()));
        return WMDropResourcePlanResponse.builder().build();
    }

    @Override
    public WMCreateTriggerResponse createWmTrigger(CreateWmTriggerArgs args, ClientSession session) {
        WMTrigger trigger = Translation.required(
                Translation.required(args.request(), "request").trigger(), "trigger");
        edit(
                trigger.ns(),
                trigger.resourcePlanName(),
                plan -> plan.withTrigger(
                        WorkloadTranslator.trigger(trigger.triggerName()), WorkloadTranslator.toModel(trigger)));
        return WMCreateTriggerResponse.builder().build();
    }

    @Override
    public WMAlterTriggerResponse alterWmTrigger(AlterWmTriggerArgs args, ClientSession session) {
        WMTrigger trigger = Translation.required(
                Translation.required(args.request(), "request").trigger(), "trigger");
        edit(
                trigger.ns(),
                trigger.resourcePlanName(),
                plan -> plan.alterTrigger(
                        WorkloadTranslator.trigger(trigger.triggerName()),
                        before -> before.altered(
                                trigger.triggerExpression(), trigger.actionExpression(), trigger.isInUnmanaged())));
        return WMAlterTriggerResponse.builder().build();
    }

    @Override
    public WMDropTriggerResponse dropWmTrigger(DropWmTriggerArgs args, ClientSession session) {
        WMDropTriggerRequest request = Translation.required(args.request(), "request");
        String trigger = WorkloadTranslator.trigger(request.triggerName());
        edit(request.ns(), request.resourcePlanName(), plan -> plan.withoutTrigger(trigger));
        return WMDropTriggerResponse.builder().build();
    }

    @Override
    public WMGetTriggersForResourePlanResponse getTriggersForResourceplan(
            GetTriggersForResourceplanArgs args, ClientSession session) {
        WMGetTriggersForResourePlanRequest request = Translation.required(args.request(), "request");
        return WMGetTriggersForResourePlanResponse.builder()
                .triggers(WorkloadTranslator.triggers(get(request.ns(), request.resourcePlanName())))
                .build();
    }

    @Override
    public WMCreatePoolResponse createWmPool(CreateWmPoolArgs args, ClientSession session) {
        WMPool pool = Translation.required(
                Translation.required(args.request(), "request").pool(), "pool");
        edit(
                pool.ns(),
                pool.resourcePlanName(),
                plan -> plan.withPool(WorkloadTranslator.pool(pool.poolPath()), WorkloadTranslator.toModel(pool)));
        return WMCreatePoolResponse.builder().build();
    }

    @Override
    public WMAlterPoolResponse alterWmPool(AlterWmPoolArgs args, ClientSession session) {
        WMAlterPoolRequest request = Translation.required(args.request(), "request");
        WMNullablePool pool = Translation.required(request.pool(), "pool");
        String path = WorkloadTranslator.pool(request.poolPath());
        edit(
                pool.ns(),
                pool.resourcePlanName(),
                plan -> plan.alterPool(
                        path,
                        WorkloadTranslator.pool(pool.poolPath()),
                        before -> WorkloadTranslator.altered(before, pool)));
        return WMAlterPoolResponse.builder().build();
    }

    @Override
    public WMDropPoolResponse dropWmPool(DropWmPoolArgs args, ClientSession session) {
        WMDropPoolRequest request = Translation.required(args.request(), "request");
        String path = WorkloadTranslator.pool(request.poolPath());
        edit(request.ns(), request.resourcePlanName(), plan -> plan.withoutPool(path));
        return WMDropPoolResponse.builder().build();
    }

    @Override
    public WMCreateOrUpdateMappingResponse createOrUpdateWmMapping(
            CreateOrUpdateWmMappingArgs args, ClientSession session) {
        WMCreateOrUpdateMappingRequest request = Translation.required(args.request(), "request");
        WMMapping wire = Translation.required(request.mapping(), "mapping");
        Mapping mapping = WorkloadTranslator.toModel(wire);
        boolean update = Translation.isTrue(request.update());
        edit(
                wire.ns(),
                wire.resourcePlanName(),
                plan -> update ? plan.alterMapping(mapping) : plan.withMapping(mapping));
        return WMCreateOrUpdateMappingResponse.builder().build();
    }

    @Override
    public WMDropMappingResponse dropWmMapping(DropWmMappingArgs args, ClientSession session) {
        WMMapping wire = Translation.required(
                Translation.required(args.request(), "request").mapping(), "mapping");
        Mapping mapping = WorkloadTranslator.toModel(wire);
        edit(wire.ns(), wire.resourcePlanName(), plan -> plan.withoutMapping(mapping));
        return WMDropMappingResponse.builder().build();
    }

    @Override
    public WMCreateOrDropTriggerToPoolMappingResponse createOrDropWmTriggerToPoolMapping(
            CreateOrDropWmTriggerToPoolMappingArgs args, ClientSession session) {
        WMCreateOrDropTriggerToPoolMappingRequest request = Translation.required(args.request(), "request");
        String pool = WorkloadTranslator.pool(request.poolPath());
        String trigger = WorkloadTranslator.trigger(request.triggerName());
        boolean drop = Translation.isTrue(request.drop());
        edit(
                request.ns(),
                request.resourcePlanName(),
                plan -> drop ? plan.unwatch(pool, trigger) : plan.watch(pool, trigger));
        return WMCreateOrDropTriggerToPoolMappingResponse.builder().build();
    }

    private NamedPlan get(@Nullable String namespace, @Nullable String name) {
        PlanName plan = WorkloadTranslator.plan(namespace, name);
        return new NamedPlan(plan, plans.get(plan));
    }

    private void edit(@Nullable String namespace, @Nullable String name, UnaryOperator<ResourcePlan> change) {
        plans.edit(WorkloadTranslator.plan(namespace, name), change);
    }

    private Optional<NamedPlan> replace(@Nullable PlanName name, WMNullableResourcePlan change) {
        if (name == null) {
            throw CatalogException.invalid("The request does not say which plan replaces the other");
        }
        if (change.queryParallelism() != null || change.defaultPoolPath() != null) {
            throw CatalogException.invalid("Nothing else of a plan can be changed while it replaces another");
        }
        if ((change.name() == null) == (change.status() != WMResourcePlanStatus.ACTIVE)) {
            throw CatalogException.invalid(
                    "A plan replaces either another that is named or the active one; the request must say which");
        }
        return plans.replace(name, change.name() == null ? null : PlanName.of(name.namespace(), change.name()));
    }

    /** A value is changed, or taken away, only where a flag says so. */
    private static PlanChange change(WMAlterResourcePlanRequest request, WMNullableResourcePlan change) {
        List<UnaryOperator<ResourcePlan>> edits = new ArrayList<>();
        if (Translation.isTrue(change.isSetQueryParallelism())) {
            edits.add(plan -> plan.withParallelism(change.queryParallelism()));
        }
        if (Translation.isTrue(change.isSetDefaultPoolPath())) {
            String path = change.defaultPoolPath() == null ? null : WorkloadTranslator.pool(change.defaultPoolPath());
            edits.add(plan -> plan.withDefaultPool(path));
        }
        return new PlanChange(
                change.name() == null ? null : Names.folded(change.name()),
                change.status() == null ? null : WorkloadTranslator.status(change.status()),
                edits,
                Translation.isTrue(request.isEnableAndActivate()),
                Translation.isTrue(request.isForceDeactivate()));
    }

    private static @Nullable WMFullResourcePlan full(Optional<NamedPlan> plan) {
        return plan.map(WorkloadTranslator::toWire).orElse(null);
    }
}
