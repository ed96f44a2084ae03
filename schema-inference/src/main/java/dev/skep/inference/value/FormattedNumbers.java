package dev.skep.inference.value;

/** Numbers written for people: {@code 1,234.50}, {@code 1.234,50}, {@code 12,5}, {@code $99}, {@code 5 %}. */
final class FormattedNumbers {

    private static final String CURRENCIES = "$€£¥₹₽₩";
    private static final String SEPARATORS = ",.' \u00A0\u202F";
    private static final int GROUP = 3;

    private FormattedNumbers() {}

    /** Whether a value that is no plain number is a number in such a notation. */
    static boolean matches(String value) {
        int from = 0;
        int to = value.length();
        boolean marked = false;
        if (to > 2 && value.charAt(0) == '(' && value.charAt(to - 1) == ')') {
            from++;
            to--;
            marked = true;
        }
        if (from < to && (value.charAt(from) == '-' || value.charAt(from) == '+')) {
            from++;
        }
        if (from < to && CURRENCIES.indexOf(value.charAt(from)) >= 0) {
            from = skipBlanks(value, from + 1, to);
            marked = true;
        }
        if (from < to && (value.charAt(to - 1) == '%' || CURRENCIES.indexOf(value.charAt(to - 1)) >= 0)) {
            to--;
            marked = true;
            while (to > from && isBlank(value.charAt(to - 1))) {
                to--;
            }
        }
        return isNumber(value, from, to, marked);
    }

    private static int skipBlanks(String value, int from, int to) {
        int i = from;
        while (i < to && isBlank(value.charAt(i))) {
            i++;
        }
        if (i < to && value.charAt(i) == '-') {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }

    /** @param marked whether a sign around the number tells it from a code, so that plain digits will do */
    private static boolean isNumber(String value, int from, int to, boolean marked) {
        int i = skipDigits(value, from, to);
        int lead = i - from;
        if (lead == 0) {
            return false;
        }
        if (i == to) {
            return marked;
        }
        char separator = value.charAt(i);
        if (SEPARATORS.indexOf(separator) < 0) {
            return false;
        }
        int groups = 0;
        while (lead <= GROUP
                && i < to
                && value.charAt(i) == separator
                && skipDigits(value, i + 1, to) - i - 1 == GROUP) {
            i += 1 + GROUP;
            groups++;
        }
        if (i == to) {
            return groups > 0;
        }
        char point = value.charAt(i);
        boolean isPoint = point == '.' || point == ',';
        if (!isPoint || (groups > 0 && point == separator)) {
            return false;
        }
        boolean decimals = i + 1 < to && skipDigits(value, i + 1, to) == to;
        return decimals && (groups > 0 || point == ',' || marked);
    }

    private static int skipDigits(String value, int from, int to) {
        int i = from;
        while (i < to && value.charAt(i) >= '0' && value.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
