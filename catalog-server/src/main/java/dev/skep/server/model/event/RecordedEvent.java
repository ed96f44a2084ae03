package dev.skep.server.model.event;

import java.time.Instant;

/**
 * An event as it stands in the log.
 *
 * @param id the first is 1; grows by one with each event, in the order in which the changes were committed
 * @param at when the change was committed
 */
public record RecordedEvent(long id, Instant at, CatalogEvent event) {}
