package dev.skep.server.model.workload;

import org.jspecify.annotations.Nullable;

/**
 * What is done to a query that uses too much. Only the engine reads the two expressions.
 *
 * @param unmanaged whether it watches queries that run in no pool, too
 */
public record Trigger(@Nullable String condition, @Nullable String action, boolean unmanaged) {
    /** This trigger with what is given anew; null where it stays. */
    public Trigger altered(@Nullable String newCondition, @Nullable String newAction, @Nullable Boolean newUnmanaged) {
        return new Trigger(
                newCondition == null ? condition : newCondition,
                newAction == null ? action : newAction,
                newUnmanaged == null ? unmanaged : newUnmanaged);
    }
}
