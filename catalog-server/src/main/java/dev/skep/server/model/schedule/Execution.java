package dev.skep.server.model.schedule;

import org.jspecify.annotations.Nullable;

/**
 * One turn of a scheduled query. Times are in epoch seconds.
 *
 * @param heardAt when its executor was last heard of; null when it has ended
 * @param executorQuery what the executor calls it
 */
public record Execution(
        ScheduleName query,
        State state,
        long startedAt,
        @Nullable Long heardAt,
        @Nullable Long endedAt,
        @Nullable String executorQuery,
        @Nullable String error) {

    /** How far it is. */
    public enum State {
        INITED,
        EXECUTING,
        FAILED,
        FINISHED,
        TIMED_OUT,
        AUTO_DISABLED;

        /** Whether an executor may say so of an execution that was in this state. */
        public boolean mayBecome(State next) {
            return switch (this) {
                case INITED -> next != INITED && next != AUTO_DISABLED;
                case EXECUTING -> next != INITED && next != AUTO_DISABLED;
                case FAILED, FINISHED, TIMED_OUT, AUTO_DISABLED -> false;
            };
        }

        boolean ends() {
            return switch (this) {
                case INITED, EXECUTING -> false;
                case FAILED, FINISHED, TIMED_OUT, AUTO_DISABLED -> true;
            };
        }
    }

    public static Execution begun(ScheduleName query, long now) {
        return new Execution(query, State.INITED, now, now, null, null, null);
    }

    /** What an executor reports; a name or an error that it does not repeat stays. */
    public Execution reported(State next, @Nullable String newExecutorQuery, @Nullable String newError, long now) {
        return new Execution(
                query,
                next,
                startedAt,
                next.ends() ? null : now,
                next.ends() ? now : null,
                newExecutorQuery == null ? executorQuery : newExecutorQuery,
                newError == null ? error : newError);
    }
}
