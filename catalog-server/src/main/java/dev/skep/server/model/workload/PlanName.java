package dev.skep.server.model.workload;

import dev.skep.server.model.Names;
import org.jspecify.annotations.Nullable;

/**
 * Which plan; its name is folded.
 *
 * @param namespace that of the cluster that the plan is for
 */
public record PlanName(String namespace, String value) {
    private static final String DEFAULT_NAMESPACE = "default";

    public PlanName {
        value = Names.folded(value);
    }

    public static PlanName of(@Nullable String namespace, String name) {
        return new PlanName(namespace(namespace), name);
    }

    /** The namespace that is meant by one, or by none. */
    public static String namespace(@Nullable String given) {
        return given == null ? DEFAULT_NAMESPACE : given;
    }

    @Override
    public String toString() {
        return value + " of " + namespace;
    }
}
