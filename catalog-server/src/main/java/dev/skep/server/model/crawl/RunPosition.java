package dev.skep.server.model.crawl;

/** Where a run stands in the history, which is ordered by these, the newest first. */
public record RunPosition(long queuedAt, long id) {}
