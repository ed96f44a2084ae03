package dev.skep.server.model.schedule;

import org.jspecify.annotations.Nullable;

/**
 * A query and when it runs.
 *
 * @param schedule in the notation of Quartz
 * @param user who it runs as
 * @param nextTurn in epoch seconds; null if there is none to come
 * @param execution the turn that is running; null if none is
 */
public record ScheduledQuery(
        boolean enabled,
        String schedule,
        @Nullable String user,
        String text,
        @Nullable Long nextTurn,
        @Nullable Long execution) {

    /** When it is to be handed out, in epoch seconds; null while it is switched off or running, or has no turn to come. */
    public @Nullable Long dueAt() {
        return enabled && execution == null ? nextTurn : null;
    }

    public ScheduledQuery withExecution(@Nullable Long next) {
        return new ScheduledQuery(enabled, schedule, user, text, nextTurn, next);
    }

    public ScheduledQuery withNextTurn(@Nullable Long next) {
        return new ScheduledQuery(enabled, schedule, user, text, next, execution);
    }
}
