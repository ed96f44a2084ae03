package dev.skep.inference.value;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.Optional;

/**
 * A text that nearly is a value of another type.
 *
 * @param why it is not, as a phrase about it
 */
record NearMiss(HiveType type, String why) {

    private static final int DAY_LENGTH = "2024-01-31".length();

    static Optional<NearMiss> of(String text) {
        if (isDigits(text) && text.length() > 1 && text.charAt(0) == '0') {
            return Optional.of(new NearMiss(Scalar.INT, "whose leading zeros a number loses"));
        }
        if (text.length() < DAY_LENGTH || !hasFormOfDay(text)) {
            return Optional.empty();
        }
        return Optional.of(
                text.length() == DAY_LENGTH
                        ? new NearMiss(Scalar.DATE, "which is no day of the calendar")
                        : new NearMiss(Scalar.TIMESTAMP, "which is no moment of a day"));
    }

    private static boolean hasFormOfDay(String text) {
        return isDigits(text.substring(0, 4))
                && text.charAt(4) == '-'
                && isDigits(text.substring(5, 7))
                && text.charAt(7) == '-'
                && isDigits(text.substring(8, DAY_LENGTH));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
