package dev.skep.inference.format.sheet;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A cell as it is kept, not as it is shown.
 *
 * @param text the value in plain form: {@code 12}, {@code 1.5}, {@code true}, {@code 2020-01-02}
 */
public record Cell(Kind kind, String text) {

    /** What a cell holds, by its type and its number format. */
    public enum Kind {
        EMPTY,
        TEXT,
        WHOLE,
        FRACTION,
        TRUTH,
        DATE,
        TIMESTAMP
    }

    public static final Cell EMPTY = new Cell(Kind.EMPTY, "");

    /** Whole numbers beyond this are not exact. */
    private static final double MOST_EXACT = 9e15;

    private static final int DAY_LENGTH = "2020-01-02".length();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    public static Cell text(String text) {
        return text.isBlank() ? EMPTY : new Cell(Kind.TEXT, text);
    }

    public static Cell truth(boolean truth) {
        return new Cell(Kind.TRUTH, String.valueOf(truth));
    }

    /** A moment in the notation of ISO 8601. */
    public static Cell moment(String text) {
        return text.length() > DAY_LENGTH
                ? new Cell(Kind.TIMESTAMP, text.replace('T', ' '))
                : text.isBlank() ? EMPTY : new Cell(Kind.DATE, text);
    }

    /** A number, which its format may make a moment: days since the day before 1900, or 1904. */
    public static Cell number(double value, NumberFormat format, boolean since1904) {
        if (format != NumberFormat.NUMBER && value >= 0 && value < NumberFormat.LAST_DAY) {
            LocalDateTime moment = NumberFormat.moment(value, since1904);
            return switch (format) {
                case TIME -> new Cell(Kind.TEXT, CLOCK.format(moment));
                case DATE ->
                    value == Math.rint(value)
                            ? new Cell(Kind.DATE, DAY.format(moment))
                            : new Cell(Kind.TIMESTAMP, MOMENT.format(moment));
                case TIMESTAMP -> new Cell(Kind.TIMESTAMP, MOMENT.format(moment));
                case NUMBER -> throw new IllegalStateException("Numbers are no moments");
            };
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return EMPTY;
        }
        return value == Math.rint(value) && Math.abs(value) < MOST_EXACT
                ? new Cell(Kind.WHOLE, String.valueOf((long) value))
                : new Cell(Kind.FRACTION, new BigDecimal(Double.toString(value)).toPlainString());
    }
}
