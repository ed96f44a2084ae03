package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.inference.Bounds;
import dev.skep.inference.Bounds.Kind;
import dev.skep.inference.Bounds.Range;
import dev.skep.inference.ByteSource;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.SchemaMerger;
import dev.skep.inference.SchemaMerger.Sourced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What footers say of values, held against what was written. */
class StatisticsTest {

    @TempDir
    private Path folder;

    @Test
    void parquetTellsBoundsAndNullsOverAllGroupsOfRows() throws Exception {
        InferredSchema schema = written("""
                SELECT CASE WHEN i % 4 > 0 THEN i - 2500 END AS i, (i * 7 % 100)::UTINYINT AS u,
                  i / 4.0::DOUBLE AS d, 'n' || (i % 50) AS s, DATE '2020-01-01' + i::INTEGER AS day,
                  ((i % 1000) - 500)::DECIMAL(9,2) / 4 AS p, NULL::INTEGER AS none,
                  CASE WHEN i % 2 = 0 THEN 'nan'::DOUBLE ELSE i END AS nan, [i] AS list, i % 2 = 0 AS flag
                FROM range(5000) t(i)""");
        assertThat(statistics(schema, "i"))
                .isEqualTo(new ColumnStatistics(1250L, new Range(Kind.NUMBER, "-2499", "2499", true), true));
        assertThat(statistics(schema, "u").bounds()).isEqualTo(new Range(Kind.NUMBER, "0", "99", true));
        assertThat(statistics(schema, "d").bounds()).isEqualTo(new Range(Kind.NUMBER, "0.0", "1249.75", true));
        assertThat(statistics(schema, "day").bounds())
                .isEqualTo(new Range(Kind.DATE, "2020-01-01", "2033-09-08", true));
        assertThat(statistics(schema, "none")).isEqualTo(new ColumnStatistics(5000L, new Bounds.Nothing(), true));
        assertThat(statistics(schema, "nan").bounds()).isEqualTo(new Bounds.Unknown());
        assertThat(schema.columns().stream().filter(it -> it.name().equals("list")))
                .allMatch(it -> it.statistics() == null);
        assertThat(statistics(schema, "s").bounds()).isInstanceOfSatisfying(Range.class, range -> {
            assertThat(range.smallest()).isEqualTo("n0");
            assertThat(range.largest()).isEqualTo("n9");
        });
    }

    @Test
    void boundsOfLongTextAreNotCalledValues() throws Exception {
        InferredSchema schema = written("SELECT repeat('é', 500) || i AS s FROM range(10) t(i)");
        if (statistics(schema, "s").bounds() instanceof Range range) {
            String value = "é".repeat(500) + "5";
            assertThat(Kind.TEXT.compare(range.smallest(), value)).isNotPositive();
            assertThat(Kind.TEXT.compare(range.largest(), value)).isNotNegative();
        }
    }

    @Test
    void orcTellsBoundsAndNulls() throws Exception {
        InferredSchema schema = FormatKit.schema(
                SchemaInference.standard().infer(ByteSource.of("a.orc", FormatKit.resource("string_and_binary.orc"))));
        assertThat(statistics(schema, schema.columns().get(1).name()))
                .isEqualTo(new ColumnStatistics(1L, new Range(Kind.TEXT, "bar", "hi", true), true));
    }

    @Test
    void smallWholeNumbersSurviveBesideFractions() throws Exception {
        Sourced small = new Sourced("a", written("SELECT 9007199254740992 AS v"));
        Sourced large = new Sourced("b", written("SELECT 9007199254740993 AS v"));
        Sourced fraction = new Sourced("c", written("SELECT 0.5::DOUBLE AS v"));
        assertThat(type(small, fraction)).isEqualTo("double");
        // A text of both would keep every value, but no reader of Parquet makes it.
        assertThatThrownBy(() -> type(large, fraction)).hasMessageContaining("bigint in one and double in the other");
        assertThatThrownBy(() -> type(small, large, fraction)).hasMessageContaining("cannot be one table");
    }

    private static String type(Sourced... sources) {
        return SchemaMerger.merge(List.of(sources))
                .schema()
                .columns()
                .get(0)
                .type()
                .text();
    }

    private static ColumnStatistics statistics(InferredSchema schema, String name) {
        return schema.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(InferredColumn::statistics)
                .findFirst()
                .orElseThrow();
    }

    private InferredSchema written(String query) throws Exception {
        Path file = Files.createTempFile(folder, "", ".parquet");
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = db.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048)");
        }
        return FormatKit.schema(read(file));
    }

    private static dev.skep.inference.Inference read(Path file) throws IOException {
        return SchemaInference.standard().infer(ByteSource.of("rows.parquet", Files.readAllBytes(file)));
    }
}
