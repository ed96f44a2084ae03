package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * Where stores say which objects have changed, so that a run need not list everything.
 *
 * @param queue the URL of a queue of Amazon SQS, or of a service that speaks its language
 * @param connection name of the connection by which it is reached; null for the credentials that agents have
 */
public record CrawlEvents(String queue, @Nullable String connection) {}
