package dev.skep.server.model.crawl;

/**
 * When a crawler runs by itself.
 *
 * @param cron five fields, or six as AWS writes them
 * @param timeZone whose clocks are meant, such as {@code Europe/Rome}
 * @param paused whether it rests until somebody says otherwise
 */
public record CrawlSchedule(String cron, String timeZone, boolean paused) {}
