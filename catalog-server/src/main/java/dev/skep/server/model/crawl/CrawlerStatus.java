package dev.skep.server.model.crawl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a crawler is doing.
 *
 * @param nextRunAt null if none is to come by the schedule
 * @param current the run that has not ended, and of several the first
 * @param last the run that ended last
 */
public record CrawlerStatus(@Nullable Long nextRunAt, Optional<CrawlRun> current, Optional<CrawlRun> last) {}
