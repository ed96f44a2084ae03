package dev.skep.inference;

import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.HiveType.Varchar;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random types for property tests. */
final class HiveTypes {

    private HiveTypes() {}

    static Arbitrary<HiveType> any() {
        return nested(2);
    }

    private static Arbitrary<HiveType> nested(int levels) {
        if (levels == 0) {
            return flat();
        }
        Arbitrary<HiveType> inner = nested(levels - 1);
        return Arbitraries.oneOf(
                flat(),
                inner.map(Array::new),
                Combinators.combine(flat(), inner).as(HiveType.Map::new),
                struct(inner));
    }

    private static Arbitrary<HiveType> flat() {
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 100);
        Arbitrary<HiveType> decimals = Combinators.combine(
                        Arbitraries.integers().between(1, 38),
                        Arbitraries.integers().between(0, 38))
                .as((precision, scale) -> new Decimal(precision, Math.min(precision, scale)));
        return Arbitraries.oneOf(
                Arbitraries.of(Scalar.values()), decimals, lengths.map(Varchar::new), lengths.map(Char::new));
    }

    private static Arbitrary<HiveType> struct(Arbitrary<HiveType> inner) {
        Arbitrary<Field> fields =
                Combinators.combine(Arbitraries.of("a", "B", "c_1"), inner).as(Field::new);
        return fields.list().uniqueElements(Field::name).ofMaxSize(3).map(Struct::new);
    }
}
