package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.SchemaMerger.Sourced;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers of several files of text: whole and broken, short and long. The joined type keeps every one as it is written. */
class NumberMergePropertiesTest {

    private static final List<Function<List<String>, String>> WRITERS = List.of(
            numbers -> "id,x\n" + numbers.stream().map(x -> "7," + x + "\n").collect(Collectors.joining()),
            numbers -> numbers.stream().map(x -> "{\"id\":7,\"x\":" + x + "}\n").collect(Collectors.joining()),
            numbers -> "<rows>"
                    + numbers.stream()
                            .map(x -> "<row><id>7</id><x>" + x + "</x></row>")
                            .collect(Collectors.joining())
                    + "</rows>");

    /** Those of one file, most of which are alike. */
    @Provide
    Arbitrary<List<String>> numbers() {
        Arbitrary<Integer> scales =
                Arbitraries.oneOf(Arbitraries.of(0, 2), Arbitraries.integers().between(0, 22));
        return Combinators.combine(Arbitraries.integers().between(1, 22), scales)
                .flatAs((whole, scale) ->
                        number(whole, scale).list().ofMinSize(3).ofMaxSize(6));
    }

    private static Arbitrary<String> number(int whole, int scale) {
        Arbitrary<String> before = Arbitraries.strings()
                .numeric()
                .ofMinLength(Math.max(1, whole - 2))
                .ofMaxLength(whole)
                .map(digits -> digits.replaceFirst("^0+(?=.)", ""));
        Arbitrary<String> after = Arbitraries.strings().numeric().ofLength(scale);
        return Combinators.combine(Arbitraries.of("", "-"), before, after)
                .as((sign, b, a) -> (b + a).matches("0*") ? "1" : sign + b + (a.isEmpty() ? "" : "." + a));
    }

    @Property(tries = 60)
    void everyNumberSurvives(
            @ForAll("numbers") List<String> a, @ForAll("numbers") List<String> b, @ForAll("numbers") List<String> c)
            throws IOException {
        for (Function<List<String>, String> writer : WRITERS) {
            Sourced first = source("a", writer.apply(a));
            Sourced second = source("b", writer.apply(b));
            Sourced third = source("c", writer.apply(c));
            InferredColumn joined = x(merge(first, second, third));
            for (List<String> file : List.of(a, b, c)) {
                assertThat(file).allMatch(number -> keeps(joined.type(), number));
            }
            assertThat(x(merge(third, second, first))).isEqualTo(joined);
            InferredColumn grouped = x(merge(first, new Sourced("b", merge(second, third))));
            assertThat(grouped.type()).isEqualTo(joined.type());
            assertThat(grouped.statistics()).isEqualTo(joined.statistics());

            List<String> all = new ArrayList<>(a);
            all.addAll(b);
            all.addAll(c);
            if (x(source("all", writer.apply(all)).schema()).type() != Scalar.STRING) {
                assertThat(joined.type()).isNotEqualTo(Scalar.STRING);
            }
        }
    }

    /** Whether a reader that is told the type gives the number that is written, as wide as it is. */
    private static boolean keeps(HiveType type, String number) {
        BigDecimal value = new BigDecimal(number);
        if (type instanceof Decimal decimal) {
            BigDecimal read = value.setScale(decimal.scale(), RoundingMode.HALF_UP);
            return read.compareTo(value) == 0 && read.precision() <= decimal.precision();
        }
        if (type == Scalar.DOUBLE) {
            double read = Double.parseDouble(number);
            BigDecimal shown = new BigDecimal(Double.toString(read));
            if (value.scale() > 0 && value.scale() <= 4) {
                return shown.compareTo(value) == 0;
            }
            // Beyond amounts, whoever shows as many digits as were written sees what was written.
            BigDecimal full = new BigDecimal(read).round(new MathContext(value.precision()));
            return shown.compareTo(value) == 0 || full.compareTo(value) == 0;
        }
        if (type == Scalar.INT) {
            return String.valueOf(value.intValue()).equals(number);
        }
        return type == Scalar.STRING
                || (type == Scalar.BIGINT && String.valueOf(value.longValue()).equals(number));
    }

    private static Sourced source(String name, String text) throws IOException {
        Inference answer = SchemaInference.standard().infer(ByteSource.of(name, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer).as(text).isInstanceOf(Inferred.class);
        return new Sourced(name, ((Inferred) answer).schema());
    }

    private static InferredSchema merge(Sourced... sources) {
        List<Sourced> all = new ArrayList<>(List.of(sources));
        Collections.reverse(all);
        return SchemaMerger.merge(all).schema();
    }

    private static InferredColumn x(InferredSchema schema) {
        return schema.columns().stream()
                .filter(column -> column.name().equals("x"))
                .findFirst()
                .orElseThrow();
    }
}
