package dev.skep.inference.value;

import dev.skep.inference.Bounds;
import dev.skep.inference.Digits;
import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The numbers of a column, and the narrowest type that keeps every one of them. */
public final class NumberProfile {

    /** Every decimal number of so many digits survives a double. */
    private static final int SAFE_DIGITS = 15;

    /** Digits after the point that amounts of money have at most. */
    private static final int AMOUNT_SCALE = 4;

    /** Digits of the largest {@code smallint}, {@code int} and {@code bigint}. */
    private static final int SHORT_DIGITS = 5;

    private static final int INT_DIGITS = 10;
    private static final int LONG_DIGITS = 19;

    /** The largest number of fewer than {@link #INT_DIGITS} digits. */
    private static final long SMALL = 999_999_999;

    private static final int LARGEST_SCALE = 400;

    /** Digits of an exponent that is beyond all types. */
    private static final int LARGEST_POWER = 5;

    private @Nullable Tally fractions;
    private @Nullable Tally beyondShort;
    private @Nullable Tally beyondInt;
    private @Nullable Tally beyondLong;
    private @Nullable Tally lostByDouble;
    private @Nullable Tally beyondDecimal;
    private boolean beyondTruth;
    private boolean small;
    private boolean smallNegative;
    private long smallest = Long.MAX_VALUE;
    private long largest = Long.MIN_VALUE;
    private long count;
    private int wholeDigits = 1;
    private int scale;

    /**
     * Takes a value of shape {@link Shape#WHOLE}.
     *
     * @param row where it is; 0 if that is not known
     */
    public void addWhole(String text, long row) {
        count++;
        int digits = text.length() - (text.charAt(0) == '-' ? 1 : 0);
        wholeDigits = Math.max(wholeDigits, digits);
        beyondTruth |= text.length() > 1 || text.charAt(0) > '1';
        small |= digits < INT_DIGITS;
        smallNegative |= digits < INT_DIGITS && digits < text.length();
        if (digits < SHORT_DIGITS) {
            return;
        }
        if (digits < INT_DIGITS) {
            if (digits > SHORT_DIGITS || isBeyondShort(Integer.parseInt(text))) {
                beyondShort = Tally.plus(beyondShort, row, text);
            }
            return;
        }
        beyondShort = Tally.plus(beyondShort, row, text);
        boolean isLong = digits < LONG_DIGITS || (digits == LONG_DIGITS && isLong(text));
        if (isLong) {
            long value = Long.parseLong(text);
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
            beyondInt = isBeyondInt(value) ? Tally.plus(beyondInt, row, text) : beyondInt;
        } else {
            beyondInt = Tally.plus(beyondInt, row, text);
            beyondLong = Tally.plus(beyondLong, row, text);
        }
        if (digits > Decimal.MOST_DIGITS) {
            beyondDecimal = Tally.plus(beyondDecimal, row, text);
        }
        if (digits > SAFE_DIGITS && isLost(new BigDecimal(text), text)) {
            lostByDouble = Tally.plus(lostByDouble, row, text);
        }
    }

    private static boolean isBeyondShort(int value) {
        return value != (short) value;
    }

    private static boolean isBeyondInt(long value) {
        return value != (int) value;
    }

    private static boolean isLong(String text) {
        BigDecimal value = new BigDecimal(text);
        return value.compareTo(BigDecimal.valueOf(value.longValue())) == 0;
    }

    /** Takes a value of shape {@link Shape#FRACTION}. */
    public void addFraction(String text, long row) {
        if (isBeyondAll(text)) {
            count++;
            fractions = Tally.plus(fractions, row, text);
            lostByDouble = Tally.plus(lostByDouble, row, text);
            scale = LARGEST_SCALE;
        } else if (!addPlain(text, row)) {
            addFraction(new BigDecimal(text), text, row);
        }
    }

    /** Whether the exponent alone is too large for any type, and for a {@link BigDecimal}. */
    private static boolean isBeyondAll(String text) {
        int power = Math.max(text.lastIndexOf('e'), text.lastIndexOf('E'));
        return power > 0 && text.length() - power - 1 > LARGEST_POWER;
    }

    /** Takes a number of few digits without an exponent, as nearly all are, and no more than looks at it. */
    private boolean addPlain(String text, long row) {
        int from = text.charAt(0) == '-' ? 1 : 0;
        int point = text.indexOf('.');
        boolean plain = point >= 0 && text.length() - from <= SAFE_DIGITS + 1;
        for (int i = point + 1; plain && i < text.length(); i++) {
            plain = text.charAt(i) <= '9';
        }
        if (plain) {
            count++;
            fractions = Tally.plus(fractions, row, text);
            wholeDigits = Math.max(wholeDigits, point - from);
            scale = Math.max(scale, text.length() - point - 1);
        }
        return plain;
    }

    /** Takes a number that is not whole. */
    public void addFraction(BigDecimal value, long row) {
        addFraction(value, value.toString(), row);
    }

    private void addFraction(BigDecimal value, String text, long row) {
        count++;
        fractions = Tally.plus(fractions, row, text);
        wholeDigits = Math.max(wholeDigits, Math.min(LARGEST_SCALE, Math.max(1, value.precision() - value.scale())));
        scale = Math.max(scale, Math.min(LARGEST_SCALE, value.scale()));
        if (isLost(value, text)) {
            lostByDouble = Tally.plus(lostByDouble, row, text);
        }
    }

    /** Takes all numbers that another profile has seen, of rows counted from the same beginning. */
    public void add(NumberProfile other) {
        fractions = Tally.plus(fractions, other.fractions);
        beyondShort = Tally.plus(beyondShort, other.beyondShort);
        beyondInt = Tally.plus(beyondInt, other.beyondInt);
        beyondLong = Tally.plus(beyondLong, other.beyondLong);
        beyondDecimal = Tally.plus(beyondDecimal, other.beyondDecimal);
        lostByDouble = Tally.plus(lostByDouble, other.lostByDouble);
        beyondTruth |= other.beyondTruth;
        small |= other.small;
        smallNegative |= other.smallNegative;
        smallest = Math.min(smallest, other.smallest);
        largest = Math.max(largest, other.largest);
        count += other.count;
        wholeDigits = Math.max(wholeDigits, other.wholeDigits);
        scale = Math.max(scale, other.scale);
    }

    public HiveType type() {
        if (fractions == null && beyondLong == null) {
            return beyondInt == null ? Scalar.INT : Scalar.BIGINT;
        }
        return fractions != null && lostByDouble == null ? Scalar.DOUBLE : decimal();
    }

    /**
     * Between which the numbers of a {@code bigint} lie, which its type does not tell. Numbers of few digits are not looked
     * at one by one.
     */
    public Bounds bounds() {
        if (type() != Scalar.BIGINT) {
            return new Bounds.Unknown();
        }
        long from = small ? Math.min(smallest, smallNegative ? -SMALL : 0) : smallest;
        long to = small ? Math.max(largest, SMALL) : largest;
        return new Bounds.Range(Bounds.Kind.NUMBER, String.valueOf(from), String.valueOf(to), !small);
    }

    /** Those before and after the point. */
    public Digits digits() {
        return new Digits(wholeDigits, scale);
    }

    private HiveType decimal() {
        return digits().decimal().orElse(Scalar.STRING);
    }

    /** The first value that an {@code int} does not keep, or that the type needed before it does not; if there is one. */
    public Optional<Witness> witness() {
        Tally decisive = fractions == null
                ? beyondLong != null ? beyondLong : beyondInt
                : lostByDouble != null ? lostByDouble : fractions;
        return Optional.ofNullable(decisive).map(Tally::first);
    }

    /**
     * The type that came second. Its score is the share of values that it keeps; half, if it keeps all but is never taken
     * while another does.
     */
    public Rival runnerUp() {
        if (fractions == null) {
            return ofWhole();
        }
        if (lostByDouble != null) {
            return refused(Scalar.DOUBLE.text(), lostByDouble);
        }
        if (2 * Tally.count(fractions) < count) {
            HiveType whole = beyondLong != null
                    ? new Decimal(Math.min(wholeDigits, Decimal.MOST_DIGITS), 0)
                    : beyondInt == null ? Scalar.INT : Scalar.BIGINT;
            return refused(whole.text(), fractions);
        }
        return decimal() == Scalar.STRING
                ? new Rival(Scalar.STRING.text(), 0.5, "it keeps all values, but as text")
                : new Rival(decimal().text(), 0.5, "it keeps all values, but not what is longer");
    }

    private Rival ofWhole() {
        if (beyondDecimal != null) {
            return refused(new Decimal(Decimal.MOST_DIGITS, 0).text(), beyondDecimal);
        }
        if (beyondLong != null) {
            return refused(Scalar.BIGINT.text(), beyondLong);
        }
        if (beyondInt != null) {
            return refused(Scalar.INT.text(), beyondInt);
        }
        if (beyondShort != null) {
            return refused(Scalar.SMALLINT.text(), beyondShort);
        }
        return beyondTruth
                ? new Rival(Scalar.SMALLINT.text(), 0.5, "it keeps all values, but not what is larger")
                : new Rival(Scalar.BOOLEAN.text(), 0.5, "all values are 0 or 1, which readers do not take for that");
    }

    private Rival refused(String type, Tally by) {
        return new Rival(
                type,
                (double) (count - Tally.count(by)) / count,
                "refused by " + by.first().text());
    }

    /** Whether a type keeps every one of them; false of types that are none of {@link #type}'s. */
    boolean fit(HiveType type) {
        if (type instanceof Decimal decimal) {
            return scale <= decimal.scale() && wholeDigits <= decimal.precision() - decimal.scale();
        }
        return (type == Scalar.INT && fractions == null && beyondInt == null)
                || (type == Scalar.BIGINT && fractions == null && beyondLong == null)
                || (type == Scalar.DOUBLE && lostByDouble == null);
    }

    /** Whether a double shows other digits than the text did. */
    private static boolean isLost(BigDecimal value, String text) {
        double near = value.doubleValue();
        if (Double.isInfinite(near)) {
            return true;
        }
        int digits = value.stripTrailingZeros().precision();
        if (near == 0) {
            return value.signum() != 0;
        }
        if (digits <= SAFE_DIGITS && Math.abs(near) > 1e-300) {
            return false;
        }
        // An amount is no double that was written out, so it has to be what readers show of the double.
        if (isAmount(value, text)) {
            return new BigDecimal(Double.toString(near)).compareTo(value) != 0;
        }
        // A double that was written with all its digits is the exact number, however many there are.
        return new BigDecimal(near).round(new MathContext(digits)).compareTo(value) != 0;
    }

    private static boolean isAmount(BigDecimal value, String text) {
        boolean power = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        return value.scale() > 0 && value.scale() <= AMOUNT_SCALE && !power;
    }
}
