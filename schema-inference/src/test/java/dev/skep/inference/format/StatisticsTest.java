package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.inference.Bounds;
import dev.skep.inference.Bounds.Kind;
import dev.skep.inference.Bounds.Range;
import dev.skep.inference.ByteSource;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.SchemaMerger;
import dev.skep.inference.SchemaMerger.Sourced;
import dev.skep.inference.UnreadableException;
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
    void parquetTellsBoundsOfTimestampsAndTruths() throws Exception {
        InferredSchema schema = written("""
                SELECT TIMESTAMP '2024-05-01 10:00:00.000001' + INTERVAL (i) HOUR AS micros,
                  (TIMESTAMP_MS '1969-12-31 23:59:59.999') AS millis, TIMESTAMP_NS '2024-05-01 10:00:00.123456789' AS nanos,
                  TIMESTAMPTZ '2024-05-01 10:00:00+02' AS moment, i >= 0 AS yes, i % 2 = 0 AS both
                FROM range(3000) t(i)""");
        assertThat(statistics(schema, "micros").bounds())
                .isEqualTo(new Range(Kind.TIMESTAMP, "2024-05-01T10:00:00.000001", "2024-09-03T09:00:00.000001", true));
        assertThat(statistics(schema, "millis").bounds())
                .isEqualTo(new Range(Kind.TIMESTAMP, "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999", true));
        assertThat(statistics(schema, "nanos").bounds())
                .isEqualTo(new Range(
                        Kind.TIMESTAMP, "2024-05-01T10:00:00.123456789", "2024-05-01T10:00:00.123456789", true));
        assertThat(statistics(schema, "moment").bounds())
                .isEqualTo(new Range(Kind.INSTANT, "2024-05-01T08:00", "2024-05-01T08:00", true));
        assertThat(statistics(schema, "yes").bounds()).isEqualTo(new Range(Kind.TRUTH, "true", "true", true));
        assertThat(statistics(schema, "both").bounds()).isEqualTo(new Range(Kind.TRUTH, "false", "true", true));
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
    void orcTellsBoundsOfTimestampsTruthsAndShortTexts() throws Exception {
        // Nine values; from a nanosecond after the last second of 1969 to one millisecond after, nanoseconds untold.
        byte[] moments = {8, 9, 74, 7, 24, (byte) 0xcf, 15, 32, 2, 40, 2};
        assertThat(orc(moments, Scalar.TIMESTAMP, false))
                .isEqualTo(new Range(
                        Kind.TIMESTAMP, "1969-12-31T23:59:59.000000001", "1970-01-01T00:00:00.001999999", false));
        assertThat(orc(moments, Scalar.TIMESTAMP, true))
                .isInstanceOfSatisfying(
                        Range.class, range -> assertThat(range.kind()).isEqualTo(Kind.INSTANT));
        assertThat(orc(new byte[] {8, 9, 42, 3, 10, 1, 9}, Scalar.BOOLEAN, false))
                .isEqualTo(new Range(Kind.TRUTH, "true", "true", true));
        assertThat(orc(new byte[] {8, 9, 42, 3, 10, 1, 4}, Scalar.BOOLEAN, false))
                .isEqualTo(new Range(Kind.TRUTH, "false", "true", true));
        assertThat(orc(new byte[] {8, 9, 34, 6, 10, 1, 'a', 18, 1, 'c'}, new HiveType.Varchar(5), false))
                .isEqualTo(new Range(Kind.TEXT, "a", "c", true));
    }

    private static Bounds orc(byte[] statistics, HiveType type, boolean instant) throws UnreadableException {
        return OrcStatistics.read(new ProtobufReader(statistics, 0, statistics.length), type, instant, 9)
                .bounds();
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
