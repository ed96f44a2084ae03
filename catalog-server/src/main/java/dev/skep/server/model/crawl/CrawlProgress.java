package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * How far an agent is.
 *
 * @param done files listed, files sampled or tables written, by the phase
 * @param total of the same; null where it is not known yet
 * @param perSecond how many of them were done in a second lately
 * @param reportedAt when the agent said so, by the server's clock; 0 until the server has heard it
 */
public record CrawlProgress(
        Phase phase, long done, @Nullable Long total, double perSecond, long reportedAt) {
    /** What an agent does, in order. */
    public enum Phase {
        RECEIVING,
        LISTING,
        SAMPLING,
        PLANNING,
        WRITING
    }

    public CrawlProgress reportedAt(long now) {
        return new CrawlProgress(phase, done, total, perSecond, now);
    }

    /** Seconds until the phase ends, if it goes on like this; null where nobody can tell. */
    public @Nullable Long secondsLeft() {
        return total == null || perSecond <= 0 ? null : Math.round(Math.max(0, total - done) / perSecond);
    }
}
