package dev.skep.server.store.registry;

import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.ResourcePlan;
import java.util.List;

/** Resource plans. */
public interface PlanStore extends Registry<PlanName, ResourcePlan> {
    /** In the order of their names. */
    List<NamedPlan> all(String namespace);

    /** Like {@link #all}, and keeps every other transaction from changing one until the end of this one. */
    List<NamedPlan> lockAll(String namespace);
}
