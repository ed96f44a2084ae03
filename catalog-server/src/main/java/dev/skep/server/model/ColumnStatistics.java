package dev.skep.server.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of one column, in a table or in one partition.
 *
 * @param type the column's Hive type when it was analyzed
 * @param engine who computed it; engines do not share their figures
 * @param analyzedAt whole seconds; null if never recorded
 */
public record ColumnStatistics(
        String column, String type, String engine, @Nullable Instant analyzedAt, Figures figures) {
    /** The engine of clients that name none. */
    public static final String DEFAULT_ENGINE = "hive";

    /** The figures by kind of column. Counts are of rows; {@code distinct} is an estimate. */
    public sealed interface Figures {
        long nulls();

        /** Sketches that clients merge; opaque to the catalog. */
        Sketches sketches();
    }

    /**
     * @param bitVectors a distinct-value sketch as Base64, or null
     * @param histogram a KLL sketch as Base64, or null
     */
    public record Sketches(
            @Nullable String bitVectors, @Nullable String histogram) {
        public static final Sketches NONE = new Sketches(null, null);
    }

    public record OfBoolean(long trues, long falses, long nulls, Sketches sketches) implements Figures {}

    public record OfLong(@Nullable Long low, @Nullable Long high, long nulls, long distinct, Sketches sketches)
            implements Figures {}

    public record OfDouble(@Nullable Double low, @Nullable Double high, long nulls, long distinct, Sketches sketches)
            implements Figures {}

    /** @param maxLength in characters, as is {@code averageLength} */
    public record OfString(long maxLength, double averageLength, long nulls, long distinct, Sketches sketches)
            implements Figures {}

    /** @param maxLength in bytes, as is {@code averageLength} */
    public record OfBinary(long maxLength, double averageLength, long nulls, Sketches sketches) implements Figures {}

    /** @param low plain decimal text, as is {@code high} */
    public record OfDecimal(@Nullable String low, @Nullable String high, long nulls, long distinct, Sketches sketches)
            implements Figures {}

    /** @param low days since 1970-01-01, as is {@code high} */
    public record OfDate(@Nullable Long low, @Nullable Long high, long nulls, long distinct, Sketches sketches)
            implements Figures {}

    /** @param low seconds since 1970-01-01, as is {@code high} */
    public record OfTimestamp(@Nullable Long low, @Nullable Long high, long nulls, long distinct, Sketches sketches)
            implements Figures {}
}
