package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.Rules;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.workload.Findings;
import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.model.workload.ResourcePlan.Status;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Resource plans. Only a disabled plan is edited; of each namespace one plan at most is active, and it has passed the check when
 * it was enabled.
 */
public final class WorkloadService {
    private static final int MAX_NAME = 128;
    private static final DateTimeFormatter TIME_IN_NAME =
            DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss", Locale.ROOT);

    private final CatalogStore store;
    private final Clock clock;

    public WorkloadService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Makes a plan that is disabled.
     *
     * @param parallelism of the new plan, unless it is a copy
     * @param copied the plan whose contents it gets; null for one with a single pool
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_OTHER}, {@code ALREADY_EXISTS}
     */
    public void create(PlanName name, @Nullable Integer parallelism, @Nullable PlanName copied) {
        Rules.checkName("resource plan", name.value(), MAX_NAME);
        ResourcePlan.requirePositive(parallelism);
        store.inTransaction(tx -> {
            ResourcePlan plan = copied == null
                    ? ResourcePlan.fresh(parallelism)
                    : lock(tx, copied).withStatus(Status.DISABLED);
            tx.registries().plans().insert(name, plan);
            return plan;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ResourcePlan get(PlanName name) {
        return store.read(tx -> tx.registries().plans().find(name)).orElseThrow(() -> noPlan(name));
    }

    public Optional<NamedPlan> active(String namespace) {
        return activeOf(all(namespace));
    }

    /** In the order of their names. */
    public List<NamedPlan> all(String namespace) {
        return store.read(tx -> tx.registries().plans().all(namespace));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public Findings check(PlanName name) {
        return get(name).check();
    }

    /**
     * Changes what is in a plan.
     *
     * @throws CatalogException as {@code change} does; {@code NOT_FOUND_OTHER}; {@code INVALID} if the plan is not disabled
     */
    public void edit(PlanName name, UnaryOperator<ResourcePlan> change) {
        store.inTransaction(tx -> {
            ResourcePlan plan = lock(tx, name);
            requireDisabled(name, plan);
            ResourcePlan changed = change.apply(plan);
            tx.registries().plans().replace(name, changed);
            return changed;
        });
    }

    /**
     * Changes a plan itself.
     *
     * @param name null for the active plan of the namespace
     * @return the plan, if it has become active
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code ALREADY_EXISTS}, {@code INVALID}
     */
    public Optional<NamedPlan> alter(String namespace, @Nullable PlanName name, PlanChange change) {
        return store.inTransaction(tx -> {
            List<NamedPlan> plans = tx.registries().plans().lockAll(namespace);
            NamedPlan current = name == null ? requireActive(plans, namespace) : find(plans, name);
            if (change.edits(current.name().value())) {
                edit(tx, current, change);
                return Optional.empty();
            }
            Status status = change.status();
            return status == null || status == current.plan().status()
                    ? Optional.empty()
                    : switchStatus(tx, plans, current, status, change);
        });
    }

    /**
     * Puts a plan in the place of another: it gets its name and status. The other is disabled and gets a name of its own.
     *
     * @param replaced null for the active plan of the namespace
     * @return the plan in its new place, if it is active
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code INVALID}
     */
    public Optional<NamedPlan> replace(PlanName name, @Nullable PlanName replaced) {
        String stamp = "_old_"
                + LocalDateTime.ofInstant(clock.instant(), clock.getZone()).format(TIME_IN_NAME);
        return store.inTransaction(tx -> {
            List<NamedPlan> plans = tx.registries().plans().lockAll(name.namespace());
            NamedPlan old = replaced == null ? requireActive(plans, name.namespace()) : find(plans, replaced);
            NamedPlan next = find(plans, name);
            if (old.equals(next)) {
                throw CatalogException.invalid("Resource plan " + name + " cannot replace itself");
            }
            PlanName aside = new PlanName(name.namespace(), old.name().value() + stamp);
            for (int i = 1; isTaken(plans, aside); i++) {
                aside = new PlanName(name.namespace(), old.name().value() + stamp + "_" + i);
            }
            tx.registries().plans().insert(aside, old.plan().withStatus(Status.DISABLED));
            ResourcePlan inPlace = next.plan().withStatus(old.plan().status());
            tx.registries().plans().replace(old.name(), inPlace);
            tx.registries().plans().delete(next.name());
            return inPlace.status() == Status.ACTIVE
                    ? Optional.of(new NamedPlan(old.name(), inPlace))
                    : Optional.empty();
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} if it is active */
    public void drop(PlanName name) {
        store.inTransaction(tx -> {
            if (lock(tx, name).status() == Status.ACTIVE) {
                throw CatalogException.invalid("Resource plan " + name + " cannot be dropped while it is active");
            }
            return tx.registries().plans().delete(name);
        });
    }

    private static void edit(Tx tx, NamedPlan current, PlanChange change) {
        if (change.status() != null) {
            throw CatalogException.invalid("The status of resource plan " + current.name()
                    + " and other things of it cannot be changed at once: make two changes of it");
        }
        requireDisabled(current.name(), current.plan());
        ResourcePlan plan = current.plan();
        for (UnaryOperator<ResourcePlan> each : change.edits()) {
            plan = each.apply(plan);
        }
        String newName = change.name();
        if (newName == null || newName.equals(current.name().value())) {
            tx.registries().plans().replace(current.name(), plan);
        } else {
            Rules.checkName("resource plan", newName, MAX_NAME);
            tx.registries().plans().insert(new PlanName(current.name().namespace(), newName), plan);
            tx.registries().plans().delete(current.name());
        }
    }

    private static Optional<NamedPlan> switchStatus(
            Tx tx, List<NamedPlan> plans, NamedPlan current, Status next, PlanChange change) {
        switch (current.plan().status()) {
            case ACTIVE -> {
                if (!change.deactivate()) {
                    throw CatalogException.invalid("Resource plan " + current.name()
                            + " is active; activate another plan first, or disable workload management");
                }
            }
            case DISABLED -> {
                if (next == Status.ACTIVE && !change.enableFirst()) {
                    throw CatalogException.invalid("Resource plan " + current.name()
                            + " is disabled: enable it before it is activated, or in the same command");
                }
                requireSound(current);
            }
            case ENABLED -> {}
        }
        if (next == Status.ACTIVE) {
            activeOf(plans)
                    .ifPresent(active -> tx.registries()
                            .plans()
                            .replace(active.name(), active.plan().withStatus(Status.ENABLED)));
        }
        ResourcePlan changed = current.plan().withStatus(next);
        tx.registries().plans().replace(current.name(), changed);
        return next == Status.ACTIVE ? Optional.of(new NamedPlan(current.name(), changed)) : Optional.empty();
    }

    private static void requireSound(NamedPlan plan) {
        List<String> errors = plan.plan().check().errors();
        if (!errors.isEmpty()) {
            throw CatalogException.invalid(
                    "Resource plan " + plan.name() + " is invalid: " + String.join("; ", errors));
        }
    }

    private static void requireDisabled(PlanName name, ResourcePlan plan) {
        if (plan.status() != Status.DISABLED) {
            throw CatalogException.invalid("Resource plan " + name + " must be disabled to be edited");
        }
    }

    private static Optional<NamedPlan> activeOf(List<NamedPlan> plans) {
        return plans.stream()
                .filter(each -> each.plan().status() == Status.ACTIVE)
                .findFirst();
    }

    private static NamedPlan requireActive(List<NamedPlan> plans, String namespace) {
        return activeOf(plans).orElseThrow(() -> CatalogException.notFound("active resource plan", "of " + namespace));
    }

    private static NamedPlan find(List<NamedPlan> plans, PlanName name) {
        return plans.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> noPlan(name));
    }

    private static boolean isTaken(List<NamedPlan> plans, PlanName name) {
        return plans.stream().anyMatch(each -> each.name().equals(name));
    }

    private static ResourcePlan lock(Tx tx, PlanName name) {
        return tx.registries().plans().lock(name).orElseThrow(() -> noPlan(name));
    }

    private static CatalogException noPlan(PlanName name) {
        return CatalogException.notFound("resource plan", name);
    }
}
