package dev.skep.server.schedule;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.CrawlerStatus;

/** A crawler and what it is doing, of one moment. */
public record CrawlerView(Stored<Crawler> crawler, CrawlerStatus status) {}
