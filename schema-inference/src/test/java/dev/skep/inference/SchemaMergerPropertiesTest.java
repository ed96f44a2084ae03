package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.SchemaMerger.Sourced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Merging is a join: neither the order of sources nor the way they are grouped changes what comes out. */
class SchemaMergerPropertiesTest {

    @Provide
    Arbitrary<InferredSchema> schemas() {
        Arbitrary<HiveType> types = Arbitraries.oneOf(
                HiveTypes.any(), Arbitraries.of(HiveType.Scalar.BIGINT, HiveType.Scalar.DOUBLE, HiveType.Scalar.INT));
        Arbitrary<InferredColumn> columns = Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"), types, Arbitraries.of(true, false), statistics())
                .as((name, type, nullable, statistics) -> new InferredColumn(
                        name,
                        name,
                        type,
                        DeclaredType.of(type),
                        nullable,
                        Reason.stated("of its values"),
                        new ColumnStatistics(
                                        statistics.nulls(),
                                        bounds(statistics, type),
                                        digits(statistics, type),
                                        statistics.exact())
                                .of(type)));
        return Combinators.combine(
                        columns.list()
                                .uniqueElements(InferredColumn::name)
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.of(true, false))
                .as((list, rows, exact) -> new InferredSchema(
                        Format.JSON_LINES,
                        Compression.NONE,
                        list,
                        new Form.Plain(),
                        "UTF-8",
                        StorageForm.of(Format.JSON_LINES, Compression.NONE, Map.of(), Map.of()),
                        new RowCount(rows, exact),
                        rows * 10L,
                        0.9,
                        List.of()));
    }

    /** Those that a column of the type can have. */
    private static Bounds bounds(ColumnStatistics statistics, HiveType type) {
        Bounds ofType = new Bounds.Unknown().of(type);
        return ofType instanceof Bounds.Range ? ofType : statistics.bounds().of(type);
    }

    /** Those that a column of the type can have: a decimal tells its own. */
    private static @Nullable Digits digits(ColumnStatistics statistics, HiveType type) {
        Digits digits = statistics.digits();
        if (digits == null || type == HiveType.Scalar.DOUBLE) {
            return digits;
        }
        return type == HiveType.Scalar.BIGINT ? new Digits(digits.whole(), 0) : null;
    }

    /** Whole numbers on both sides of what a double holds. */
    private static Arbitrary<ColumnStatistics> statistics() {
        Arbitrary<Long> numbers = Arbitraries.longs().between((1L << 53) - 3, (1L << 53) + 3);
        Arbitrary<Bounds> ranges = Combinators.combine(
                        numbers, Arbitraries.longs().between(0, 3), Arbitraries.of(true, false))
                .as((low, more, attained) -> new Bounds.Range(
                        Bounds.Kind.NUMBER, String.valueOf(low), String.valueOf(low + more), attained));
        return Combinators.combine(
                        Arbitraries.longs().between(0, 50).injectNull(0.2),
                        Arbitraries.oneOf(ranges, Arbitraries.of(new Bounds.Unknown(), new Bounds.Nothing())),
                        Combinators.combine(
                                        Arbitraries.integers().between(16, 19),
                                        Arbitraries.integers().between(0, 20))
                                .as(Digits::new)
                                .injectNull(0.3),
                        Arbitraries.of(true, false))
                .as(ColumnStatistics::new);
    }

    @Property
    void theOrderDoesNotMatter(
            @ForAll("schemas") InferredSchema a,
            @ForAll("schemas") InferredSchema b,
            @ForAll("schemas") InferredSchema c) {
        List<Sourced> sources = new ArrayList<>(List.of(new Sourced("a", a), new Sourced("b", b), new Sourced("c", c)));
        SchemaMerger.Merged merged = SchemaMerger.merge(sources);
        Collections.reverse(sources);
        assertThat(SchemaMerger.merge(sources)).isEqualTo(merged);
    }

    @Property
    void theGroupingDoesNotMatter(
            @ForAll("schemas") InferredSchema a,
            @ForAll("schemas") InferredSchema b,
            @ForAll("schemas") InferredSchema c) {
        Sourced left = new Sourced("a", merge(new Sourced("a", a), new Sourced("b", b)));
        Sourced right = new Sourced("b", merge(new Sourced("b", b), new Sourced("c", c)));
        assertSame(merge(left, new Sourced("c", c)), merge(new Sourced("a", a), right));
    }

    @Property
    void nothingIsLostAndNothingInvented(@ForAll("schemas") InferredSchema a, @ForAll("schemas") InferredSchema b) {
        InferredSchema merged = merge(new Sourced("a", a), new Sourced("b", b));
        Map<String, InferredColumn> columns = byName(merged);
        for (InferredSchema each : List.of(a, b)) {
            byName(each).forEach((name, column) -> {
                InferredColumn joined = columns.get(name);
                assertThat(joined).isNotNull();
                assertThat(survives(column, joined.valueType())
                                || TypeLattice.equivalent(
                                        TypeLattice.join(joined.valueType(), column.valueType()), joined.valueType()))
                        .isTrue();
                assertThat(joined.nullable() || !column.nullable()).isTrue();
            });
        }
        assertThat(columns.keySet())
                .allMatch(name -> byName(a).containsKey(name) || byName(b).containsKey(name));
        assertThat(merged.rows().rows()).isEqualTo(a.rows().rows() + b.rows().rows());
    }

    /** Whether what is known of a column's numbers says that they are kept by a type that does not keep all of its type. */
    private static boolean survives(InferredColumn column, HiveType joined) {
        ColumnStatistics known = column.statistics();
        Digits digits = known == null ? null : known.digits();
        if (joined instanceof HiveType.Decimal decimal && digits != null) {
            return digits.fraction() <= decimal.scale() && digits.whole() <= decimal.precision() - decimal.scale();
        }
        return column.valueType() == HiveType.Scalar.BIGINT
                && joined == HiveType.Scalar.DOUBLE
                && known != null
                && known.bounds().fitDouble();
    }

    private static InferredSchema merge(Sourced... sources) {
        return SchemaMerger.merge(List.of(sources)).schema();
    }

    private static void assertSame(InferredSchema left, InferredSchema right) {
        Map<String, InferredColumn> a = byName(left);
        Map<String, InferredColumn> b = byName(right);
        assertThat(a.keySet()).isEqualTo(b.keySet());
        a.forEach((name, column) -> {
            InferredColumn other = b.get(name);
            assertThat(TypeLattice.equivalent(column.valueType(), other.valueType()))
                    .as(
                            "%s: %s and %s",
                            name, column.valueType().text(), other.valueType().text())
                    .isTrue();
            assertThat(column.nullable()).isEqualTo(other.nullable());
            assertThat(column.statistics()).isEqualTo(other.statistics());
        });
        assertThat(left.rows()).isEqualTo(right.rows());
        assertThat(left.bytes()).isEqualTo(right.bytes());
    }

    private static Map<String, InferredColumn> byName(InferredSchema schema) {
        Map<String, InferredColumn> columns = new TreeMap<>();
        schema.columns().forEach(column -> columns.put(column.name(), column));
        return columns;
    }
}
