package dev.skep.server.catalog;

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
 * merging the sketches of the parts ({@link HyperLogLog}); where one has none, they are taken as the largest of the parts,
 * which is the least they can be together, as are average and maximum lengths. Histograms are not merged, so they are left
 * out.
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
        Distinct distinct = Distinct.of(a, b);
        if (a instanceof OfBoolean x && b instanceof OfBoolean y) {
            return new OfBoolean(x.trues() + y.trues(), x.falses() + y.falses(), nulls, distinct.sketches());
        }
        if (a instanceof OfLong x && b instanceof OfLong y) {
            return new OfLong(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        if (a instanceof OfDouble x && b instanceof OfDouble y) {
            return new OfDouble(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        if (a instanceof OfString x && b instanceof OfString y) {
            return new OfString(
                    Math.max(x.maxLength(), y.maxLength()),
                    Math.max(x.averageLength(), y.averageLength()),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        if (a instanceof OfBinary x && b instanceof OfBinary y) {
            return new OfBinary(
                    Math.max(x.maxLength(), y.maxLength()),
                    Math.max(x.averageLength(), y.averageLength()),
                    nulls,
                    distinct.sketches());
        }
        if (a instanceof OfDecimal x && b instanceof OfDecimal y) {
            return new OfDecimal(
                    known(x.low(), y.low(), (p, q) -> new BigDecimal(p).compareTo(new BigDecimal(q)) <= 0 ? p : q),
                    known(x.high(), y.high(), (p, q) -> new BigDecimal(p).compareTo(new BigDecimal(q)) >= 0 ? p : q),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        if (a instanceof OfDate x && b instanceof OfDate y) {
            return new OfDate(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        if (a instanceof OfTimestamp x && b instanceof OfTimestamp y) {
            return new OfTimestamp(
                    known(x.low(), y.low(), Math::min),
                    known(x.high(), y.high(), Math::max),
                    nulls,
                    distinct.or(x.distinct(), y.distinct()),
                    distinct.sketches());
        }
        throw new IllegalStateException("Figures of no known kind: " + a);
    }

    /** What the sketches of two parts say together, where both have one. */
    private record Distinct(Optional<HyperLogLog> sketch) {
        static Distinct of(Figures a, Figures b) {
            String one = a.sketches().bitVectors();
            String other = b.sketches().bitVectors();
            return new Distinct(
                    one == null || other == null
                            ? Optional.empty()
                            : HyperLogLog.read(one)
                                    .flatMap(x -> HyperLogLog.read(other).flatMap(x::merged)));
        }

        long or(long one, long other) {
            return sketch.map(HyperLogLog::estimate).orElse(Math.max(one, other));
        }

        Sketches sketches() {
            return sketch.map(merged -> new Sketches(merged.toBase64(), null)).orElse(Sketches.NONE);
        }
    }

    private static <T> @Nullable T known(@Nullable T a, @Nullable T b, BinaryOperator<T> choose) {
        if (a == null) {
            return b;
        }
        return b == null ? a : choose.apply(a, b);
    }
}
