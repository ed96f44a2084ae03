package dev.skep.inference.value;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text values of one column, seen one by one; merging two profiles equals seeing all values of both.
 *
 * <p>Gives two types: what the values are, and what Hive's text reader can declare without turning a value to null. It
 * knows dates as {@code yyyy-MM-dd} and timestamps as {@code yyyy-MM-dd HH:mm:ss[.f]}, no blanks around numbers, and no
 * word for null but {@code \N}.
 */
public final class ValueProfile {

    private static final int SHOWN = 40;

    /** Shapes that fit a type, though text readers know them not or not all. */
    private static final List<Shape> UNREADABLE =
            List.of(Shape.NULL_WORD, Shape.ISO_TIMESTAMP, Shape.OLD_DATE, Shape.INFINITE);

    private final Map<Shape, Tally> tallies = new EnumMap<>(Shape.class);
    private final NumberProfile numbers = new NumberProfile();
    private int dateOrders = LocalDates.ANY;
    private @Nullable Seen widest;
    private @Nullable Seen padding;
    private long values;
    private long padded;
    private boolean placed = true;

    /**
     * A value that was seen.
     *
     * @param row counted from 1; 0 if it is not known
     * @param value cut if it is long
     */
    public record Seen(long row, String value) {
        static Seen of(long row, String value) {
            return new Seen(row, value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…");
        }

        @Override
        public String toString() {
            return "\"" + value + "\"" + (row > 0 ? " in row " + row : " further down");
        }
    }

    /** How often a shape was seen, and where first. */
    private static final class Tally {
        private final Seen first;
        private long count;

        Tally(Seen first) {
            this.first = first;
        }
    }

    /** Takes the value of the next row. */
    public void add(String raw) {
        String value = raw;
        values++;
        if (!raw.isEmpty() && (raw.charAt(0) <= ' ' || raw.charAt(raw.length() - 1) <= ' ')) {
            value = raw.strip();
            padded++;
            padding = padding == null ? Seen.of(place(), raw) : padding;
        }
        Shape shape = Shapes.of(value);
        addNumber(shape, value);
        if (shape == Shape.LOCAL_DATE) {
            dateOrders &= LocalDates.orders(value);
        }
        Tally tally = tallies.get(shape);
        if (tally == null) {
            tally = new Tally(Seen.of(place(), value));
            tallies.put(shape, tally);
        }
        tally.count++;
    }

    private void addNumber(Shape shape, String value) {
        int needs = numbers.needs();
        if (shape == Shape.WHOLE) {
            numbers.addWhole(value);
        } else if (shape == Shape.FRACTION || shape == Shape.EXPONENT) {
            numbers.addFraction(value);
        } else {
            return;
        }
        if (numbers.needs() != needs) {
            widest = Seen.of(place(), value);
        }
    }

    /** What follows is not from the rows right below those seen so far, so it is not known which rows they are. */
    public void losePlace() {
        placed = false;
    }

    private long place() {
        return placed ? values : 0;
    }

    /** Takes all values that another profile has seen. */
    public void add(ValueProfile other) {
        other.tallies.forEach((shape, tally) ->
                tallies.computeIfAbsent(shape, it -> new Tally(after(tally.first))).count += tally.count);
        Seen wider = other.widest;
        int needs = numbers.needs();
        numbers.add(other.numbers);
        if (wider != null && numbers.needs() != needs) {
            widest = after(wider);
        }
        dateOrders &= other.dateOrders;
        padding = padding == null && other.padding != null ? after(other.padding) : padding;
        values += other.values;
        padded += other.padded;
    }

    private Seen after(Seen later) {
        return new Seen(placed && later.row() > 0 ? values + later.row() : 0, later.value());
    }

    /** Values seen, nulls included. */
    public long values() {
        return values;
    }

    /** Values seen of one shape. */
    public long count(Shape shape) {
        Tally tally = tallies.get(shape);
        return tally == null ? 0 : tally.count;
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

    private long given() {
        return values - absent();
    }

    /** What a table read by Hive's text reader may declare; {@code string} where in doubt. */
    public HiveType readableType() {
        HiveType type = valueType();
        return type == Scalar.VOID || oddForm() != null || padded > 0 ? Scalar.STRING : type;
    }

    private @Nullable Seen first(Shape shape) {
        Tally tally = tallies.get(shape);
        return tally == null ? null : tally.first;
    }

    /** A value in a form that text readers turn to null though it fits the type; absent if there is none. */
    private @Nullable Seen oddForm() {
        for (Shape shape : UNREADABLE) {
            if (count(shape) > 0) {
                return first(shape);
            }
        }
        return null;
    }

    /** The value that decided the type; absent if all of them did. */
    public Optional<Seen> witness() {
        HiveType type = valueType();
        if (type == Scalar.STRING) {
            return Optional.ofNullable(first(count(Shape.TEXT) > 0 ? Shape.TEXT : Shape.NULL_WORD));
        }
        if (type == Scalar.VOID) {
            return Optional.empty();
        }
        Seen odd = oddForm() == null ? padding : oddForm();
        return Optional.ofNullable(odd == null ? widest : odd);
    }

    /** Why {@link #readableType}, as a phrase naming a value. */
    public String reason() {
        HiveType type = valueType();
        if (type == Scalar.VOID) {
            return values == 0 ? "there is no row" : "all " + values + " values are empty";
        }
        if (type == Scalar.STRING) {
            return reasonForText();
        }
        if (count(Shape.NULL_WORD) > 0) {
            return "the values are " + type.text() + ", but a reader would not know " + first(Shape.NULL_WORD);
        }
        Seen odd = oddForm();
        if (odd != null) {
            return "the values are " + type.text() + " in a form that readers turn to null: " + odd;
        }
        if (padded > 0) {
            return "the values are " + type.text() + ", but have blanks around them, which readers turn to null";
        }
        long nulls = count(Shape.NULL);
        String all = "all " + (values - nulls) + " values are" + (nulls > 0 ? ", " + nulls + " are empty" : "");
        return widest == null ? all : all + "; it takes " + widest;
    }

    private String reasonForText() {
        long given = given();
        if (count(Shape.TEXT) > 0) {
            return "of the text " + first(Shape.TEXT);
        }
        if (given > 0 && count(Shape.LOCAL_DATE) == given) {
            return dateOrders == LocalDates.NONE
                    ? "the values are dates of which no one order of day, month and year fits all"
                    : "the values are dates written " + LocalDates.shown(dateOrders) + ", which readers turn to null: "
                            + first(Shape.LOCAL_DATE);
        }
        if (given > 0 && count(Shape.CLOCK) == given) {
            return "there is no type for a time of day: " + first(Shape.CLOCK);
        }
        if (given > 0 && count(Shape.FORMATTED) + count(Shape.WHOLE) + count(Shape.FRACTION) == given) {
            return count(Shape.FORMATTED) == 0
                    ? "no number type has so many digits: " + widest
                    : "numbers are written with signs or separators that readers turn to null: "
                            + first(Shape.FORMATTED);
        }
        List<String> kinds = tallies.entrySet().stream()
                .filter(tally -> tally.getKey() != Shape.NULL)
                .map(tally -> tally.getValue().first.toString())
                .toList();
        return kinds.size() == 1 ? "of " + kinds.get(0) : "kinds are mixed: " + String.join(", ", kinds);
    }
}
