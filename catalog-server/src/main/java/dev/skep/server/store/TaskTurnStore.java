package dev.skep.server.store;

import java.time.Instant;

/** Which work that one server does for all of a store is done, or has been done recently. */
public interface TaskTurnStore {
    /**
     * Takes the turn to do some work, unless it is another server's until later than now.
     *
     * @param until when the next turn may be taken
     * @return whether it was taken
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if another server takes the very first turn right now
     */
    boolean take(String work, Instant now, Instant until);
}
