package dev.skep.inference.format.sheet;

import java.time.LocalDateTime;
import java.util.Locale;

/** What a number means by its format. Numbers of formats are those of ECMA-376, part 1, 18.8.30. */
public enum NumberFormat {
    NUMBER,
    DATE,
    TIME,
    TIMESTAMP;

    /** The day after 9999-12-31. */
    static final double LAST_DAY = 2_958_466;

    private static final double SECONDS_A_DAY = 86_400;

    /** A format that comes with every workbook. */
    public static NumberFormat builtIn(int number) {
        if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) || (number >= 50 && number <= 58)) {
            return DATE;
        }
        if (number == 36) {
            return DATE;
        }
        if (number == 22) {
            return TIMESTAMP;
        }
        return (number >= 18 && number <= 21) || (number >= 32 && number <= 35) || (number >= 45 && number <= 47)
                ? TIME
                : NUMBER;
    }

    /** A format by its code, such as {@code yyyy-mm-dd hh:mm}. */
    public static NumberFormat of(String code) {
        String positive = bare(code).toLowerCase(Locale.ROOT);
        if (positive.contains("general")) {
            return NUMBER;
        }
        boolean day = positive.indexOf('y') >= 0 || positive.indexOf('d') >= 0;
        boolean clock = positive.indexOf('h') >= 0 || positive.indexOf('s') >= 0;
        boolean month = positive.indexOf('m') >= 0;
        if (day) {
            return clock ? TIMESTAMP : DATE;
        }
        if (clock) {
            return TIME;
        }
        return month ? DATE : NUMBER;
    }

    /** The code for positive numbers without quoted texts, escaped characters, colours and places. */
    private static String bare(String code) {
        StringBuilder bare = new StringBuilder();
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == ';') {
                break;
            } else if (c == '"' || c == '[') {
                int end = code.indexOf(c == '"' ? '"' : ']', i + 1);
                if (end < 0) {
                    break;
                }
                if (c == '[' && isElapsed(code.substring(i + 1, end))) {
                    bare.append('h');
                }
                i = end;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static boolean isElapsed(String bracket) {
        return !bracket.isEmpty()
                && bracket.toLowerCase(Locale.ROOT).chars().allMatch(c -> c == 'h' || c == 'm' || c == 's');
    }

    /** The moment that a number of days stands for, to the second. */
    static LocalDateTime moment(double days, boolean since1904) {
        long seconds = Math.round(days * SECONDS_A_DAY);
        // The first system counts a 29th of February 1900 that never was.
        LocalDateTime first = since1904
                ? LocalDateTime.of(1904, 1, 1, 0, 0)
                : days < 60 ? LocalDateTime.of(1899, 12, 31, 0, 0) : LocalDateTime.of(1899, 12, 30, 0, 0);
        return first.plusSeconds(seconds);
    }
}
