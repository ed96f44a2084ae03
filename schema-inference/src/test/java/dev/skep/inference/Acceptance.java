package dev.skep.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a type keeps a value as it is, said without any code of the library but its types. */
public final class Acceptance {

    private Acceptance() {}

    public static boolean keeps(HiveType type, JsonNode value) {
        if (value.isNull() || type == Scalar.STRING) {
            return true;
        }
        if (type instanceof Array array) {
            return value.isArray() && all(value, each -> keeps(array.element(), each));
        }
        if (type instanceof HiveType.Map map) {
            return value.isObject() && all(value, each -> keeps(map.value(), each));
        }
        if (type instanceof Struct struct) {
            return value.isObject()
                    && value.properties().stream()
                            .allMatch(part -> field(struct, part.getKey())
                                    .filter(found -> keeps(found, part.getValue()))
                                    .isPresent());
        }
        if (value.isNumber()) {
            return keepsNumber(type, value.decimalValue());
        }
        if (value.isBoolean()) {
            return type == Scalar.BOOLEAN;
        }
        return value.isTextual() && keepsText(type, value.textValue());
    }

    private static boolean all(JsonNode values, Predicate<JsonNode> test) {
        for (JsonNode each : values) {
            if (!test.test(each)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<HiveType> field(Struct struct, String name) {
        return struct.fields().stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .map(HiveType.Field::type)
                .findFirst();
    }

    private static boolean keepsNumber(HiveType type, BigDecimal value) {
        if (type instanceof Decimal decimal) {
            BigDecimal exact = value.stripTrailingZeros();
            int whole = exact.signum() == 0 ? 0 : exact.precision() - exact.scale();
            return exact.scale() <= decimal.scale() && whole <= decimal.precision() - decimal.scale();
        }
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case TINYINT -> fits(value, 7);
                case SMALLINT -> fits(value, 15);
                case INT -> fits(value, 31);
                case BIGINT -> fits(value, 63);
                case FLOAT -> shows(new BigDecimal(value.floatValue()), value);
                case DOUBLE ->
                    !Double.isInfinite(value.doubleValue()) && shows(new BigDecimal(value.doubleValue()), value);
                case VOID, BOOLEAN, DATE, TIMESTAMP, STRING, BINARY -> false;
            };
        }
        return false;
    }

    private static boolean fits(BigDecimal value, int bits) {
        return value.stripTrailingZeros().scale() <= 0 && value.toBigInteger().bitLength() <= bits;
    }

    /** Whether a number shows all digits of another. */
    private static boolean shows(BigDecimal near, BigDecimal value) {
        int digits = Math.max(1, value.stripTrailingZeros().precision());
        return near.round(new MathContext(digits)).compareTo(value) == 0;
    }

    private static boolean keepsText(HiveType type, String text) {
        if (type != Scalar.DATE && type != Scalar.TIMESTAMP) {
            return type instanceof HiveType.Varchar || type instanceof HiveType.Char;
        }
        try {
            return text.isEmpty()
                    || (type == Scalar.DATE ? text.equals(LocalDate.parse(text).toString()) : text.length() >= 16);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
