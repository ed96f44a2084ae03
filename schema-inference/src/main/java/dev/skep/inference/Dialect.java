package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/**
 * How delimited text is written.
 *
 * @param quote absent if no value is quoted
 * @param escape absent if quotes inside values are doubled or do not occur
 * @param header whether the first line after the skipped ones names the columns
 * @param skippedLines lines of prose or comment before the header, or before the first row
 */
public record Dialect(
        char delimiter, @Nullable Character quote, @Nullable Character escape, boolean header, int skippedLines)
        implements Form {}
