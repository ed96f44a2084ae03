package dev.skep.crawler.events;

import java.util.List;
import java.util.Optional;

/**
 * A message of a queue.
 *
 * @param id by which the queue knows it
 * @param handle by which it is deleted, as it was handed out last
 * @param receipts how often it was handed out
 * @param changes it tells of
 * @param fault why it could not be read; empty if it could
 */
public record EventMessage(String id, String handle, int receipts, List<ObjectChange> changes, Optional<String> fault) {
    public EventMessage {
        changes = List.copyOf(changes);
    }
}
