package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkSourceTest {
    private static final List<PartitionLayout.Key> KEYS =
            List.of(new PartitionLayout.Key("day", HiveType.Scalar.STRING));

    private static final String NESTED = """
            {"userId": 7, "tags": ["x"], "at": {"lat": 1.5}}
            {"userId": 8, "tags": [], "at": {"lat": 2.25}}
            """;

    @Test
    void describesJsonLinesAsSparkKeepsItsOwnTables() throws IOException {
        SparkSource source = SparkSource.of(inferred("a.jsonl", NESTED), KEYS).orElseThrow();

        assertThat(source.tableProperties())
                .containsEntry("spark.sql.sources.provider", "json")
                .containsEntry("spark.sql.partitionProvider", "catalog")
                .containsEntry("spark.sql.sources.schema.numPartCols", "1")
                .containsEntry("spark.sql.sources.schema.partCol.0", "day")
                .containsEntry(
                        "spark.sql.sources.schema",
                        "{\"type\":\"struct\",\"fields\":["
                                + "{\"name\":\"userId\",\"type\":\"integer\",\"nullable\":true,\"metadata\":{}},"
                                + "{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"elementType\":\"string\","
                                + "\"containsNull\":true},\"nullable\":true,\"metadata\":{}},"
                                + "{\"name\":\"at\",\"type\":{\"type\":\"struct\",\"fields\":["
                                + "{\"name\":\"lat\",\"type\":\"double\",\"nullable\":true,\"metadata\":{}}]},"
                                + "\"nullable\":true,\"metadata\":{}},"
                                + "{\"name\":\"day\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}]}");
        assertThat(source.serdeProperties()).isEmpty();
    }

    @Test
    void readsAnArrayOverSeveralLines() throws IOException {
        SparkSource source = SparkSource.of(inferred("a.json", "[\n  {\"a\": 1},\n  {\"a\": 2}\n]\n"), List.of())
                .orElseThrow();

        assertThat(source.serdeProperties()).containsEntry("multiLine", "true");
        assertThat(source.tableProperties()).doesNotContainKey("spark.sql.partitionProvider");
    }

    @Test
    void tellsSparkWhetherDelimitedTextHasAHeader() throws IOException {
        SparkSource source = SparkSource.of(inferred("a.csv", "id;name\n1;ann\n2;bob\n"), KEYS)
                .orElseThrow();

        assertThat(source.tableProperties()).containsEntry("spark.sql.sources.provider", "csv");
        assertThat(source.serdeProperties())
                .containsEntry("sep", ";")
                .containsEntry("header", "true")
                .containsEntry("quote", "")
                .doesNotContainKey("escape");
    }

    @Test
    void readsDoubledQuotesAsOne() throws IOException {
        SparkSource source = SparkSource.of(
                        inferred("a.csv", "id,said\n1,\"a, \"\"b\"\"\"\n2,\"c, d\"\n3,\"e\"\n"), List.of())
                .orElseThrow();

        assertThat(source.serdeProperties()).containsEntry("quote", "\"").containsEntry("escape", "\"");
    }

    @Test
    void namesColumnsOfTextAsTheTableDoes() throws IOException {
        SparkSource source = SparkSource.of(inferred("a.csv", "Id,Price (USD)\n1,2.5\n2,3.5\n"), List.of())
                .orElseThrow();

        assertThat(source.tableProperties().get("spark.sql.sources.schema"))
                .contains("\"price_usd")
                .doesNotContain("Price (USD)");
    }

    @Test
    void readsValuesThatHoldLineEnds() throws IOException {
        SparkSource source = SparkSource.of(inferred("a.csv", "id,said\n1,\"a\nb\"\n2,\"c\"\n3,\"d\"\n"), List.of())
                .orElseThrow();

        assertThat(source.serdeProperties()).containsEntry("multiLine", "true");
    }

    @Test
    void letsSparkRefuseLinesThatItWouldTakeForRows() throws IOException {
        String text = "Sales of the year\n\nid,name,amount\n1,ann,1.5\n2,bob,2.5\n3,cid,3.5\n";
        SparkSource source = SparkSource.of(inferred("a.csv", text), List.of()).orElseThrow();

        assertThat(source.serdeProperties()).containsEntry("mode", "FAILFAST").containsEntry("columnPruning", "false");
    }

    @Test
    void noEngineReadsJsonThatIsNeitherALineNorAFileEach() throws IOException {
        assertThat(inferred("a.json", "{\n\"a\": 1}\n{\n\"a\": 2}\n").obstacle())
                .isPresent();
        assertThat(inferred("a.json", "{\"a\": 1}{\"a\": 2}\n").obstacle()).isPresent();
        assertThat(inferred("a.json", "[1, 2, 3]\n").obstacle()).isPresent();
        assertThat(inferred("a.json", "[{\"a\": 1},\n{\"a\": 2}]\n").obstacle()).isEmpty();
        assertThat(inferred("a.json", "{\"a\": 1}\n{\"a\": 2}\n").obstacle()).isEmpty();
    }

    @Test
    void declaresNoFieldsThatDifferByCaseAlone() throws IOException {
        InferredSchema schema = inferred("a.json", "{\"s\": {\"x\": 1, \"X\": 2}}\n{\"s\": {\"x\": 3, \"X\": 4}}\n");

        assertThat(schema.columns().get(0).type().text()).isEqualTo("map<string,int>");
    }

    @Test
    void takesNumbersThatAreNoneForDoubles() throws IOException {
        InferredSchema schema = inferred("a.json", "{\"v\": NaN}\n{\"v\": 1}\n");

        assertThat(schema.columns().get(0).type()).isEqualTo(HiveType.Scalar.DOUBLE);
    }

    private static InferredSchema inferred(String name, String text) throws IOException {
        Inference inference =
                SchemaInference.standard().infer(ByteSource.of(name, text.getBytes(StandardCharsets.UTF_8)));
        assertThat(inference).isInstanceOf(Inference.Inferred.class);
        return ((Inference.Inferred) inference).schema();
    }
}
