package dev.skep.server.schedule;

import dev.skep.server.catalog.Rules;
import dev.skep.server.cron.CronSchedule;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a crawler must be, as far as it alone tells. All methods throw {@code INVALID} with the reason. */
final class CrawlerRules {
    static final int MAX_NAME = 128;
    private static final int MAX_PREFIX = 64;
    private static final int MAX_QUEUE = 256;
    private static final int MAX_ATTEMPTS = 100;
    private static final long MAX_DELAY = 24L * 60 * 60 * 1_000;

    private CrawlerRules() {}

    static void check(Crawler crawler) {
        Rules.checkName("crawler", crawler.name(), MAX_NAME);
        Rules.checkName("database", crawler.database(), MAX_NAME);
        Rules.checkName("pool", crawler.pool(), MAX_NAME);
        if (crawler.targets().isEmpty()) {
            throw invalid(crawler, "has no targets: name at least one place to crawl");
        }
        for (CrawlTarget target : crawler.targets()) {
            if (target.location().isBlank() && target.connection() == null) {
                throw invalid(crawler, "has a target without a location");
            }
            if (target.exclude().stream().anyMatch(String::isBlank)) {
                throw invalid(crawler, "has an empty pattern among those of target " + target.location());
            }
        }
        if (!crawler.tablePrefix().matches("[\\p{L}\\p{N}_]*")
                || crawler.tablePrefix().length() > MAX_PREFIX) {
            throw invalid(
                    crawler,
                    "has the table prefix '" + crawler.tablePrefix()
                            + "': use letters, digits and underscores, at most " + MAX_PREFIX);
        }
        RunPolicy policy = crawler.policy();
        if (policy.attempts() < 1 || policy.attempts() > MAX_ATTEMPTS) {
            throw invalid(
                    crawler, "is tried " + policy.attempts() + " times: from 1 to " + MAX_ATTEMPTS + " are allowed");
        }
        if (policy.retryDelay() < 0 || policy.retryDelay() > MAX_DELAY) {
            throw invalid(
                    crawler,
                    "waits " + policy.retryDelay() / 1_000 + " s before it is tried again: at most a day is allowed");
        }
        if (crawler.events() != null) {
            queue(crawler, crawler.events().queue());
        }
        CrawlSchedule schedule = crawler.schedule();
        if (schedule != null) {
            zone(schedule);
            if (schedule.cron() != null) {
                CronSchedule.of(schedule.cron());
            } else if (!schedule.onEvents()) {
                throw invalid(crawler, "has a schedule without a time: give it cron, onEvents, or both");
            }
            if (schedule.onEvents() && crawler.events() == null) {
                throw invalid(crawler, "is to run on events, but names no queue: give it events.queue");
            }
        }
    }

    private static void queue(Crawler crawler, String queue) {
        URI url;
        try {
            url = new URI(queue);
        } catch (URISyntaxException e) {
            throw new CatalogException(ErrorKind.INVALID, noQueue(crawler, queue), e);
        }
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!web || !plain || url.getHost() == null || url.getPath().length() < 2 || queue.length() > MAX_QUEUE) {
            throw CatalogException.invalid(noQueue(crawler, queue));
        }
    }

    private static String noQueue(Crawler crawler, String queue) {
        return "Crawler " + crawler.name() + " names the queue '" + queue
                + "': write its URL, such as https://sqs.eu-west-1.amazonaws.com/123456789012/name, in at most "
                + MAX_QUEUE + " characters";
    }

    /** A mark of all that decides what a crawl finds: where it changes, everything is to be listed again. */
    static String definition(Crawler crawler) {
        String text = String.join(
                "\n",
                crawler.targets().toString(),
                crawler.database(),
                crawler.tablePrefix(),
                new TreeMap<>(crawler.options()).toString(),
                crawler.classifiers().toString(),
                String.valueOf(crawler.events()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** When it runs next, in epoch milliseconds; null if it never does by itself. */
    static @Nullable Long nextRun(Crawler crawler, Instant after) {
        CrawlSchedule schedule = crawler.schedule();
        return schedule == null || schedule.paused() || schedule.cron() == null
                ? null
                : CronSchedule.of(schedule.cron())
                        .next(after, zone(schedule))
                        .map(Instant::toEpochMilli)
                        .orElse(null);
    }

    private static ZoneId zone(CrawlSchedule schedule) {
        try {
            return ZoneId.of(schedule.timeZone());
        } catch (DateTimeException e) {
            throw new CatalogException(
                    ErrorKind.INVALID,
                    "There is no time zone '" + schedule.timeZone() + "'; write it as in Europe/Rome, UTC or +02:00",
                    e);
        }
    }

    private static CatalogException invalid(Crawler crawler, String what) {
        return CatalogException.invalid("Crawler " + crawler.name() + " " + what);
    }
}
