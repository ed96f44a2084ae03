package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/**
 * What came to light about a column's values without reading more for it.
 *
 * @param nulls values that are absent, among those that were looked at; absent if unknown
 * @param bounds of the values that were looked at
 * @param digits of numbers in text, all of which were finite; absent if unknown
 * @param exact whether all rows were looked at, or the source states it
 */
public record ColumnStatistics(
        @Nullable Long nulls, Bounds bounds, @Nullable Digits digits, boolean exact) {

    static final ColumnStatistics UNKNOWN = new ColumnStatistics(null, new Bounds.Unknown(), false);

    /** Those of a column whose numbers, if it has any, stand in no text. */
    public ColumnStatistics(@Nullable Long nulls, Bounds bounds, boolean exact) {
        this(nulls, bounds, null, exact);
    }

    /** Those of a column that a source lacks: all of its values are null there. */
    static ColumnStatistics ofMissing(RowCount rows) {
        return new ColumnStatistics(rows.rows(), new Bounds.Nothing(), Digits.NONE, rows.exact());
    }

    /** These as the statistics of a column of a type, which may tell more of its values. */
    ColumnStatistics of(HiveType type) {
        return new ColumnStatistics(nulls, bounds.of(type), Digits.of(digits, type), exact);
    }

    /** Those of the values of both, in a column of this type. */
    ColumnStatistics plus(ColumnStatistics other, HiveType type) {
        return new ColumnStatistics(
                        nulls == null || other.nulls == null ? null : Long.valueOf(nulls + other.nulls),
                        bounds.plus(other.bounds),
                        Digits.plus(digits, other.digits),
                        exact && other.exact)
                .of(type);
    }

    /** For people; empty if there is nothing to say. */
    public String text() {
        String range = "";
        if (bounds instanceof Bounds.Range known && (known.attained() || known.kind() == Bounds.Kind.TEXT)) {
            range = (known.attained() ? "from " : "within ") + known.smallest() + " to " + known.largest();
        } else if (bounds instanceof Bounds.Nothing) {
            range = "no value";
        }
        String absent = nulls == null ? "" : nulls == 1 ? "1 null" : nulls + " nulls";
        return range + (range.isEmpty() || absent.isEmpty() ? "" : ", ") + absent;
    }
}
