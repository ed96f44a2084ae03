package dev.skep.inference;

import java.math.BigDecimal;
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
        long nulls, @Nullable String smallest, @Nullable String largest, boolean exact) {

    /** Those of the values of both; bounds remain if both are known. */
    ColumnStatistics plus(ColumnStatistics other) {
        return new ColumnStatistics(
                nulls + other.nulls,
                extreme(smallest, other.smallest, -1),
                extreme(largest, other.largest, 1),
                exact && other.exact);
    }

    private static @Nullable String extreme(@Nullable String left, @Nullable String right, int sign) {
        if (left == null || right == null) {
            return null;
        }
        return compare(left, right) * sign >= 0 ? left : right;
    }

    /** Numbers by their value, all else as text. */
    private static int compare(String left, String right) {
        try {
            return new BigDecimal(left).compareTo(new BigDecimal(right));
        } catch (NumberFormatException e) {
            return left.compareTo(right);
        }
    }
}
