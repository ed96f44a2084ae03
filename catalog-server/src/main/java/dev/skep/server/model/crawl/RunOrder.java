package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * What a run was asked for; it never changes.
 *
 * @param crawler its name
 * @param scheduledFor when it was due; null unless a schedule asked for it
 * @param dryRun whether it plans only
 * @param full whether everything is listed, also where messages would tell what has changed
 */
public record RunOrder(
        long crawlerId,
        String crawler,
        Cause cause,
        @Nullable Long scheduledFor,
        boolean dryRun,
        boolean full,
        String pool,
        long queuedAt) {
    /** Who or what asked. */
    public enum Cause {
        REQUEST,
        SCHEDULE,
        /** The success of a crawler that this one comes after. */
        PREDECESSOR,
        /** Messages that wait in the crawler's queue. */
        EVENT
    }
}
