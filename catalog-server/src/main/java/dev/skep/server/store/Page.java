package dev.skep.server.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a listing in name order is wanted.
 *
 * @param after the last name already seen, or null for the first page
 * @param size how many at most, at least 1
 */
public record Page(@Nullable String after, int size) {
    public Page {
        if (size < 1) {
            throw new IllegalArgumentException("A page has at least one row, not " + size);
        }
    }
}
