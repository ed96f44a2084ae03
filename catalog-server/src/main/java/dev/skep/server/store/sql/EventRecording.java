package dev.skep.server.store.sql;

import dev.skep.server.model.event.CatalogEvent;
import java.time.Clock;

/**
 * Whether events are recorded.
 *
 * @param alteredTogether whether partitions that one call alters are one event, with one id
 * @param clock tells when they happened
 */
public record EventRecording(boolean enabled, boolean alteredTogether, Clock clock) {
    /** As an event is recorded. */
    CatalogEvent form(CatalogEvent event) {
        return alteredTogether && event instanceof CatalogEvent.PartitionsAltered altered ? altered.together() : event;
    }
}
