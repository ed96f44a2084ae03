package dev.skep.server.store.registry;

import dev.skep.server.model.schedule.NamedQuery;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import java.util.Optional;

/** Scheduled queries. */
public interface ScheduledQueryStore extends Registry<ScheduleName, ScheduledQuery> {
    /**
     * Locks the query that has waited longest.
     *
     * @param now in epoch seconds
     */
    Optional<NamedQuery> lockDue(String namespace, long now);
}
