package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReaderTest extends TextFormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.JSON_LINES,
                utf8("""
                    {"id": 1, "userName": "ann", "at": "2024-05-01 10:00:00", "on": "2024-05-01", "tags": ["x"], "geo": {"lat": 1.5, "n": 2}}
                    {"id": 5000000000, "userName": null, "at": "2024-05-01 10:00:01.5", "on": "2024-05-02", "tags": [], "geo": {"lat": 2}, "late": true}
                    """),
                List.of(
                        "id bigint",
                        "username string",
                        "at timestamp",
                        "on date",
                        "tags array<string>",
                        "geo struct<lat:double,n:int>",
                        "late boolean"),
                2);
    }

    @Test
    void takesNumbersBeyondAllTypesForText() throws IOException {
        InferredSchema schema =
                schema(infer("data", utf8("{\"a\":1.5,\"b\":1e9}\n{\"a\":-7e54161156460508,\"b\":2}\n")));
        assertThat(columns(schema)).containsExactly("a string", "b double");
    }

    @Test
    void takesLinesWithTheSerdeOfGlueAndOtherFramingsWithOneThatFails() throws IOException {
        InferredSchema lines = schema(infer("data", utf8("{\"a\": {\"b\": 1}}\n{\"a\": \"text\"}\n")));
        assertThat(lines.storage().serdeLibrary()).isEqualTo("org.openx.data.jsonserde.JsonSerDe");
        assertThat(warnings(lines)).isEmpty();
        InferredSchema array = schema(infer("data", utf8("[{\"a\": 1}, {\"a\": 2}]")));
        assertThat(array.storage().serdeLibrary()).isEqualTo("org.apache.hive.hcatalog.data.JsonSerDe");
    }

    @Test
    void tellsOfBlankLines() throws IOException {
        String rows = "{\"a\": 1}\n{\"a\": 2}\n";
        assertThat(warnings(schema(infer("data", utf8(rows))))).isEmpty();
        for (String blank : List.of("\n" + rows, rows + "\n", rows + "\n" + rows, rows + "\r\n\r\n" + rows)) {
            assertThat(warnings(schema(infer("data", utf8(blank))))).containsExactly("blank lines");
        }
    }

    @Test
    void tellsWhoseLettersTrinoMisreads() throws IOException {
        byte[] latin1 = "{\"a\": \"café à la crème\"}\n".repeat(20).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(warnings(schema(infer("data", latin1)))).contains("Trino misreads its letters");
    }

    private static List<String> warnings(InferredSchema schema) {
        return schema.evidence().stream()
                .filter(evidence -> evidence.topic() == Topic.WARNING)
                .map(Evidence::verdict)
                .toList();
    }

    @Test
    void isNotMisledByWhereTheTextIsCut() throws IOException {
        // Lines of numbers split evenly at their commas, and the text that is looked at may end before or behind any of
        // them.
        for (int blanks = 0; blanks < 12; blanks++) {
            String text = "{ \"n\": [" + " ".repeat(blanks) + "\n    559341,".repeat(30_000) + "\n 1\n]}";
            InferredSchema schema = schema(infer("data", utf8(text)));
            assertThat(schema.format()).isEqualTo(Format.JSON);
            assertThat(columns(schema)).containsExactly("n array<int>");
        }
    }

    @Test
    void readsAnArrayAndSaysThatTableReadersDoNot() throws IOException {
        InferredSchema schema = schema(infer("data", utf8("[\n {\"a\": 1},\n {\"a\": 2.5, \"b\": \"x\"}\n]")));
        assertThat(schema.format()).isEqualTo(Format.JSON);
        assertThat(columns(schema)).containsExactly("a double", "b string");
        assertThat(schema.rows().rows()).isEqualTo(2);
        assertThat(schema.evidence()).anyMatch(evidence -> evidence.topic() == Topic.WARNING);
    }

    @Test
    void readsObjectsOneAfterAnotherAndOverLines() throws IOException {
        InferredSchema schema = schema(infer("data", utf8("{\"a\": 1} {\"a\": 2}\n{\n\"a\": 3\n}\n")));
        assertThat(schema.format()).isEqualTo(Format.JSON);
        assertThat(schema.rows().rows()).isEqualTo(3);
    }

    @Test
    void declaresStringsWhereReadersWouldTrip() throws IOException {
        String text = """
            {"iso": "2024-05-01T10:00:00Z", "gap": "2024-05-01", "mixed": 1, "none": null, "deep": {"a-b": 1}, "huge": 12345678901234567890123}
            {"iso": "2024-05-01T10:00:00Z", "gap": "", "mixed": "one", "none": null, "deep": {"c d": 2}, "huge": 1}
            """;
        InferredSchema schema = schema(infer("data", utf8(text)));
        assertThat(columns(schema))
                .containsExactly(
                        "iso string",
                        "gap string",
                        "mixed string",
                        "none string",
                        "deep map<string,int>",
                        "huge decimal(23,0)");
        assertThat(schema.columns().get(0).valueType().text()).isEqualTo("timestamp");
        assertThat(schema.columns().get(3).valueType().text()).isEqualTo("void");
    }

    @Test
    void takesKeysThatAreDataForAMap() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 300; row++) {
            text.append("{\"seen\": {");
            for (int i = 0; i < 10; i++) {
                text.append(i == 0 ? "" : ",")
                        .append("\"u")
                        .append(row * 10 + i)
                        .append("\": ")
                        .append(i);
            }
            text.append("}}\n");
        }
        assertThat(columns(schema(infer("data", utf8(text.toString()))))).containsExactly("seen map<string,int>");
    }

    @Test
    void namesTheLineThatIsNoJson() throws IOException {
        assertThat(infer("data", utf8("{\"a\": 1}\n{\"a\": 2}\n{\"a\": oops}\n")))
                .isInstanceOfSatisfying(Unreadable.class, it -> {
                    assertThat(it.cause()).isEqualTo(Cause.CORRUPT);
                    assertThat(it.detail()).contains("line 3");
                });
    }

    @Test
    void refusesDeepNesting() throws IOException {
        assertThat(infer("data", utf8("{\"a\": " + "[".repeat(100_000))))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isIn(Cause.TOO_LARGE, Cause.UNKNOWN));
    }

    @Test
    void refusesMoreDifferentFieldsThanItKeepsTrackOf() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("{\"c").append(i).append("\": {");
            for (int j = 0; j < 500; j++) {
                text.append(j == 0 ? "" : ",")
                        .append("\"f")
                        .append(j)
                        .append("\":[")
                        .append(j)
                        .append("]");
            }
            text.append("}}\n");
        }
        assertThat(infer("data", utf8(text.toString())))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
    }

    @Test
    void findsNothingInAnEmptyArray() throws IOException {
        assertThat(infer("data", utf8("[]"))).isInstanceOf(Empty.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
