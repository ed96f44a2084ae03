package dev.skep.server.schedule;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Classifier;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.Crawler;
import java.time.Duration;
import java.util.List;

/**
 * A run and all that an agent needs for it.
 *
 * @param connections those that the crawler names; secrets as they are stored
 * @param listAll whether everything is to be listed; else the crawler's queue tells what has changed
 * @param definition a mark of what the crawler is, for the agent to say when all has been listed
 * @param lease within which the agent has to be heard of, again and again
 */
public record Assignment(
        CrawlRun run,
        Stored<Crawler> crawler,
        List<Stored<Connection>> connections,
        List<Stored<Classifier>> classifiers,
        boolean listAll,
        String definition,
        Duration lease) {}
