package dev.skep.server.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number by which a value of a typed key is ordered: itself, its epoch day, or its epoch microsecond. The store keeps it
 * beside the text, so that a filter is a plain comparison of an indexed column.
 */
public final class Ordinals {
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern DATE = Pattern.compile("(-?\\d{1,6})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern TIMESTAMP =
            Pattern.compile("([^ T]+)(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?)?");
    private static final long MICROS_OF_DAY = ChronoUnit.MICROS.between(LocalTime.MIN, LocalTime.MAX) + 1;

    private Ordinals() {}

    /**
     * Empty where the text is no value of the type, null's text included, and for types that are not ordered by a
     * whole number. What is finer than a microsecond counts as the microsecond it falls into.
     */
    public static OptionalLong of(KeyType type, String text) {
        return switch (type) {
            case INTEGRAL -> integer(text);
            case DATE -> date(text);
            case TIMESTAMP -> timestamp(text);
            case TEXT, DECIMAL -> OptionalLong.empty();
        };
    }

    /** Whether a text is written as a date, but of a day that no calendar has, as in {@code 2018-11-31}. */
    static boolean isNoDay(String text) {
        return DATE.matcher(text).matches() && date(text).isEmpty();
    }

    /** The order of the values of a type; what is no value of it comes last, by code point. */
    public static Comparator<String> order(KeyType type) {
        Comparator<String> byValue = switch (type) {
            case INTEGRAL, DATE, TIMESTAMP ->
                byNumber(text -> {
                    OptionalLong number = of(type, text);
                    return number.isPresent() ? Optional.of(BigDecimal.valueOf(number.getAsLong())) : Optional.empty();
                });
            case DECIMAL -> byNumber(Typing::decimal);
            case TEXT -> CodePoints::compare;
        };
        return byValue.thenComparing(CodePoints::compare);
    }

    private static Comparator<String> byNumber(Function<String, Optional<BigDecimal>> number) {
        return (left, right) -> {
            Optional<BigDecimal> a = number.apply(left);
            Optional<BigDecimal> b = number.apply(right);
            return a.isPresent() && b.isPresent()
                    ? a.get().compareTo(b.get())
                    : Boolean.compare(a.isEmpty(), b.isEmpty());
        };
    }

    private static OptionalLong integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong date(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(LocalDate.of(number(date.group(1)), number(date.group(2)), number(date.group(3)))
                    .toEpochDay());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong timestamp(String text) {
        Matcher timestamp = TIMESTAMP.matcher(text);
        if (!timestamp.matches()) {
            return OptionalLong.empty();
        }
        OptionalLong day = date(timestamp.group(1));
        if (day.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            LocalTime time = timestamp.group(2) == null
                    ? LocalTime.MIDNIGHT
                    : LocalTime.of(
                            number(timestamp.group(2)),
                            number(timestamp.group(3)),
                            timestamp.group(4) == null ? 0 : number(timestamp.group(4)),
                            timestamp.group(5) == null ? 0 : nanos(timestamp.group(5)));
            long micros = ChronoUnit.MICROS.between(LocalTime.MIN, time);
            return OptionalLong.of(Math.addExact(Math.multiplyExact(day.getAsLong(), MICROS_OF_DAY), micros));
        } catch (DateTimeException | ArithmeticException noSuchTime) {
            return OptionalLong.empty();
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int nanos(String fraction) {
        return Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
