package dev.skep.inference.value;

import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Reason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text values of one column, seen one by one; merging two profiles equals seeing all values of both.
 *
 * <p>Gives two types: what the values are, and what Hive's text reader can declare without turning a value to null. It
 * knows dates as {@code yyyy-MM-dd} and timestamps as {@code yyyy-MM-dd HH:mm:ss[.f]}, no blanks around numbers, and no
 * word for null but {@code \N}.
 */
public final class ValueProfile {

    /** Shapes that fit a type, though text readers know them not or not all. */
    private static final List<Shape> UNREADABLE =
            List.of(Shape.NULL_WORD, Shape.ISO_TIMESTAMP, Shape.OLD_DATE, Shape.INFINITE);

    private final Map<Shape, Tally> tallies = new EnumMap<>(Shape.class);
    private final NumberProfile numbers = new NumberProfile();
    private int dateOrders = LocalDates.ANY;
    private @Nullable Tally padding;
    private long values;

    /** Takes the value of the row after the last one. */
    public void add(String raw) {
        add(raw, values + 1);
    }

    /**
     * Takes the value of a row.
     *
     * @param row counted from 1; 0 if it is not known
     */
    public void add(String raw, long row) {
        String value = raw;
        values++;
        if (!raw.isEmpty() && (raw.charAt(0) <= ' ' || raw.charAt(raw.length() - 1) <= ' ')) {
            value = raw.strip();
            padding = Tally.plus(padding, row, raw);
        }
        Shape shape = Shapes.of(value);
        if (shape == Shape.WHOLE) {
            numbers.addWhole(value, row);
        } else if (shape == Shape.FRACTION || shape == Shape.EXPONENT) {
            numbers.addFraction(value, row);
        } else if (shape == Shape.LOCAL_DATE) {
            dateOrders &= LocalDates.orders(value);
        }
        Tally tally = tallies.get(shape);
        if (tally == null) {
            tallies.put(shape, Tally.plus(null, row, value));
        } else {
            Tally.plus(tally, row, value);
        }
    }

    /** Takes all values that another profile has seen, of rows counted from the same beginning. */
    public void add(ValueProfile other) {
        other.tallies.forEach((shape, tally) -> tallies.compute(shape, (it, known) -> Tally.plus(known, tally)));
        numbers.add(other.numbers);
        dateOrders &= other.dateOrders;
        padding = Tally.plus(padding, other.padding);
        values += other.values;
    }

    /** Values seen, nulls included. */
    public long values() {
        return values;
    }

    /** Values seen of one shape. */
    public long count(Shape shape) {
        return Tally.count(tallies.get(shape));
    }

    /** Whether every value that is not null is a number, a date or the like. */
    public boolean isTyped() {
        HiveType type = valueType();
        return type != Scalar.STRING && type != Scalar.VOID;
    }

    public boolean hasNulls() {
        return absent() > 0;
    }

    /** Values seen that are null or a word for it. */
    public long absent() {
        return count(Shape.NULL) + count(Shape.NULL_WORD);
    }

    /** What the values are; {@code void} if there is none. */
    public HiveType valueType() {
        long given = given();
        if (given == 0) {
            return count(Shape.NULL_WORD) > 0 ? Scalar.STRING : Scalar.VOID;
        }
        if (count(Shape.TEXT) > 0) {
            return Scalar.STRING;
        }
        long loose = count(Shape.EXPONENT) + count(Shape.INFINITE);
        if (count(Shape.WHOLE) + count(Shape.FRACTION) + loose == given) {
            return loose == 0 ? numbers.type() : looseNumber();
        }
        if (count(Shape.TRUTH) == given) {
            return Scalar.BOOLEAN;
        }
        if (count(Shape.DATE) + count(Shape.OLD_DATE) == given) {
            return Scalar.DATE;
        }
        return count(Shape.TIMESTAMP) + count(Shape.ISO_TIMESTAMP) == given ? Scalar.TIMESTAMP : Scalar.STRING;
    }

    /** The type of numbers some of which are such only among fractions. */
    private HiveType looseNumber() {
        HiveType type = count(Shape.FRACTION) == 0 ? Scalar.STRING : numbers.type();
        return type == Scalar.DOUBLE || count(Shape.INFINITE) == 0 ? type : Scalar.STRING;
    }

    long given() {
        return values - absent();
    }

    /** Whether text readers that are told this type keep every value that was seen. */
    public boolean fits(HiveType type) {
        if (type == Scalar.STRING) {
            return true;
        }
        long given = given();
        if (odd() != null) {
            return false;
        }
        if (type == Scalar.BOOLEAN) {
            return count(Shape.TRUTH) == given;
        }
        if (type == Scalar.DATE) {
            return count(Shape.DATE) == given;
        }
        if (type == Scalar.TIMESTAMP) {
            return count(Shape.TIMESTAMP) == given;
        }
        return count(Shape.WHOLE) + count(Shape.FRACTION) == given && numbers.fit(type);
    }

    /** What a table read by Hive's text reader may declare; {@code string} where in doubt. */
    public HiveType readableType() {
        HiveType type = valueType();
        return type == Scalar.VOID || odd() != null ? Scalar.STRING : type;
    }

    /** Values that text readers turn to null though they fit the type; absent if there are none. */
    @Nullable Tally odd() {
        Tally form = oddForm();
        return form == null ? padding : form;
    }

    /** Those of a form that text readers do not know, whatever is around them. */
    @Nullable Tally oddForm() {
        for (Shape shape : UNREADABLE) {
            if (count(shape) > 0) {
                return tallies.get(shape);
            }
        }
        return null;
    }

    /** The first value of a shape; absent if there is none. */
    @Nullable Witness first(Shape shape) {
        Tally tally = tallies.get(shape);
        return tally == null ? null : tally.first();
    }

    /** What came to light about the values without looking for it. */
    public ColumnStatistics statistics() {
        HiveType type = valueType();
        boolean finite = count(Shape.WHOLE) + count(Shape.FRACTION) > 0 && count(Shape.INFINITE) == 0;
        return new ColumnStatistics(
                null,
                type == Scalar.BIGINT ? numbers.bounds() : new Bounds.Unknown(),
                finite && type != Scalar.STRING ? numbers.digits() : null,
                false);
    }

    NumberProfile numbers() {
        return numbers;
    }

    /** The orders of day, month and year that fit all dates in a local notation. */
    int dateOrders() {
        return dateOrders;
    }

    /** Why {@link #readableType}. */
    public Reason reason() {
        return reason(readableType());
    }

    /** Why a table declares this type, which is {@link #readableType}, {@link #valueType} or a string. */
    public Reason reason(HiveType declared) {
        return new ValueReason(this).of(declared);
    }
}
