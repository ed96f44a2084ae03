package dev.skep.inference.value;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.math.BigDecimal;
import java.math.MathContext;

/** The numbers of a column, and the narrowest type that keeps every one of them. */
public final class NumberProfile {

    /** Every decimal number of so many digits survives a double. */
    private static final int SAFE_DIGITS = 15;

    private static final int LARGEST_SCALE = 400;

    private boolean fractions;
    private boolean beyondInt;
    private boolean beyondLong;
    private boolean lostByDouble;
    private int wholeDigits = 1;
    private int scale;

    /** Takes a value of shape {@link Shape#WHOLE}. */
    public void addWhole(String text) {
        int digits = text.length() - (text.charAt(0) == '-' ? 1 : 0);
        wholeDigits = Math.max(wholeDigits, digits);
        if (digits <= 9) {
            return;
        }
        if (digits > 19) {
            beyondInt = true;
            beyondLong = true;
        } else {
            BigDecimal value = new BigDecimal(text);
            long near = value.longValue();
            beyondInt |= near != (int) near;
            beyondLong |= value.compareTo(BigDecimal.valueOf(near)) != 0;
        }
        if (digits > SAFE_DIGITS) {
            lostByDouble |= isLost(new BigDecimal(text));
        }
    }

    /** Takes a value of shape {@link Shape#FRACTION}. */
    public void addFraction(String text) {
        if (!addPlain(text)) {
            addFraction(new BigDecimal(text));
        }
    }

    /** Takes a number of few digits without an exponent, as nearly all are, and no more than looks at it. */
    private boolean addPlain(String text) {
        int from = text.charAt(0) == '-' ? 1 : 0;
        int point = text.indexOf('.');
        boolean plain = point >= 0 && text.length() - from <= SAFE_DIGITS + 1;
        for (int i = point + 1; plain && i < text.length(); i++) {
            plain = text.charAt(i) <= '9';
        }
        if (plain) {
            fractions = true;
            wholeDigits = Math.max(wholeDigits, point - from);
            scale = Math.max(scale, text.length() - point - 1);
        }
        return plain;
    }

    public void addFraction(BigDecimal value) {
        fractions = true;
        wholeDigits = Math.max(wholeDigits, Math.min(LARGEST_SCALE, Math.max(1, value.precision() - value.scale())));
        scale = Math.max(scale, Math.min(LARGEST_SCALE, value.scale()));
        lostByDouble |= isLost(value);
    }

    public void add(NumberProfile other) {
        fractions |= other.fractions;
        beyondInt |= other.beyondInt;
        beyondLong |= other.beyondLong;
        lostByDouble |= other.lostByDouble;
        wholeDigits = Math.max(wholeDigits, other.wholeDigits);
        scale = Math.max(scale, other.scale);
    }

    /** What speaks for a wider type than {@code int} so far, as bits: it grows with the first value that needs more. */
    int needs() {
        return (fractions ? 1 : 0) | (beyondInt ? 2 : 0) | (beyondLong ? 4 : 0) | (lostByDouble ? 8 : 0);
    }

    public HiveType type() {
        if (!fractions && !beyondLong) {
            return beyondInt ? Scalar.BIGINT : Scalar.INT;
        }
        if (fractions && !lostByDouble) {
            return Scalar.DOUBLE;
        }
        int precision = wholeDigits + scale;
        return precision <= Decimal.MOST_DIGITS ? new Decimal(precision, scale) : Scalar.STRING;
    }

    /** Whether a double shows other digits than the text did. */
    private static boolean isLost(BigDecimal value) {
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
        // A double that was written with all its digits is the exact number, however many there are.
        return new BigDecimal(near).round(new MathContext(digits)).compareTo(value) != 0;
    }
}
