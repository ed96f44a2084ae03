package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.crawl.CrawlEvents;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.CrawlerStatus;
import dev.skep.server.model.crawl.RunPolicy;
import dev.skep.server.schedule.CrawlerView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A crawler. */
record CrawlerJson(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<Target> targets,
        @Nullable String database,
        @Nullable String tablePrefix,
        @Nullable Map<String, String> options,
        @Nullable List<String> classifiers,
        @Nullable Events events,
        @Nullable Schedule schedule,
        @Nullable List<String> after,
        @Nullable Policy policy,
        @Nullable String pool,
        @Nullable String createdAt,
        @Nullable Status status,
        @Nullable Long version) {

    /** A place that is crawled. */
    record Target(
            @Nullable String location,
            @Nullable String connection,
            @Nullable List<String> exclude) {
        CrawlTarget toModel() {
            return new CrawlTarget(
                    Objects.requireNonNullElse(location, ""),
                    connection == null ? null : Names.folded(connection),
                    Objects.requireNonNullElse(exclude, List.of()));
        }
    }

    /** Where stores say which objects have changed. */
    record Events(@Nullable String queue, @Nullable String connection) {
        CrawlEvents toModel() {
            return new CrawlEvents(
                    Required.present(queue, "events.queue"), connection == null ? null : Names.folded(connection));
        }
    }

    /** When it runs by itself. */
    record Schedule(
            @Nullable String cron,
            @Nullable String timeZone,
            @Nullable Boolean paused,
            @Nullable Boolean onEvents) {
        static Schedule of(CrawlSchedule schedule) {
            return new Schedule(
                    schedule.cron(), schedule.timeZone(), schedule.paused(), schedule.onEvents() ? true : null);
        }

        CrawlSchedule toModel() {
            return new CrawlSchedule(
                    cron,
                    Objects.requireNonNullElse(timeZone, "UTC"),
                    Objects.requireNonNullElse(paused, false),
                    Objects.requireNonNullElse(onEvents, false));
        }
    }

    /** What happens when a run does not go as planned. */
    record Policy(
            @Nullable String overlap,
            @Nullable String missed,
            @Nullable Integer attempts,
            @Nullable Long retryDelaySeconds,
            @Nullable String approval) {
        static Policy of(RunPolicy policy) {
            return new Policy(
                    EnumText.of(policy.overlap()),
                    EnumText.of(policy.missed()),
                    policy.attempts(),
                    policy.retryDelay() / 1_000,
                    EnumText.of(policy.approval()));
        }

        RunPolicy toModel() {
            RunPolicy standard = RunPolicy.DEFAULT;
            return new RunPolicy(
                    EnumText.read(overlap, "policy.overlap", RunPolicy.Overlap.class)
                            .orElse(standard.overlap()),
                    EnumText.read(missed, "policy.missed", RunPolicy.Missed.class)
                            .orElse(standard.missed()),
                    attempts == null ? standard.attempts() : attempts,
                    retryDelaySeconds == null ? standard.retryDelay() : millis(retryDelaySeconds),
                    EnumText.read(approval, "policy.approval", RunPolicy.Approval.class)
                            .orElse(standard.approval()));
        }

        private static long millis(long seconds) {
            try {
                return Math.multiplyExact(seconds, 1_000);
            } catch (ArithmeticException e) {
                throw CatalogException.invalid("The field 'policy.retryDelaySeconds' must be at most a day");
            }
        }
    }

    /** What it is doing. */
    record Status(
            @Nullable String nextRunAt,
            @Nullable RunJson currentRun,
            @Nullable RunJson lastRun) {
        static Status of(CrawlerStatus status) {
            return new Status(
                    RunJson.time(status.nextRunAt()),
                    status.current().map(RunJson::of).orElse(null),
                    status.last().map(RunJson::of).orElse(null));
        }
    }

    static CrawlerJson of(CrawlerView view) {
        return of(
                view.crawler().value(), Status.of(view.status()), view.crawler().version());
    }

    /** @param status left out where only the definition is wanted */
    static CrawlerJson of(Crawler crawler, @Nullable Status status, @Nullable Long version) {
        CrawlSchedule schedule = crawler.schedule();
        CrawlEvents events = crawler.events();
        return new CrawlerJson(
                crawler.name(),
                crawler.description(),
                crawler.targets().stream()
                        .map(target -> new Target(target.location(), target.connection(), target.exclude()))
                        .toList(),
                crawler.database(),
                crawler.tablePrefix(),
                crawler.options(),
                crawler.classifiers(),
                events == null ? null : new Events(events.queue(), events.connection()),
                schedule == null ? null : Schedule.of(schedule),
                crawler.after(),
                Policy.of(crawler.policy()),
                crawler.pool(),
                crawler.createdAt() == null
                        ? null
                        : Instant.ofEpochSecond(crawler.createdAt() / 1_000).toString(),
                status,
                version);
    }

    Crawler toDraft() {
        return toModel(Names.folded(Required.present(name, "name")));
    }

    /** What the crawler becomes when this replaces it. */
    Crawler toReplacement(Crawler current) {
        return toModel(name == null ? current.name() : Names.folded(name));
    }

    private Crawler toModel(String as) {
        return new Crawler(
                as,
                description,
                Required.present(targets, "targets").stream()
                        .map(Target::toModel)
                        .toList(),
                Names.folded(Required.present(database, "database")),
                Objects.requireNonNullElse(tablePrefix, ""),
                Objects.requireNonNullElse(options, Map.of()),
                folded(classifiers),
                events == null ? null : events.toModel(),
                schedule == null ? null : schedule.toModel(),
                folded(after),
                policy == null ? RunPolicy.DEFAULT : policy.toModel(),
                pool == null ? Crawler.DEFAULT_POOL : pool,
                null);
    }

    private static List<String> folded(@Nullable List<String> names) {
        return names == null ? List.of() : names.stream().map(Names::folded).toList();
    }
}
