package dev.skep.inference;

import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Varchar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;

/** Between which values all values of a column lie, nulls and NaN aside. */
public sealed interface Bounds {

    /** Nothing is known. */
    record Unknown() implements Bounds {}

    /** There is no value. */
    record Nothing() implements Bounds {}

    /**
     * No value is smaller or larger than these.
     *
     * @param smallest as text: numbers in decimal notation, dates and moments as ISO 8601 has them
     * @param largest as {@code smallest}
     * @param attained whether both are known to be values of the column
     */
    record Range(Kind kind, String smallest, String largest, boolean attained) implements Bounds {}

    /** What is compared, and so how. */
    enum Kind {
        NUMBER,
        /** In the order of UTF-8's bytes. */
        TEXT,
        TRUTH,
        DATE,
        /** Without a zone. */
        TIMESTAMP,
        /** In UTC. */
        INSTANT;

        public int compare(String left, String right) {
            return switch (this) {
                case NUMBER -> new BigDecimal(left).compareTo(new BigDecimal(right));
                case TEXT ->
                    Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
                case TRUTH -> left.compareTo(right);
                case DATE -> LocalDate.parse(left).compareTo(LocalDate.parse(right));
                case TIMESTAMP, INSTANT -> LocalDateTime.parse(left).compareTo(LocalDateTime.parse(right));
            };
        }

        private boolean isOf(HiveType type) {
            return switch (this) {
                case NUMBER -> isNumber(type);
                case TEXT -> type == Scalar.STRING || type instanceof Varchar || type instanceof Char;
                case TRUTH -> type == Scalar.BOOLEAN;
                case DATE -> type == Scalar.DATE;
                case TIMESTAMP, INSTANT -> type == Scalar.TIMESTAMP;
            };
        }

        private static boolean isNumber(HiveType type) {
            if (type instanceof Scalar scalar) {
                return switch (scalar) {
                    case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> true;
                    case VOID, BOOLEAN, DATE, TIMESTAMP, STRING, BINARY -> false;
                };
            }
            return type instanceof Decimal;
        }
    }

    /** Those of the values of both. */
    default Bounds plus(Bounds other) {
        if (this instanceof Unknown || other instanceof Nothing) {
            return this;
        }
        if (this instanceof Nothing || other instanceof Unknown) {
            return other;
        }
        Range a = (Range) this;
        Range b = (Range) other;
        Kind kind = a.kind();
        if (kind != b.kind()) {
            return new Unknown();
        }
        return new Range(
                kind,
                kind.compare(a.smallest(), b.smallest()) <= 0 ? a.smallest() : b.smallest(),
                kind.compare(a.largest(), b.largest()) >= 0 ? a.largest() : b.largest(),
                a.attained() && b.attained());
    }

    /** These as bounds of a column of a type; unknown if its values are ordered otherwise. */
    default Bounds of(HiveType type) {
        if (type == Scalar.VOID) {
            return new Nothing();
        }
        if (this instanceof Range range) {
            return range.kind().isOf(type) ? range : new Unknown();
        }
        return this instanceof Unknown ? ofAll(type) : this;
    }

    /** Those that a type sets by itself. */
    private static Bounds ofAll(HiveType type) {
        if (!(type instanceof Scalar scalar)) {
            return new Unknown();
        }
        return switch (scalar) {
            case TINYINT -> whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case VOID, BOOLEAN, BIGINT, FLOAT, DOUBLE, DATE, TIMESTAMP, STRING, BINARY -> new Unknown();
        };
    }

    private static Bounds whole(long smallest, long largest) {
        return new Range(Kind.NUMBER, String.valueOf(smallest), String.valueOf(largest), false);
    }

    /** Whether no whole number between them is changed by a double. */
    default boolean fitDouble() {
        if (this instanceof Range range) {
            return range.kind() == Kind.NUMBER && isExact(range.smallest()) && isExact(range.largest());
        }
        return this instanceof Nothing;
    }

    private static boolean isExact(String number) {
        return new BigDecimal(number).abs().compareTo(BigDecimal.valueOf(1L << 53)) <= 0;
    }
}
