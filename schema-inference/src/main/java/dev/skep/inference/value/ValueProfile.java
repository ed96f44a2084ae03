package dev.skep.inference.value;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.EnumMap;
import java.util.Map;

/**
 * The text values of one column, seen one by one; merging two profiles equals seeing all values of both.
 *
 * <p>Gives two types: what the values are, and what Hive's text reader can declare without turning a value to null. It
 * knows dates as {@code yyyy-MM-dd} and timestamps as {@code yyyy-MM-dd HH:mm:ss[.f]}, no blanks around numbers, and no
 * word for null but {@code \N}.
 */
public final class ValueProfile {

    private static final int SHOWN = 40;

    private final Map<Shape, Long> counts = new EnumMap<>(Shape.class);
    private final Map<Shape, String> firsts = new EnumMap<>(Shape.class);
    private final NumberProfile numbers = new NumberProfile();
    private long values;
    private long padded;

    public void add(String raw) {
        String value = raw;
        if (!raw.isEmpty() && (raw.charAt(0) <= ' ' || raw.charAt(raw.length() - 1) <= ' ')) {
            value = raw.strip();
            padded++;
        }
        Shape shape = Shapes.of(value);
        values++;
        if (shape == Shape.WHOLE) {
            numbers.addWhole(value);
        } else if (shape == Shape.FRACTION) {
            numbers.addFraction(value);
        }
        counts.merge(shape, 1L, Long::sum);
        if (shape != Shape.NULL && !firsts.containsKey(shape)) {
            firsts.put(
                    shape,
                    "\"" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…") + "\" in value "
                            + values);
        }
    }

    /** Takes all values that another profile has seen. */
    public void add(ValueProfile other) {
        other.counts.forEach((shape, count) -> counts.merge(shape, count, Long::sum));
        other.firsts.forEach(firsts::putIfAbsent);
        numbers.add(other.numbers);
        values += other.values;
        padded += other.padded;
    }

    /** Values seen, nulls included. */
    public long values() {
        return values;
    }

    /** Values seen of one shape. */
    public long count(Shape shape) {
        return counts.getOrDefault(shape, 0L);
    }

    /** Whether every value that is not null is a number, a date or the like. */
    public boolean isTyped() {
        HiveType type = valueType();
        return type != Scalar.STRING && type != Scalar.VOID;
    }

    public boolean hasNulls() {
        return count(Shape.NULL) + count(Shape.NULL_WORD) > 0;
    }

    /** What the values are; {@code void} if there is none. */
    public HiveType valueType() {
        long given = values - count(Shape.NULL) - count(Shape.NULL_WORD);
        if (given == 0) {
            return count(Shape.NULL_WORD) > 0 ? Scalar.STRING : Scalar.VOID;
        }
        if (count(Shape.TEXT) > 0) {
            return Scalar.STRING;
        }
        if (count(Shape.WHOLE) + count(Shape.FRACTION) == given) {
            return numbers.type();
        }
        if (count(Shape.TRUTH) == given) {
            return Scalar.BOOLEAN;
        }
        if (count(Shape.DATE) == given) {
            return Scalar.DATE;
        }
        return count(Shape.TIMESTAMP) + count(Shape.ISO_TIMESTAMP) == given ? Scalar.TIMESTAMP : Scalar.STRING;
    }

    /** What a table read by Hive's text reader may declare; {@code string} where in doubt. */
    public HiveType readableType() {
        HiveType type = valueType();
        boolean unreadable = count(Shape.NULL_WORD) > 0 || count(Shape.ISO_TIMESTAMP) > 0 || padded > 0;
        return unreadable || type == Scalar.VOID ? Scalar.STRING : type;
    }

    /** Why {@link #readableType}, as a phrase naming a value. */
    public String reason() {
        HiveType type = valueType();
        if (type == Scalar.VOID) {
            return values == 0 ? "there is no row" : "all " + values + " values are empty";
        }
        if (type == Scalar.STRING) {
            Shape witness =
                    count(Shape.TEXT) > 0 ? Shape.TEXT : count(Shape.NULL_WORD) > 0 ? Shape.NULL_WORD : Shape.NULL;
            return witness == Shape.NULL ? mixture() : "of the text " + firsts.get(witness);
        }
        if (count(Shape.NULL_WORD) > 0) {
            return "the values are " + type.text() + ", but a reader would not know " + firsts.get(Shape.NULL_WORD);
        }
        if (count(Shape.ISO_TIMESTAMP) > 0) {
            return "the values are timestamps in a form that readers turn to null: " + firsts.get(Shape.ISO_TIMESTAMP);
        }
        if (padded > 0) {
            return "the values are " + type.text() + ", but have blanks around them, which readers turn to null";
        }
        long nulls = count(Shape.NULL);
        return "all " + (values - nulls) + " values are" + (nulls > 0 ? ", " + nulls + " are empty" : "");
    }

    private String mixture() {
        return "kinds are mixed: " + String.join(", ", firsts.values());
    }
}
