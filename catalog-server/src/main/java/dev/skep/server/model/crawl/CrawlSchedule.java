package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * When a crawler runs by itself.
 *
 * @param cron five fields, or six as AWS writes them; null for no times
 * @param timeZone whose clocks are meant, such as {@code Europe/Rome}
 * @param paused whether it rests until somebody says otherwise
 * @param onEvents whether messages in the crawler's queue start runs
 */
public record CrawlSchedule(@Nullable String cron, String timeZone, boolean paused, boolean onEvents) {

    /** Times alone. */
    public CrawlSchedule(String cron, String timeZone, boolean paused) {
        this(cron, timeZone, paused, false);
    }

    /** Whether messages start runs now. */
    public boolean listens() {
        return onEvents && !paused;
    }
}
