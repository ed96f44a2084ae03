package dev.skep.server.store.registry;

import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.NumberedExecution;
import java.util.List;

/** The turns of scheduled queries. Those of a query go with it. Times are in epoch seconds. */
public interface ExecutionStore extends Registry<Long, Execution> {
    /** An id that no execution has. */
    long newId();

    /** Locks those that run and whose executor was last heard of before. */
    List<NumberedExecution> lockUnheard(long before);

    /** Forgets those that have ended and were started before. */
    void deleteEnded(long startedBefore);
}
