package dev.skep.inference.format.table;

import dev.skep.inference.HiveType.Decimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decimal types as table formats spell them: {@code decimal(10,2)}, {@code decimal(10, 2)}, {@code decimal}. */
final class DecimalText {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");

    private DecimalText() {}

    static Optional<Decimal> parse(String text) {
        if (text.equals("decimal")) {
            return Optional.of(new Decimal(10, 0));
        }
        Matcher matcher = DECIMAL.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int precision = Integer.parseInt(matcher.group(1));
        int scale = Integer.parseInt(matcher.group(2));
        return precision >= 1 && precision <= Decimal.MOST_DIGITS && scale <= precision
                ? Optional.of(new Decimal(precision, scale))
                : Optional.empty();
    }
}
