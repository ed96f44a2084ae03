package dev.skep.server.catalog;

import dev.skep.server.catalog.sketch.DistinctValues;
import dev.skep.server.catalog.sketch.KllSketch;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Figures;
import dev.skep.server.model.ColumnStatistics.OfBinary;
import dev.skep.server.model.ColumnStatistics.OfBoolean;
import dev.skep.server.model.ColumnStatistics.OfDate;
import dev.skep.server.model.ColumnStatistics.OfDecimal;
import dev.skep.server.model.ColumnStatistics.OfDouble;
import dev.skep.server.model.ColumnStatistics.OfLong;
import dev.skep.server.model.ColumnStatistics.OfString;
import dev.skep.server.model.ColumnStatistics.OfTimestamp;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.PartitionName;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of columns over several partitions. Ranges are united and nulls added. Distinct values are counted by
 * merging the sketches of the parts; where one has none, they are taken as the largest of the parts, which is the least
 * they can be together, as are average and maximum lengths. As Hive does it, histograms are those of the parts that have
 * one ({@link KllSketch}); of two that cannot be merged, the one of more values stays.
 *
 * @param columns one a column, in the order in which the columns were first met
 * @param partitionsFound how many of the partitions had statistics for every one of these columns
 */
public record AggregateStatistics(List<ColumnStatistics> columns, int partitionsFound) {
    static AggregateStatistics of(Map<PartitionName, List<ColumnStatistics>> byPartition) {
        Map<String, ColumnStatistics> merged = new LinkedHashMap<>();
        for (Collection<ColumnStatistics> ofPartition : byPartition.values()) {
            for (ColumnStatistics statistics : ofPartition) {
                merged.merge(statistics.column(), statistics, AggregateStatistics::unite);
            }
        }
        int complete = (int) byPartition.values().stream()
                .filter(ofPartition -> ofPartition.size() == merged.size())
                .count();
        return new AggregateStatistics(List.copyOf(merged.values()), complete);
    }

    /** What two parts together say of one column. */
    static ColumnStatistics unite(ColumnStatistics a, ColumnStatistics b) {
        // A column whose type was changed between two partitions has no common figures: the first are kept.
        if (a.figures().getClass() != b.figures().getClass()) {
            return a;
        }
        return new ColumnStatistics(a.column(), a.type(), a.engine(), a.analyzedAt(), unite(a.figures(), b.figures()));
    }

    private static Figures unite(Figures a, Figures b) {
        long nulls = a.nulls() + b.nulls();
        Merged merged = Merged.of(a.sketches(), b.sketches());
        if (a instanceof OfBoolean x && b instanceof OfBoolean y) {
            return new OfBoolean(x.trues() + y.trues(), x.falses() + y.falses(), nulls, merged.sketches());
        }
        if (a instanceof OfLong x && b instanceof OfLong y) {
            return new OfLong(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        if (a instanceof OfDouble x && b instanceof OfDouble y) {
            return new OfDouble(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        if (a instanceof OfString x && b instanceof OfString y) {
            return new OfString(
                    Math.max(x.maxLength(), y.maxLength()),
                    Math.max(x.averageLength(), y.averageLength()),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        if (a instanceof OfBinary x && b instanceof OfBinary y) {
            return new OfBinary(
                    Math.max(x.maxLength(), y.maxLength()),
                    Math.max(x.averageLength(), y.averageLength()),
                    nulls,
                    merged.sketches());
        }
        if (a instanceof OfDecimal x && b instanceof OfDecimal y) {
            return new OfDecimal(
                    known(x.low(), y.low(), (p, q) -> new BigDecimal(p).compareTo(new BigDecimal(q)) <= 0 ? p : q),
                    known(x.high(), y.high(), (p, q) -> new BigDecimal(p).compareTo(new BigDecimal(q)) >= 0 ? p : q),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        if (a instanceof OfDate x && b instanceof OfDate y) {
            return new OfDate(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        if (a instanceof OfTimestamp x && b instanceof OfTimestamp y) {
            return new OfTimestamp(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    merged.or(x.distinct(), y.distinct()),
                    merged.sketches());
        }
        throw new IllegalStateException("Figures of no known kind: " + a);
    }

    /** What the sketches of two parts say together: of distinct values where both have one, of others what there is. */
    private record Merged(
            Optional<? extends DistinctValues> distinct,
            @Nullable String histogram) {
        static Merged of(Sketches a, Sketches b) {
            return new Merged(
                    distinct(a.bitVectors(), b.bitVectors()), known(a.histogram(), b.histogram(), Merged::both));
        }

        private static Optional<? extends DistinctValues> distinct(@Nullable String a, @Nullable String b) {
            return a == null || b == null
                    ? Optional.empty()
                    : DistinctValues.read(a).flatMap(x -> DistinctValues.read(b).flatMap(x::merged));
        }

        private static String both(String a, String b) {
            Optional<KllSketch> one = KllSketch.read(a);
            Optional<KllSketch> other = KllSketch.read(b);
            if (one.isEmpty() || other.isEmpty()) {
                return one.isEmpty() ? b : a;
            }
            return one.get()
                    .merged(other.get())
                    .map(KllSketch::toBase64)
                    .orElse(one.get().count() >= other.get().count() ? a : b);
        }

        long or(long one, long other) {
            return distinct.isPresent() ? distinct.get().estimate() : Math.max(one, other);
        }

        Sketches sketches() {
            String bitVectors = distinct.isPresent() ? distinct.get().toBase64() : null;
            return bitVectors == null && histogram == null ? Sketches.NONE : new Sketches(bitVectors, histogram);
        }
    }

    private static <T> @Nullable T known(@Nullable T a, @Nullable T b, BinaryOperator<T> choose) {
        if (a == null) {
            return b;
        }
        return b == null ? a : choose.apply(a, b);
    }
}
