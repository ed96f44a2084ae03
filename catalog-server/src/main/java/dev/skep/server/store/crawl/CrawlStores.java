package dev.skep.server.store.crawl;

import dev.skep.server.model.crawl.Classifier;
import dev.skep.server.model.crawl.Connection;

/** What is kept for crawling, by area. */
public interface CrawlStores {
    CrawlerStore crawlers();

    CrawlRunStore runs();

    VersionedStore<Connection> connections();

    VersionedStore<Classifier> classifiers();
}
