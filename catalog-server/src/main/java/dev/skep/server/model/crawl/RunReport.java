package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * How an agent's attempt ended.
 *
 * @param error a sentence; null if there was none
 * @param listed what the crawler was, as its agent was told, if all of its targets were listed; else null
 */
public record RunReport(
        Outcome outcome,
        CrawlCounts counts,
        @Nullable String error,
        @Nullable String listed) {
    /** What became of an attempt. */
    public enum Outcome {
        SUCCEEDED,
        /** As {@link RunState#PARTIAL}. */
        PARTIAL,
        /** Another attempt would fail alike: something has to be changed. */
        FAILED,
        /** Another attempt may succeed. */
        FAILED_FOR_NOW,
        /** The agent gives the run back, for another to take at once; nothing has failed. */
        RELEASED,
        /** The agent stopped because it was told to. */
        CANCELLED
    }
}
