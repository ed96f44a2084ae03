package dev.skep.inference.format;

import dev.skep.inference.Bounds;
import dev.skep.inference.Bounds.Kind;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.UnreadableException;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an ORC footer says of the values of a column; field numbers are those of orc_proto.proto. Moments have no bounds here:
 * older writers shifted them by their own zone.
 */
final class OrcStatistics {

    private @Nullable Long values;
    private @Nullable String smallest;
    private @Nullable String largest;
    private boolean attained = true;

    private OrcStatistics() {}

    /** @param rows of the file */
    static ColumnStatistics read(ProtobufReader reader, HiveType type, long rows) throws UnreadableException {
        OrcStatistics found = new OrcStatistics();
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> found.values = reader.number();
                case 2 -> found.numbers(reader.message());
                case 3 -> found.fractions(reader.message());
                case 4, 6 -> found.texts(reader.message());
                case 7 -> found.days(reader.message());
                default -> reader.skip();
            }
        }
        Long values = found.values;
        if (values == null || values < 0 || values > rows) {
            return new ColumnStatistics(null, found.bounds(type), true);
        }
        return new ColumnStatistics(rows - values, values == 0 ? new Bounds.Nothing() : found.bounds(type), true);
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

    private static @Nullable String day(long number) {
        return number == (int) number ? LocalDate.ofEpochDay(number).toString() : null;
    }

    private Bounds bounds(HiveType type) {
        Kind kind = kind(type);
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

    private static @Nullable Kind kind(HiveType type) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> Kind.NUMBER;
                case DATE -> Kind.DATE;
                case STRING -> Kind.TEXT;
                case VOID, BOOLEAN, TIMESTAMP, BINARY -> null;
            };
        }
        return type instanceof Decimal ? Kind.NUMBER : null;
    }
}
