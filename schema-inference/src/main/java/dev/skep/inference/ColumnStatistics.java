package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/**
 * What came to light about a column's values without reading more for it.
 *
 * @param nulls values that are absent, among those that were looked at
 * @param smallest as text; absent if unknown
 * @param largest as text; absent if unknown
 * @param exact whether all rows were looked at, or the source states it
 */
public record ColumnStatistics(
        long nulls, @Nullable String smallest, @Nullable String largest, boolean exact) {}
