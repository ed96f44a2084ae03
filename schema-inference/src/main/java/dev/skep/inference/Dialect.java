package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/**
 * How delimited text is written.
 *
 * @param quote absent if no value is quoted
 * @param escape absent if quotes inside values are doubled or do not occur
 * @param header whether the first line names the columns
 * @param encoding a charset name as Java knows it, such as {@code UTF-8}
 */
public record Dialect(
        char delimiter, @Nullable Character quote, @Nullable Character escape, boolean header, String encoding) {}
