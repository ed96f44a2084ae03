package dev.skep.inference;

import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of two sources join to one of a table: by {@link TypeLattice}, but what is known of their numbers spares
 * some of them from becoming text.
 */
final class ColumnJoin {

    private ColumnJoin() {}

    /** @param source of the column that comes next */
    static InferredColumn of(InferredColumn known, InferredColumn next, String source) {
        HiveType valueType = join(known, next, InferredColumn::valueType);
        HiveType type = type(known, next);
        boolean widened = !TypeLattice.equivalent(type, known.type());
        return new InferredColumn(
                known.name(),
                known.label(),
                valueType,
                type,
                known.nullable() || next.nullable(),
                widened ? next.reason().in(source) : known.reason(),
                statistics(known, next, valueType),
                parts(known, next, type, source));
    }

    /** The column, where a source of so many rows lacks it. */
    static InferredColumn withMissing(InferredColumn column, RowCount rows) {
        return new InferredColumn(
                column.name(),
                column.label(),
                column.valueType(),
                column.type(),
                true,
                column.reason(),
                column.statistics() == null
                        ? null
                        : statistics(column).plus(ColumnStatistics.ofMissing(rows), column.valueType()),
                column.parts());
    }

    /** Of the decisions on what is nested in two columns, those that hold for the joined one. */
    private static List<Evidence> parts(InferredColumn known, InferredColumn next, HiveType type, String source) {
        Map<String, String> types = new HashMap<>();
        collect(known.name(), type, types);
        Map<String, Evidence> parts = new LinkedHashMap<>();
        for (Evidence part : known.parts()) {
            if (part.verdict().equals(types.get(part.subject()))) {
                parts.put(part.subject(), part);
            }
        }
        for (Evidence part : next.parts()) {
            if (part.verdict().equals(types.get(part.subject()))) {
                parts.computeIfAbsent(part.subject(), subject -> part.in(source));
            }
        }
        return List.copyOf(parts.values());
    }

    private static void collect(String path, HiveType type, Map<String, String> types) {
        types.put(path, type.text());
        if (type instanceof HiveType.Struct struct) {
            struct.fields().forEach(field -> collect(path + "." + field.name(), field.type(), types));
        } else if (type instanceof HiveType.Array array) {
            collect(path + "[]", array.element(), types);
        } else if (type instanceof HiveType.Map map) {
            collect(path + "{}", map.value(), types);
        }
    }

    /**
     * The type that the joined column has to declare. One without any value is declared a string for want of better; it
     * must not drag others along.
     */
    static HiveType type(InferredColumn left, InferredColumn right) {
        if (left.valueType() == Scalar.VOID) {
            return right.type();
        }
        return right.valueType() == Scalar.VOID ? left.type() : join(left, right, InferredColumn::type);
    }

    /**
     * A {@code bigint} whose values are known to be small enough survives beside a {@code double}, as an {@code int} does.
     * Numbers that take a decimal have the narrowest one if all their digits are known: then they stand in text, which is
     * read as any type.
     */
    private static HiveType join(InferredColumn left, InferredColumn right, Function<InferredColumn, HiveType> type) {
        HiveType a = type.apply(left);
        HiveType b = type.apply(right);
        if ((isFloating(a) && isSmall(right, b)) || (isFloating(b) && isSmall(left, a))) {
            return Scalar.DOUBLE;
        }
        HiveType joined = TypeLattice.join(a, b);
        boolean simple = joined instanceof Scalar && joined != Scalar.STRING;
        if (simple || !isNumber(a) || !isNumber(b)) {
            return joined;
        }
        Digits digits = Digits.plus(statistics(left).digits(), statistics(right).digits());
        return digits == null ? joined : digits.decimal().orElse(Scalar.STRING);
    }

    private static boolean isFloating(HiveType type) {
        return type == Scalar.FLOAT || type == Scalar.DOUBLE;
    }

    private static boolean isSmall(InferredColumn column, HiveType type) {
        return type == Scalar.BIGINT && statistics(column).bounds().fitDouble();
    }

    private static boolean isNumber(HiveType type) {
        return type instanceof Decimal || type == Scalar.DOUBLE || Digits.of(null, type) != null;
    }

    private static @Nullable ColumnStatistics statistics(InferredColumn left, InferredColumn right, HiveType type) {
        return left.statistics() == null && right.statistics() == null
                ? null
                : statistics(left).plus(statistics(right), type);
    }

    private static ColumnStatistics statistics(InferredColumn column) {
        ColumnStatistics known = column.statistics() == null ? ColumnStatistics.UNKNOWN : column.statistics();
        return known.of(column.valueType());
    }
}
