package dev.skep.server.model.crawl;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is crawled, into which database, and when.
 *
 * @param name folded; it never changes
 * @param targets at least one
 * @param database of the default catalog; made by the first run that needs it
 * @param tablePrefix put before the names of tables; may be empty
 * @param options how agents look and write, by their names; agents refuse those they do not know
 * @param classifiers names of classifiers, in the order in which they are asked
 * @param events null if every run lists everything
 * @param schedule null for none
 * @param after names of crawlers whose success starts this one
 * @param pool only agents of this pool take its runs
 * @param createdAt null until it is stored
 */
public record Crawler(
        String name,
        @Nullable String description,
        List<CrawlTarget> targets,
        String database,
        String tablePrefix,
        Map<String, String> options,
        List<String> classifiers,
        @Nullable CrawlEvents events,
        @Nullable CrawlSchedule schedule,
        List<String> after,
        RunPolicy policy,
        String pool,
        @Nullable Long createdAt) {
    public static final String DEFAULT_POOL = "default";

    public Crawler {
        targets = List.copyOf(targets);
        options = Map.copyOf(options);
        classifiers = List.copyOf(classifiers);
        after = List.copyOf(after);
    }

    public Crawler withCreatedAt(@Nullable Long at) {
        return new Crawler(
                name,
                description,
                targets,
                database,
                tablePrefix,
                options,
                classifiers,
                events,
                schedule,
                after,
                policy,
                pool,
                at);
    }
}
