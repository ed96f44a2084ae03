package dev.skep.inference.format;

import dev.skep.inference.Bounds;
import dev.skep.inference.Bounds.Kind;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Varchar;
import dev.skep.inference.UnreadableException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an ORC footer says of the values of a column; field numbers are those of orc_proto.proto. Moments have no bounds here:
 * older writers shifted them by their own zone.
 */
final class OrcStatistics {

    private static final long MILLIS = 1_000;
    private static final long NANOS_A_MILLI = 1_000_000;

    private @Nullable Long values;
    private @Nullable Long truths;
    private @Nullable String smallest;
    private @Nullable String largest;
    private boolean attained = true;

    private OrcStatistics() {}

    /**
     * @param instant whether a timestamp is a moment, told in UTC
     * @param rows of the file
     */
    static ColumnStatistics read(ProtobufReader reader, HiveType type, boolean instant, long rows)
            throws UnreadableException {
        OrcStatistics found = new OrcStatistics();
        Kind kind = kind(type, instant);
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> found.values = reader.number();
                case 2 -> found.numbers(reader.message());
                case 3 -> found.fractions(reader.message());
                case 4, 6 -> found.texts(reader.message());
                case 5 -> found.truths(reader.message());
                case 7 -> found.days(reader.message());
                case 9 -> found.moments(reader.message());
                default -> reader.skip();
            }
        }
        Long values = found.values;
        if (values == null || values < 0 || values > rows) {
            return new ColumnStatistics(null, found.bounds(type, kind), true);
        }
        return new ColumnStatistics(rows - values, values == 0 ? new Bounds.Nothing() : found.bounds(type, kind), true);
    }

    private void numbers(ProtobufReader reader) throws UnreadableException {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> smallest = String.valueOf(reader.signedNumber());
                case 2 -> largest = String.valueOf(reader.signedNumber());
                default -> reader.skip();
            }
        }
    }

    private void fractions(ProtobufReader reader) throws UnreadableException {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> smallest = fraction(reader.fraction());
                case 2 -> largest = fraction(reader.fraction());
                default -> reader.skip();
            }
        }
    }

    /** Not a number bounds nothing; zero has no sign. */
    private static @Nullable String fraction(double value) {
        return Double.isFinite(value) ? value == 0 ? "0.0" : String.valueOf(value) : null;
    }

    /** Decimals are written as text; long texts are cut, and then stand in fields of their own. */
    private void texts(ProtobufReader reader) throws UnreadableException {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> smallest = reader.text();
                case 2 -> largest = reader.text();
                case 4 -> {
                    smallest = reader.text();
                    attained = false;
                }
                case 5 -> {
                    largest = reader.text();
                    attained = false;
                }
                default -> reader.skip();
            }
        }
    }

    private void days(ProtobufReader reader) throws UnreadableException {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> smallest = day(reader.signedNumber());
                case 2 -> largest = day(reader.signedNumber());
                default -> reader.skip();
            }
        }
    }

    /** The number of true values, which says something beside the number of all. */
    private void truths(ProtobufReader reader) throws UnreadableException {
        for (int field = reader.next(); field != 0; field = reader.next()) {
            if (field != 1) {
                reader.skip();
                continue;
            }
            for (long count : reader.numbers()) {
                truths = count;
            }
        }
        Long all = values;
        Long some = truths;
        if (all != null && some != null && some >= 0 && some <= all) {
            smallest = String.valueOf(some.equals(all));
            largest = String.valueOf(some > 0);
        }
    }

    /** In milliseconds, and the nanoseconds below them and one, where the writer tells these. */
    private void moments(ProtobufReader reader) throws UnreadableException {
        Long from = null;
        Long to = null;
        long fromNanos = 0;
        long toNanos = 0;
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 3 -> from = reader.signedNumber();
                case 4 -> to = reader.signedNumber();
                case 5 -> fromNanos = reader.number();
                case 6 -> toNanos = reader.number();
                default -> reader.skip();
            }
        }
        if (from != null && to != null) {
            smallest = moment(from, fromNanos > 0 ? fromNanos - 1 : 0);
            largest = moment(to, toNanos > 0 ? toNanos - 1 : NANOS_A_MILLI - 1);
            attained = fromNanos > 0 && toNanos > 0;
        }
    }

    private static @Nullable String moment(long millis, long nanos) {
        return nanos >= NANOS_A_MILLI
                ? null
                : LocalDateTime.ofEpochSecond(
                                Math.floorDiv(millis, MILLIS),
                                (int) (Math.floorMod(millis, MILLIS) * NANOS_A_MILLI + nanos),
                                ZoneOffset.UTC)
                        .toString();
    }

    private static @Nullable String day(long number) {
        return number == (int) number ? LocalDate.ofEpochDay(number).toString() : null;
    }

    private Bounds bounds(HiveType type, @Nullable Kind kind) {
        String low = smallest;
        String high = largest;
        if (kind == null || low == null || high == null || low.indexOf('\ufffd') >= 0 || high.indexOf('\ufffd') >= 0) {
            return new Bounds.Unknown();
        }
        try {
            if (type instanceof Decimal) {
                low = new BigDecimal(low).toPlainString();
                high = new BigDecimal(high).toPlainString();
            }
            return kind.compare(low, high) > 0 ? new Bounds.Unknown() : new Bounds.Range(kind, low, high, attained);
        } catch (NumberFormatException e) {
            return new Bounds.Unknown();
        }
    }

    private static @Nullable Kind kind(HiveType type, boolean instant) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> Kind.NUMBER;
                case DATE -> Kind.DATE;
                case STRING -> Kind.TEXT;
                case BOOLEAN -> Kind.TRUTH;
                case TIMESTAMP -> instant ? Kind.INSTANT : Kind.TIMESTAMP;
                case VOID, BINARY -> null;
            };
        }
        if (type instanceof Varchar || type instanceof Char) {
            return Kind.TEXT;
        }
        return type instanceof Decimal ? Kind.NUMBER : null;
    }
}
