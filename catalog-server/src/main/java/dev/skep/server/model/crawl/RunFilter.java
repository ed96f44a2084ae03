package dev.skep.server.model.crawl;

import org.jspecify.annotations.Nullable;

/**
 * Which runs are listed.
 *
 * @param crawlerId null for those of all crawlers
 * @param state null for any
 */
public record RunFilter(@Nullable Long crawlerId, @Nullable RunState state) {}
