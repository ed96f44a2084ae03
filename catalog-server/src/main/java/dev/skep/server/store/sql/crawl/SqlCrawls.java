package dev.skep.server.store.sql.crawl;

import static dev.skep.sql.Tables.CLASSIFIER;
import static dev.skep.sql.Tables.CRAWL_CONNECTION;

import dev.skep.server.model.crawl.Classifier;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.store.crawl.CrawlRunStore;
import dev.skep.server.store.crawl.CrawlStores;
import dev.skep.server.store.crawl.CrawlerStore;
import dev.skep.server.store.crawl.VersionedStore;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.crawl.SqlVersioned.Shape;
import org.jooq.DSLContext;

/** What is kept for crawling in one transaction. */
public record SqlCrawls(
        CrawlerStore crawlers,
        CrawlRunStore runs,
        VersionedStore<Connection> connections,
        VersionedStore<Classifier> classifiers)
        implements CrawlStores {
    public static SqlCrawls on(DSLContext sql, Ids ids) {
        return new SqlCrawls(
                new SqlCrawlers(sql, ids),
                new SqlCrawlRuns(sql, ids),
                new SqlVersioned<>(
                        sql,
                        ids,
                        new Shape<>(
                                CRAWL_CONNECTION,
                                CRAWL_CONNECTION.ID,
                                CRAWL_CONNECTION.NAME,
                                CRAWL_CONNECTION.VERSION,
                                CRAWL_CONNECTION.BODY,
                                Connection.class,
                                Connection::name,
                                "Connection")),
                new SqlVersioned<>(
                        sql,
                        ids,
                        new Shape<>(
                                CLASSIFIER,
                                CLASSIFIER.ID,
                                CLASSIFIER.NAME,
                                CLASSIFIER.VERSION,
                                CLASSIFIER.BODY,
                                Classifier.class,
                                Classifier::name,
                                "Classifier")));
    }
}
