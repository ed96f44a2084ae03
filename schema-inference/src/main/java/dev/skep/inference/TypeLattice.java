package dev.skep.inference;

import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.HiveType.Varchar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How two types join: the narrowest type that keeps every value of both.
 *
 * <p>{@code void} is the bottom and {@code string} the top. The join is idempotent, associative, and commutative but for
 * the order of struct fields, which is that of first sight; {@link #equivalent} ignores it. Two consequences shape the
 * table of numbers: a {@code bigint} or {@code decimal} beside a {@code double} gives {@code string}, since a double
 * keeps neither, whatever the values at hand; and digits beyond 38 give {@code string}.
 */
public final class TypeLattice {

    private TypeLattice() {}

    public static HiveType join(HiveType left, HiveType right) {
        if (left.equals(right) || right == Scalar.VOID) {
            return left;
        }
        if (left == Scalar.VOID) {
            return right;
        }
        Optional<HiveType> nested = joinNested(left, right);
        if (nested.isPresent()) {
            return nested.get();
        }
        if (left instanceof Varchar a && right instanceof Varchar b) {
            return a.length() >= b.length() ? a : b;
        }
        if (left instanceof Char a && right instanceof Char b) {
            return a.length() >= b.length() ? a : b;
        }
        if (isFloating(left) || isFloating(right)) {
            return joinFloating(left, right);
        }
        return joinExact(left, right);
    }

    /** Equal but for the order and the case of struct fields. */
    public static boolean equivalent(HiveType left, HiveType right) {
        if (left instanceof Struct a && right instanceof Struct b) {
            Map<String, HiveType> fields = byName(a);
            return fields.size() == b.fields().size()
                    && b.fields().stream().allMatch(field -> {
                        HiveType other = fields.get(fold(field.name()));
                        return other != null && equivalent(other, field.type());
                    });
        }
        if (left instanceof Array a && right instanceof Array b) {
            return equivalent(a.element(), b.element());
        }
        if (left instanceof HiveType.Map a && right instanceof HiveType.Map b) {
            return equivalent(a.key(), b.key()) && equivalent(a.value(), b.value());
        }
        return left.equals(right);
    }

    private static Optional<HiveType> joinNested(HiveType left, HiveType right) {
        if (left instanceof Array a && right instanceof Array b) {
            return Optional.of(new Array(join(a.element(), b.element())));
        }
        if (left instanceof HiveType.Map a && right instanceof HiveType.Map b) {
            return Optional.of(new HiveType.Map(join(a.key(), b.key()), join(a.value(), b.value())));
        }
        if (left instanceof Struct a && right instanceof Struct b) {
            Map<String, Field> fields = new LinkedHashMap<>();
            for (Struct struct : List.of(a, b)) {
                for (Field field : struct.fields()) {
                    fields.merge(
                            fold(field.name()),
                            field,
                            (seen, next) -> new Field(seen.name(), join(seen.type(), next.type())));
                }
            }
            return Optional.of(new Struct(List.copyOf(fields.values())));
        }
        return Optional.empty();
    }

    private static HiveType joinFloating(HiveType left, HiveType right) {
        if (isFloating(left) && isFloating(right)) {
            return Scalar.DOUBLE;
        }
        HiveType floating = isFloating(left) ? left : right;
        HiveType other = isFloating(left) ? right : left;
        if (other == Scalar.TINYINT || other == Scalar.SMALLINT) {
            return floating;
        }
        return other == Scalar.INT ? Scalar.DOUBLE : Scalar.STRING;
    }

    private static HiveType joinExact(HiveType left, HiveType right) {
        int leftWhole = wholeDigits(left);
        int rightWhole = wholeDigits(right);
        if (leftWhole < 0 || rightWhole < 0) {
            return Scalar.STRING;
        }
        if (left instanceof Scalar && right instanceof Scalar) {
            return leftWhole >= rightWhole ? left : right;
        }
        int scale = Math.max(scale(left), scale(right));
        int precision = Math.max(leftWhole, rightWhole) + scale;
        return precision <= Decimal.MOST_DIGITS ? new Decimal(precision, scale) : Scalar.STRING;
    }

    private static boolean isFloating(HiveType type) {
        return type == Scalar.FLOAT || type == Scalar.DOUBLE;
    }

    /** Digits before the point that hold every value of an exact number type; -1 for all other types. */
    private static int wholeDigits(HiveType type) {
        if (type instanceof Decimal decimal) {
            return decimal.precision() - decimal.scale();
        }
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case TINYINT -> 3;
                case SMALLINT -> 5;
                case INT -> 10;
                case BIGINT -> 19;
                case VOID, BOOLEAN, FLOAT, DOUBLE, DATE, TIMESTAMP, STRING, BINARY -> -1;
            };
        }
        return -1;
    }

    private static int scale(HiveType type) {
        return type instanceof Decimal decimal ? decimal.scale() : 0;
    }

    private static Map<String, HiveType> byName(Struct struct) {
        Map<String, HiveType> fields = new LinkedHashMap<>();
        struct.fields().forEach(field -> fields.put(fold(field.name()), field.type()));
        return fields;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
