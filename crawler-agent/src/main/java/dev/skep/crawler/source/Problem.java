package dev.skep.crawler.source;

/**
 * Something that keeps data out of the catalog, told to the user; the crawl goes on.
 *
 * @param path relative to the root of the source; empty for the root
 * @param reason a phrase that says what is wrong and, where there is one, the remedy
 */
public record Problem(String path, String reason) {}
