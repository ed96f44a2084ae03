package dev.skep.server.model.acid;

import dev.skep.server.model.DatabaseName;
import org.jspecify.annotations.Nullable;

/**
 * Which compactions are listed; null takes any.
 *
 * @param table folded
 */
public record CompactionFilter(
        @Nullable Long id,
        @Nullable DatabaseName database,
        @Nullable String table,
        @Nullable String partition,
        @Nullable CompactionKind kind,
        @Nullable CompactionState state,
        @Nullable String pool) {}
