package dev.skep.server.model.acid;

import dev.skep.server.model.DatabaseName;
import org.jspecify.annotations.Nullable;

/**
 * Which locks are listed; null takes any.
 *
 * @param table folded
 */
public record LockFilter(
        @Nullable DatabaseName database,
        @Nullable String table,
        @Nullable String partition,
        @Nullable Long txn) {}
