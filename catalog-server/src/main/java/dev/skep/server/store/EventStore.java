package dev.skep.server.store;

import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.model.event.TransactionalWrite;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of what happened. Ids have no gap and stand in the order in which the changes were committed. */
public interface EventStore {
    /**
     * Records an event, if the transaction is committed. It is written at the transaction's end, together with all others:
     * whoever writes an event keeps all other writers of events waiting until the commit.
     */
    void append(CatalogEvent event);

    /**
     * Writes what was appended now. For whoever must know the ids: nothing else should be done in the transaction after it.
     *
     * @return the ids of what was written, in order; none if events are not recorded
     */
    List<Long> write();

    /** The id of the event that was written last; 0 if there has never been one. */
    long lastId();

    /**
     * The events that match, oldest first; read page by page.
     *
     * @param after the id behind which they begin
     * @param limit how many at most; negative for all
     */
    Listing<RecordedEvent> list(EventFilter filter, long after, int limit);

    /**
     * How many events match, with ids from behind {@code after} to {@code upTo}.
     */
    long count(EventFilter filter, long after, long upTo);

    /** Keeps what was written in transactions; in one statement for thousands. */
    void note(List<TransactionalWrite> writes);

    /**
     * What was written in a transaction, in the order in which it was noted.
     *
     * @param database null for any
     * @param table null for any
     */
    List<TransactionalWrite> writes(long transaction, @Nullable String database, @Nullable String table);

    /** Removes what was noted of transactions before the given moment; returns how many, at most the limit. */
    int deleteOldWrites(Instant before, int limit);

    /**
     * Removes the oldest events, as far as they were recorded before the given moment.
     *
     * @param limit how many at most
     * @return how many were removed; fewer than the limit if no more are that old
     */
    int deleteOldest(Instant before, int limit);
}
