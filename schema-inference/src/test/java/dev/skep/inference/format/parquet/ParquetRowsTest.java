package dev.skep.inference.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.ByteSource;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as another program wrote them, and as that program reads them. */
class ParquetRowsTest {

    private static final String ROWS = """
            SELECT i AS id, i % 7 = 0 AS truth, i * 0.5::DOUBLE AS half, 'text ' || i % 11 AS few,
              CASE WHEN i % 3 > 0 THEN 'é' || i END AS many,
              CASE WHEN i % 5 > 0 THEN {'a': i::INTEGER, 'b': {'c': CASE WHEN i % 2 = 0 THEN 'x' || i END}} END AS part,
              CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE [i, NULL, i + 1] END AS numbers,
              CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN MAP {} ELSE MAP {'k' || i % 3: 'v' || i, 'l': NULL} END AS pairs,
              CASE i % 3 WHEN 0 THEN [] WHEN 1 THEN [[], NULL, [{'d': 'y'}]]
                ELSE [[{'d': 'z' || i}, NULL, {'d': NULL}]] END AS deep
            FROM range(3000) t(i)""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "zstd", "gzip", "lz4_raw"})
    void readsWhatDuckDbWrote(String codec) throws Exception {
        Path file = folder.resolve("rows.parquet");
        List<JsonNode> expected = new ArrayList<>();
        JsonMapper json = JsonMapper.builder().build();
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = db.createStatement()) {
            statement.execute("COPY (" + ROWS + ") TO '" + file + "' (FORMAT parquet, ROW_GROUP_SIZE 2048, CODEC '"
                    + codec + "')");
            try (ResultSet rows = statement.executeQuery("SELECT to_json(t)::VARCHAR FROM '" + file + "' t")) {
                while (rows.next()) {
                    expected.add(json.readTree(rows.getString(1)));
                }
            }
        }
        List<JsonNode> found =
                rows(file, List.of("id", "truth", "half", "few", "many", "part", "numbers", "pairs", "deep"));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(json.readTree(found.get(i).toString())).as("row %d", i).isEqualTo(withoutNulls(expected.get(i)));
        }
    }

    @Test
    void readsNoOtherColumns() throws Exception {
        Path file = folder.resolve("few.parquet");
        write("SELECT 1 AS a, {'c': 2, 'd': 3} AS b, 4 AS bb", file);
        assertThat(rows(file, List.of("b.d"))).hasToString("[{\"b\":{\"d\":3}}]");
    }

    /** Fields that are absent are not there; in lists and maps, null stands for them. */
    private static JsonNode withoutNulls(JsonNode node) {
        node.forEach(ParquetRowsTest::withoutNulls);
        if (node instanceof ObjectNode object && !isMap(object)) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        return node;
    }

    private static boolean isMap(JsonNode object) {
        return object.has("l");
    }

    private static void write(String query, Path file) throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = db.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
    }

    private static List<JsonNode> rows(Path file, List<String> wanted) throws IOException, UnreadableException {
        List<JsonNode> rows = new ArrayList<>();
        ParquetRows.read(ByteSource.of("rows.parquet", Files.readAllBytes(file)), Limits.DEFAULT, wanted, rows::add);
        return rows;
    }
}
