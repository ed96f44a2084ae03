package dev.skep.inference.value;

import java.util.Locale;
import java.util.Set;

/** Tells the {@link Shape} of a value; by hand, because every sampled value passes here. */
public final class Shapes {

    /** The day after Pope Gregory's gap lies in 1582; older dates are read differently by different engines. */
    private static final int FIRST_SAFE_YEAR = 1583;

    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NOTATION = 40;
    private static final int LONGEST_WORD = 9;
    private static final Set<String> INFINITIES = Set.of("inf", "-inf", "+inf", "infinity", "-infinity", "+infinity");
    private static final Set<String> NULL_WORDS = Set.of("na", "n/a", "nan", "null", "none", "-");

    /** How the words begin that are no text. */
    private static final String FIRST_OF_WORDS = "tTfFnNiI+-";

    private Shapes() {}

    /** The shape of a value without surrounding blanks. */
    public static Shape of(String value) {
        if (value.isEmpty() || value.equals("\\N")) {
            return Shape.NULL;
        }
        char first = value.charAt(0);
        if (isDigit(first) || first == '-' || first == '.') {
            Shape shape = startingLikeNumber(value);
            if (shape != Shape.TEXT) {
                return shape;
            }
        }
        if (value.length() > LONGEST_NOTATION) {
            return Shape.TEXT;
        }
        Shape word = word(value);
        return word == Shape.TEXT && hasDigit(value) ? notation(value, first) : word;
    }

    private static boolean hasDigit(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isDigit(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static Shape word(String value) {
        if (value.length() > LONGEST_WORD || FIRST_OF_WORDS.indexOf(value.charAt(0)) < 0) {
            return Shape.TEXT;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Shape.TRUTH;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (NULL_WORDS.contains(lower)) {
            return Shape.NULL_WORD;
        }
        return INFINITIES.contains(lower) ? Shape.INFINITE : Shape.TEXT;
    }

    /** What is written for people: local dates, times of day, numbers with signs and separators. */
    private static Shape notation(String value, char first) {
        if (isDigit(first) && isClock(value)) {
            return Shape.CLOCK;
        }
        if (LocalDates.orders(value) != LocalDates.NONE) {
            return Shape.LOCAL_DATE;
        }
        return FormattedNumbers.matches(value) ? Shape.FORMATTED : Shape.TEXT;
    }

    private static Shape startingLikeNumber(String value) {
        if (value.length() >= 10 && value.charAt(4) == '-' && value.charAt(7) == '-') {
            return moment(value);
        }
        return value.length() <= LONGEST_NUMBER ? number(value) : Shape.TEXT;
    }

    private static Shape number(String value) {
        int length = value.length();
        int i = value.charAt(0) == '-' ? 1 : 0;
        int whole = digits(value, i);
        boolean leadingZero = whole > 1 && value.charAt(i) == '0';
        i += whole;
        int fraction = 0;
        boolean point = i < length && value.charAt(i) == '.';
        if (point) {
            fraction = digits(value, i + 1);
            i += 1 + fraction;
        }
        if (leadingZero || whole + fraction == 0 || (point && fraction == 0)) {
            return Shape.TEXT;
        }
        boolean exponent = i < length && (value.charAt(i) == 'e' || value.charAt(i) == 'E');
        boolean signed = false;
        if (exponent) {
            i++;
            if (i < length && (value.charAt(i) == '-' || value.charAt(i) == '+')) {
                signed = true;
                i++;
            }
            int power = digits(value, i);
            if (power == 0 || power > 3) {
                return Shape.TEXT;
            }
            i += power;
        }
        if (i < length) {
            return Shape.TEXT;
        }
        if (exponent && !point) {
            return signed ? Shape.FRACTION : Shape.EXPONENT;
        }
        return point ? Shape.FRACTION : Shape.WHOLE;
    }

    private static Shape moment(String value) {
        int length = value.length();
        if (!isDay(value)) {
            return Shape.TEXT;
        }
        boolean old = number(value, 0, 4) < FIRST_SAFE_YEAR;
        if (length == 10) {
            return old ? Shape.OLD_DATE : Shape.DATE;
        }
        char separator = value.charAt(10);
        if ((separator != ' ' && separator != 'T') || length < 16 || !isClockOfMoment(value)) {
            return Shape.TEXT;
        }
        boolean seconds = length >= 19 && value.charAt(16) == ':';
        int i = seconds ? 19 : 16;
        if (seconds && i < length && value.charAt(i) == '.') {
            int fraction = digits(value, i + 1);
            if (fraction == 0 || fraction > 9) {
                return Shape.TEXT;
            }
            i += 1 + fraction;
        }
        if (i == length) {
            return separator == ' ' && seconds && !old ? Shape.TIMESTAMP : Shape.ISO_TIMESTAMP;
        }
        return isZone(value, i) ? Shape.ISO_TIMESTAMP : Shape.TEXT;
    }

    private static boolean isDay(String value) {
        if (digits(value, 0) != 4 || digits(value, 5) != 2 || digits(value, 8) != 2) {
            return false;
        }
        int year = number(value, 0, 4);
        int month = number(value, 5, 7);
        int day = number(value, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= java.time.YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isClockOfMoment(String value) {
        if (digits(value, 11) != 2 || value.charAt(13) != ':' || digits(value, 14) != 2) {
            return false;
        }
        if (number(value, 11, 13) > 23 || number(value, 14, 16) > 59) {
            return false;
        }
        if (value.length() < 19 || value.charAt(16) != ':') {
            return true;
        }
        return digits(value, 17) == 2 && number(value, 17, 19) <= 59;
    }

    /** Whether a value is a time of day: {@code H:mm}, {@code HH:mm:ss.f}, maybe with AM or PM or a zone. */
    static boolean isClock(String value) {
        int hour = digits(value, 0);
        if (hour < 1 || hour > 2 || value.length() < hour + 3 || value.charAt(hour) != ':') {
            return false;
        }
        if (digits(value, hour + 1) != 2 || number(value, 0, hour) > 24 || number(value, hour + 1, hour + 3) > 59) {
            return false;
        }
        int i = hour + 3;
        if (i + 2 < value.length() && value.charAt(i) == ':' && digits(value, i + 1) == 2) {
            i += 3;
            if (i < value.length() && (value.charAt(i) == '.' || value.charAt(i) == ',')) {
                int fraction = digits(value, i + 1);
                i += fraction == 0 ? 0 : 1 + fraction;
            }
        }
        if (i == value.length()) {
            return true;
        }
        String rest = value.substring(i).strip();
        return rest.equalsIgnoreCase("am") || rest.equalsIgnoreCase("pm") || isZone(value, i);
    }

    private static boolean isZone(String value, int from) {
        String zone = value.substring(from).strip();
        if (zone.equals("Z") || zone.equals("UTC") || zone.equals("GMT")) {
            return true;
        }
        if (zone.length() < 3 || (zone.charAt(0) != '+' && zone.charAt(0) != '-')) {
            return false;
        }
        String clock = zone.substring(1).replace(":", "");
        return (clock.length() == 2 || clock.length() == 4) && digits(clock, 0) == clock.length();
    }

    /** How many ASCII digits stand from an index on. */
    private static int digits(String value, int from) {
        int i = from;
        while (i < value.length() && isDigit(value.charAt(i))) {
            i++;
        }
        return i - from;
    }

    private static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
