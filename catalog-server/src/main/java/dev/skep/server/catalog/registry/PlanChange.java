package dev.skep.server.catalog.registry;

import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.model.workload.ResourcePlan.Status;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is altered of a plan itself: either its status, or anything else.
 *
 * @param name null if it keeps its name
 * @param status null if it keeps its status
 * @param edits of anything but name and status
 * @param enableFirst whether a disabled plan may become active at once
 * @param deactivate whether the active plan may stop being so without another in its place
 */
public record PlanChange(
        @Nullable String name,
        @Nullable Status status,
        List<UnaryOperator<ResourcePlan>> edits,
        boolean enableFirst,
        boolean deactivate) {
    public PlanChange {
        edits = List.copyOf(edits);
    }

    boolean edits(String current) {
        return !edits.isEmpty() || (name != null && !name.equals(current));
    }
}
