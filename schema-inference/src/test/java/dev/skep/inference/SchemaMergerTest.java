package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.SchemaMerger.Merged;
import dev.skep.inference.SchemaMerger.Sourced;
import dev.skep.inference.SchemaMerger.Surprise;
import dev.skep.inference.SchemaMerger.Surprise.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaMergerTest {

    @Test
    void saysWhichSourceBroughtWhat() {
        Merged merged = SchemaMerger.merge(List.of(
                source("c", "{\"id\": 1, \"Name\": \"x\", \"extra\": true}"),
                source("a", "{\"id\": 1, \"name\": \"x\", \"gone\": 1}"),
                source("b", "{\"id\": 5000000000, \"name\": \"x\", \"gone\": 1}")));
        assertThat(SchemaDiff.columns(merged.schema()))
                .hasToString("{id=BIGINT, name=STRING, gone=INT, extra=BOOLEAN}");
        assertThat(merged.surprises())
                .extracting(Surprise::kind, Surprise::source, Surprise::column)
                .containsExactly(
                        tuple(Kind.WIDENED, "b", "id"),
                        tuple(Kind.CASE, "c", "name"),
                        tuple(Kind.MISSING, "c", "gone"),
                        tuple(Kind.ADDED, "c", "extra"));
        assertThat(merged.schema().rows()).isEqualTo(new RowCount(3, true));
    }

    @Test
    void takesAnyOrder() {
        Sourced a = source("a", "x,y\n1,2\n");
        Sourced b = source("b", "x,y\n1.5,late\n");
        Sourced c = source("c", "x,y\n,\n");
        assertThat(SchemaMerger.merge(List.of(c, a, b))).isEqualTo(SchemaMerger.merge(List.of(a, b, c)));
        assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(a, b, c)).schema()))
                .hasToString("{x=DOUBLE, y=STRING}");
    }

    @Test
    void aDoubleKeepsWholeNumbersOfTextThatAreSmallEnough() {
        for (String whole : List.of("x,y\n9007199254740992,a\n-5000000000,b\n", "x,y\n5000000000,a\n7,b\n-3,c\n")) {
            Sourced fractions = source("b", "x,y\n1.5,a\n2.25,b\n");
            assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(source("a", whole), fractions))
                            .schema()))
                    .hasToString("{x=DOUBLE, y=STRING}");
        }
        Sourced large = source("a", "x,y\n1,a\n-9007199254740993,b\n");
        assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(large, source("b", "x,y\n1.5,a\n2.25,b\n")))
                        .schema()))
                .hasToString("{x=Decimal[precision=18, scale=2], y=STRING}");
        assertThat(SchemaDiff.columns(
                        SchemaMerger.merge(List.of(source("a", "{\"x\": 5000000000}"), source("b", "{\"x\": 0.5}")))
                                .schema()))
                .hasToString("{x=DOUBLE}");
    }

    @Test
    void numbersOfTextAreADecimalThatKeepsAllTheirDigits() {
        String money = "x,y\n12345678901234567.89,a\n1.5,b\n";
        for (String other : List.of("x,y\n0.125,a\n1.5,b\n", "x,y\n1.000,a\n7,b\n")) {
            assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(source("a", money), source("b", other)))
                            .schema()))
                    .hasToString("{x=Decimal[precision=20, scale=3], y=STRING}");
        }
        String tiny = "x,y\n0.0000000000000000000000000000001,a\n1.1000000000000000000000000000001,b\n";
        assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(source("a", money), source("b", tiny)))
                        .schema()))
                .hasToString("{x=STRING, y=STRING}");
        assertThat(SchemaDiff.columns(SchemaMerger.merge(List.of(source("a", money), source("b", "x,y\nNaN,a\n.5,b\n")))
                        .schema()))
                .hasToString("{x=STRING, y=STRING}");
    }

    @Test
    void lacksNoValueForBeingEmptySomewhere() {
        Merged merged = SchemaMerger.merge(List.of(source("a", "x,y\n1,\n2,\n"), source("b", "x,y\n1,7\n2,8\n")));
        assertThat(SchemaDiff.columns(merged.schema())).hasToString("{x=INT, y=INT}");
    }

    @Test
    void readsTheTableWithQuotesIfOneFileHasThem() {
        Merged merged = SchemaMerger.merge(
                List.of(source("a", "x,y\n1,plain\n2,p\n"), source("b", "x,y\n3,\"a, b\"\n4,\"c\"\n")));
        assertThat(merged.schema().storage().serdeLibrary()).isEqualTo(Format.OPEN_CSV_SERDE);
        assertThat(SchemaDiff.columns(merged.schema())).hasToString("{x=STRING, y=STRING}");
        assertThat(merged.schema().columns().get(0).valueType()).isEqualTo(HiveType.Scalar.INT);
    }

    @Test
    void refusesFilesThatOneTableCannotRead() {
        Sourced csv = source("a", "x,y\n1,2\n3,4\n");
        assertThat(SchemaMerger.conflict(csv.schema(), source("b", "{\"x\": 1}").schema()))
                .isPresent();
        assertThat(SchemaMerger.conflict(
                        csv.schema(), source("b", "y,x\n1,2\n3,4\n").schema()))
                .hasValueSatisfying(text -> assertThat(text).contains("read by position"));
        assertThat(SchemaMerger.conflict(
                        csv.schema(), source("b", "x;y\n1;2\n3;4\n").schema()))
                .isPresent();
        assertThatThrownBy(() -> SchemaMerger.merge(List.of(csv, source("b", "x;y\n1;2\n3;4\n"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b and the sources before it");
    }

    @Test
    void gradesDifferences() {
        SchemaDiff diff = SchemaDiff.between(Map.of("a", HiveType.Scalar.INT), Map.of("A", HiveType.Scalar.INT));
        assertThat(diff.level()).isEqualTo(SchemaDiff.Level.IDENTICAL);
        assertThat(level("bigint", "int")).isEqualTo(SchemaDiff.Level.COMPATIBLE);
        assertThat(level("string", "int")).isEqualTo(SchemaDiff.Level.COMPATIBLE);
        assertThat(level("int", "bigint")).isEqualTo(SchemaDiff.Level.WIDENING);
        assertThat(level("int", "string")).isEqualTo(SchemaDiff.Level.WIDENING);
        assertThat(level("struct<a:int>", "struct<a:int,b:int>")).isEqualTo(SchemaDiff.Level.WIDENING);
        assertThat(level("date", "int")).isEqualTo(SchemaDiff.Level.BREAKING);
    }

    private static SchemaDiff.Level level(String table, String found) {
        return SchemaDiff.between(Map.of("a", HiveTypeParser.parse(table)), Map.of("a", HiveTypeParser.parse(found)))
                .level();
    }

    @Test
    void tellsWhichNumbersOfParquetSparkDoesNotWiden() {
        Sourced small = parquet(source("a", "x,y\n1,a\n2,b\n"));
        Sourced large = parquet(source("b", "x,y\n1,a\n5000000000,b\n"));
        Sourced fractions = parquet(source("c", "x,y\n1.5,a\n2.5,b\n"));

        assertThat(warnings(small, small)).isEmpty();
        String narrow =
                "column x is int in some files and wider in others, which Spark 3.5 does not read, and Spark 4 does";
        String never = "column x is bigint in some files and double in others, which Spark does not read";
        assertThat(warnings(small, large, small)).containsExactly(narrow);
        assertThat(warnings(large, fractions)).containsExactly(never);
        assertThat(warnings(small, large, fractions)).containsExactly(narrow, never);
        assertThat(SchemaMerger.merge(List.of(source("a", "x,y\n1,a\n"), source("b", "x,y\n1.5,b\n")))
                        .schema()
                        .evidence())
                .noneMatch(evidence -> evidence.verdict().startsWith("column x"));
    }

    private static List<String> warnings(Sourced... sources) {
        return SchemaMerger.merge(List.of(sources)).schema().evidence().stream()
                .filter(evidence -> evidence.verdict().startsWith("column x is"))
                .map(Evidence::because)
                .toList();
    }

    /** The columns of a text as if they stood in a file of Parquet. */
    private static Sourced parquet(Sourced text) {
        InferredSchema schema = text.schema();
        return new Sourced(
                text.source(),
                new InferredSchema(
                        Format.PARQUET,
                        schema.compression(),
                        schema.columns(),
                        new Form.Plain(),
                        null,
                        StorageForm.of(Format.PARQUET, schema.compression(), Map.of(), Map.of()),
                        schema.rows(),
                        schema.bytes(),
                        1,
                        List.of()));
    }

    private static Sourced source(String name, String text) {
        try {
            Inference answer =
                    SchemaInference.standard().infer(ByteSource.of(name, text.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer).isInstanceOf(Inferred.class);
            return new Sourced(name, ((Inferred) answer).schema());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
