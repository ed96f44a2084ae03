package dev.skep.inference;

import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The digits that the numbers of a column have in decimal notation, as text has them.
 *
 * @param whole the most before the point
 * @param fraction the most after it
 */
public record Digits(int whole, int fraction) {

    /** Those of no number. */
    static final Digits NONE = new Digits(0, 0);

    /** Those of the numbers of two columns; known only if both are. */
    static @Nullable Digits plus(@Nullable Digits left, @Nullable Digits right) {
        return left == null || right == null
                ? null
                : new Digits(Math.max(left.whole, right.whole), Math.max(left.fraction, right.fraction));
    }

    /** The known ones if values of the type are numbers, else those that it has room for; absent if it does not tell. */
    static @Nullable Digits of(@Nullable Digits known, HiveType type) {
        if (type instanceof Decimal decimal) {
            return known != null ? known : new Digits(decimal.precision() - decimal.scale(), decimal.scale());
        }
        if (!(type instanceof Scalar scalar)) {
            return null;
        }
        return switch (scalar) {
            case VOID -> NONE;
            case TINYINT -> known != null ? known : new Digits(3, 0);
            case SMALLINT -> known != null ? known : new Digits(5, 0);
            case INT -> known != null ? known : new Digits(10, 0);
            case BIGINT -> known != null ? known : new Digits(19, 0);
            case DOUBLE -> known;
            case BOOLEAN, FLOAT, DATE, TIMESTAMP, STRING, BINARY -> null;
        };
    }

    /** The narrowest decimal that holds them all; empty if none does. */
    public Optional<HiveType> decimal() {
        int precision = whole + fraction;
        return precision <= Decimal.MOST_DIGITS ? Optional.of(new Decimal(precision, fraction)) : Optional.empty();
    }
}
