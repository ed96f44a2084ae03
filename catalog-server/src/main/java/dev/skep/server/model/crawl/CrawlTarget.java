package dev.skep.server.model.crawl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place that is crawled.
 *
 * @param location a path or URI; within a connection, what the connection understands
 * @param connection name of the connection by which it is reached; null where none is needed
 * @param exclude patterns of what is passed over, relative to the location
 */
public record CrawlTarget(String location, @Nullable String connection, List<String> exclude) {
    public CrawlTarget {
        exclude = List.copyOf(exclude);
    }
}
