package dev.skep.inference.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Dates as people write them: {@code 31/01/2024}, {@code 1.31.24}, {@code 2024/01/31}, {@code 31-Jan-2024}, {@code Jan
 * 31, 2024}, each maybe with a time of day. Which of day and month comes first shows only over many values, so a value
 * gives the set of orders it allows, as bits, and a column the intersection.
 */
final class LocalDates {

    /** No order fits: the value is no date. */
    static final int NONE = 0;

    /** Every order fits: before the first value. */
    static final int ANY = -1;

    private static final int LONGEST = 40;

    private static final Set<String> MONTHS = Set.of(
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "sept");

    /** The fields of a date in the order in which they are written. */
    private enum Order {
        DAY_MONTH_YEAR(1, "dMy"),
        MONTH_DAY_YEAR(2, "Mdy"),
        YEAR_MONTH_DAY(4, "yMd"),
        DAY_NAME_YEAR(8, "d MMM y"),
        NAME_DAY_YEAR(16, "MMM d, y");

        private final int bit;
        private final String shown;

        Order(int bit, String shown) {
            this.bit = bit;
            this.shown = shown;
        }
    }

    private LocalDates() {}

    /** The orders that a value without surrounding blanks allows. */
    static int orders(String value) {
        int length = value.length();
        if (length < 6 || length > LONGEST) {
            return NONE;
        }
        int end = dateEnd(value);
        if (end < length && !isClock(value, end)) {
            return NONE;
        }
        char first = value.charAt(0);
        if (first >= '0' && first <= '9') {
            return startingWithDigit(value, end);
        }
        return Character.isLetter(first) ? nameFirst(value, end) : NONE;
    }

    /** The orders as people write them, such as {@code d/M/y}; the separator is shown as a slash. */
    static String shown(int orders) {
        List<String> shown = new ArrayList<>();
        for (Order order : Order.values()) {
            if ((orders & order.bit) != 0) {
                shown.add(order.shown.length() == 3 ? String.join("/", order.shown.split("")) : order.shown);
            }
        }
        return String.join(" or ", shown);
    }

    /** Where the time of day begins, with the blank before it; the length if there is none. */
    private static int dateEnd(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            return value.length();
        }
        int blank = Math.max(value.lastIndexOf(' ', colon), value.lastIndexOf('T', colon));
        return blank < 0 ? 0 : blank;
    }

    private static boolean isClock(String value, int blank) {
        if (blank == 0) {
            return false;
        }
        return Shapes.isClock(value.substring(blank + 1));
    }

    private static int startingWithDigit(String value, int end) {
        int first = digits(value, 0, end);
        if (first > 4 || first >= end) {
            return NONE;
        }
        char separator = value.charAt(first);
        if (Character.isLetter(value.charAt(Math.min(first + 1, end - 1)))) {
            return dayName(value, first, separator, end);
        }
        if (separator != '/' && separator != '.' && separator != '-') {
            return NONE;
        }
        int secondAt = first + 1;
        int second = digits(value, secondAt, end);
        int thirdAt = secondAt + second + 1;
        if (second < 1 || second > 2 || thirdAt >= end || value.charAt(thirdAt - 1) != separator) {
            return NONE;
        }
        int third = digits(value, thirdAt, end);
        if (thirdAt + third != end) {
            return NONE;
        }
        int a = number(value, 0, first);
        int b = number(value, secondAt, secondAt + second);
        int c = number(value, thirdAt, end);
        if (first == 4) {
            return third <= 2 && isYear(a) && isMonth(b) && isDay(c) ? Order.YEAR_MONTH_DAY.bit : NONE;
        }
        boolean year = third == 4 ? isYear(c) : third == 2 && separator != '.' && separator != '-';
        if (first > 2 || !year) {
            return NONE;
        }
        return (isDay(a) && isMonth(b) ? Order.DAY_MONTH_YEAR.bit : 0)
                | (isMonth(a) && isDay(b) ? Order.MONTH_DAY_YEAR.bit : 0);
    }

    /** {@code 31-Jan-2024}, {@code 31 January 24}. */
    private static int dayName(String value, int first, char separator, int end) {
        int nameEnd = letters(value, first + 1, end);
        boolean separated = separator == ' ' || separator == '-' || separator == '/' || separator == '.';
        if (!separated || first > 2 || !isName(value, first + 1, nameEnd) || nameEnd >= end) {
            return NONE;
        }
        int year = digits(value, nameEnd + 1, end);
        boolean fits = (year == 4 || year == 2) && nameEnd + 1 + year == end && value.charAt(nameEnd) == separator;
        return fits && isDay(number(value, 0, first)) ? Order.DAY_NAME_YEAR.bit : NONE;
    }

    /** {@code Jan 31, 2024}. */
    private static int nameFirst(String value, int end) {
        int nameEnd = letters(value, 0, end);
        if (!isName(value, 0, nameEnd) || nameEnd >= end) {
            return NONE;
        }
        int dayAt = nameEnd + (value.startsWith(". ", nameEnd) ? 2 : 1);
        int day = digits(value, Math.min(dayAt, end), end);
        int yearAt = dayAt + day + (value.startsWith(", ", Math.min(dayAt + day, end)) ? 2 : 1);
        if (day < 1 || day > 2 || yearAt >= end || digits(value, yearAt, end) != 4 || yearAt + 4 != end) {
            return NONE;
        }
        return isDay(number(value, dayAt, dayAt + day)) ? Order.NAME_DAY_YEAR.bit : NONE;
    }

    private static boolean isName(String value, int from, int to) {
        return to - from >= 3 && MONTHS.contains(value.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private static int letters(String value, int from, int end) {
        int i = from;
        while (i < end && Character.isLetter(value.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int digits(String value, int from, int end) {
        int i = from;
        while (i < end && value.charAt(i) >= '0' && value.charAt(i) <= '9') {
            i++;
        }
        return i - from;
    }

    private static int number(String value, int from, int to) {
        return to - from > 4 ? -1 : Integer.parseInt(value, from, to, 10);
    }

    private static boolean isYear(int year) {
        return year >= 1000;
    }

    private static boolean isMonth(int month) {
        return month >= 1 && month <= 12;
    }

    private static boolean isDay(int day) {
        return day >= 1 && day <= 31;
    }
}
