package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Types that have the same nesting, structs in arrays in maps, but other fields and leaves: so that joins go down to the
 * leaves, as those of unrelated types hardly do.
 */
class NestedMergePropertiesTest {

    private static final List<String> NAMES = List.of("a", "b", "C", "c");

    @Provide
    Arbitrary<HiveType> nested() {
        Arbitrary<HiveType> leaves = Arbitraries.oneOf(
                Arbitraries.of(
                        Scalar.VOID,
                        Scalar.BOOLEAN,
                        Scalar.TINYINT,
                        Scalar.SMALLINT,
                        Scalar.INT,
                        Scalar.BIGINT,
                        Scalar.FLOAT,
                        Scalar.DOUBLE,
                        Scalar.DATE,
                        Scalar.STRING),
                Combinators.combine(
                                Arbitraries.integers().between(1, 38),
                                Arbitraries.integers().between(0, 12))
                        .as((precision, scale) -> new Decimal(precision, Math.min(precision, scale))));
        Arbitrary<HiveType> inner = struct(Arbitraries.oneOf(leaves, leaves.map(Array::new)));
        return struct(Arbitraries.oneOf(
                inner.map(type -> new HiveType.Map(Scalar.STRING, new Array(type))), inner.map(Array::new), leaves));
    }

    private static Arbitrary<HiveType> struct(Arbitrary<HiveType> types) {
        return Combinators.combine(Arbitraries.of(NAMES), types)
                .as(Field::new)
                .list()
                .uniqueElements(field -> field.name().toLowerCase(Locale.ROOT))
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(Struct::new);
    }

    @Property(tries = 300)
    void joinIsCommutativeAndIdempotent(@ForAll("nested") HiveType a, @ForAll("nested") HiveType b) {
        HiveType joined = TypeLattice.join(a, b);
        assertEquivalent(joined, TypeLattice.join(b, a));
        assertThat(TypeLattice.join(a, a)).isEqualTo(a);
        assertEquivalent(TypeLattice.join(joined, a), joined);
    }

    @Property(tries = 300)
    void joinIsAssociative(@ForAll("nested") HiveType a, @ForAll("nested") HiveType b, @ForAll("nested") HiveType c) {
        assertEquivalent(TypeLattice.join(TypeLattice.join(a, b), c), TypeLattice.join(a, TypeLattice.join(b, c)));
    }

    @Property(tries = 300)
    void joinKeepsEveryValueOfBoth(@ForAll("nested") HiveType a, @ForAll("nested") HiveType b, @ForAll long seed) {
        Random random = new Random(seed);
        HiveType joined = TypeLattice.join(a, b);
        for (int i = 0; i < 10; i++) {
            for (HiveType type : List.of(a, b)) {
                JsonNode value = value(type, random);
                assertThat(Acceptance.keeps(type, value)).isTrue();
                assertThat(Acceptance.keeps(joined, value))
                        .as("%s of %s in %s", value, type.text(), joined.text())
                        .isTrue();
            }
        }
    }

    /** A random value of a type, often one at its edge. */
    private static JsonNode value(HiveType type, Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (random.nextInt(8) == 0) {
            return json.nullNode();
        }
        if (type instanceof Array array) {
            ArrayNode values = json.arrayNode();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.add(value(array.element(), random));
            }
            return values;
        }
        if (type instanceof HiveType.Map map) {
            ObjectNode values = json.objectNode();
            for (int i = random.nextInt(3); i > 0; i--) {
                values.set("key" + i, value(map.value(), random));
            }
            return values;
        }
        if (type instanceof Struct struct) {
            ObjectNode values = json.objectNode();
            List<Field> fields = new ArrayList<>(struct.fields());
            fields.forEach(field -> values.set(field.name(), value(field.type(), random)));
            return values;
        }
        if (type instanceof Decimal decimal) {
            BigInteger most = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
            BigInteger digits = random.nextBoolean() ? most : new BigInteger(most.bitLength() - 1, random);
            return json.numberNode(new BigDecimal(random.nextBoolean() ? digits : digits.negate(), decimal.scale()));
        }
        return switch ((Scalar) type) {
            case BOOLEAN -> json.booleanNode(random.nextBoolean());
            case TINYINT -> whole(json, random, 7);
            case SMALLINT -> whole(json, random, 15);
            case INT -> whole(json, random, 31);
            case BIGINT -> whole(json, random, 63);
            case FLOAT -> json.numberNode(new BigDecimal(random.nextFloat() * 100));
            case DOUBLE -> json.numberNode(new BigDecimal(random.nextDouble() * 1e9));
            case DATE -> json.textNode("2024-02-29");
            case STRING -> json.textNode("text " + random.nextInt(9));
            case VOID, TIMESTAMP, BINARY -> json.nullNode();
        };
    }

    private static JsonNode whole(JsonNodeFactory json, Random random, int bits) {
        BigInteger most = BigInteger.ONE.shiftLeft(bits);
        BigInteger value = random.nextBoolean() ? most.subtract(BigInteger.ONE) : new BigInteger(bits, random);
        return json.numberNode(new BigDecimal(random.nextBoolean() ? value : value.not()));
    }

    private static void assertEquivalent(HiveType a, HiveType b) {
        assertThat(TypeLattice.equivalent(a, b))
                .as("%s and %s", a.text(), b.text())
                .isTrue();
    }
}
