package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.HiveType.Scalar;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TypeLatticePropertiesTest {

    @Provide
    Arbitrary<HiveType> types() {
        return HiveTypes.any();
    }

    @Property
    void joinIsCommutative(@ForAll("types") HiveType a, @ForAll("types") HiveType b) {
        assertEquivalent(TypeLattice.join(a, b), TypeLattice.join(b, a));
    }

    @Property(tries = 5_000)
    void joinIsAssociative(@ForAll("types") HiveType a, @ForAll("types") HiveType b, @ForAll("types") HiveType c) {
        assertEquivalent(TypeLattice.join(TypeLattice.join(a, b), c), TypeLattice.join(a, TypeLattice.join(b, c)));
    }

    @Property
    void joinIsIdempotentAndAbsorbs(@ForAll("types") HiveType a, @ForAll("types") HiveType b) {
        assertThat(TypeLattice.join(a, a)).isEqualTo(a);
        HiveType joined = TypeLattice.join(a, b);
        assertEquivalent(TypeLattice.join(joined, a), joined);
        assertEquivalent(TypeLattice.join(joined, b), joined);
    }

    @Property
    void voidAddsNothing(@ForAll("types") HiveType a) {
        assertThat(TypeLattice.join(a, Scalar.VOID)).isEqualTo(a);
        assertThat(TypeLattice.join(Scalar.VOID, a)).isEqualTo(a);
    }

    @Property
    void spellingIsReadBack(@ForAll("types") HiveType a) {
        assertThat(HiveTypeParser.parse(a.text())).isEqualTo(a);
    }

    @Property
    void everyTypeCanBeDeclared(@ForAll("types") HiveType a) {
        HiveType declared = DeclaredType.of(a);
        assertThat(declared.text()).doesNotContain("void").doesNotContain("struct<>");
        assertThat(DeclaredType.of(declared)).isEqualTo(declared);
    }

    private static void assertEquivalent(HiveType a, HiveType b) {
        assertThat(TypeLattice.equivalent(a, b))
                .as("%s and %s", a.text(), b.text())
                .isTrue();
    }
}
