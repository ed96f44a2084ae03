package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Evidence;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.SchemaMerger;
import dev.skep.inference.SchemaMerger.Sourced;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lies within columns is decided on as columns are: with a score, what came second, and the value that decided. */
class NestedDecisionsTest {

    private static final String OBJECTS = """
        {"id": 1, "at": {"zip": "07", "n": 1, "when": "2024-01-01"}, "tags": [1, 2]}
        {"id": 2, "at": {"zip": "08", "n": 3000000000, "when": "soon"}, "tags": [2.5]}
        """;

    @Test
    void tellsWhyFieldsAndElementsOfJsonHaveTheirTypes() throws IOException {
        assertThat(parts(infer(OBJECTS)))
                .containsExactly(
                        "column at.zip: string, because all values are strings",
                        "column at.n: bigint, because all 2 values are (row 2: \"3000000000\"); next: int (0.50 to"
                                + " 0.75), refused by \"3000000000\" in row 2",
                        "column at.when: string, because all values are strings (row 2: \"soon\"); next: date (0.50 to"
                                + " 0.75), refused by \"soon\" in row 2",
                        "column tags[]: double, because all 3 values are (row 2: \"2.5\"); next: int (0.67 to 0.83),"
                                + " refused by \"2.5\" in row 2");
    }

    @Test
    void keepsOfSeveralSourcesWhatHoldsForAll() throws IOException {
        InferredSchema other = infer("{\"id\": 3, \"at\": {\"zip\": \"09\", \"n\": 4, \"when\": \"2024-01-02\"}}\n");
        InferredSchema merged = SchemaMerger.merge(List.of(new Sourced("a", other), new Sourced("b", infer(OBJECTS))))
                .schema();
        assertThat(merged.decisions().stream()
                        .filter(decision -> decision.subject().contains("at."))
                        .map(decision -> decision.subject() + " " + decision.verdict() + " "
                                + decision.because().startsWith("in b, ")))
                .containsExactly("at.zip string false", "at.n bigint true", "at.when string true");
    }

    @Test
    void tellsWhyPartsOfXmlHaveTheirTypesAndWhichRowsCameSecond() throws IOException {
        InferredSchema schema = infer("""
            <shop><order><line><n>1</n></line><line><n>x</n></line></order>
            <order><line><n>2</n></line><tag>7</tag><tag>8</tag></order></shop>
            """);
        assertThat(parts(schema))
                .containsExactly(
                        "column line[].n: string, because of the text \"x\" in row 2; next: int (0.67 to 0.83),"
                                + " refused by \"x\" in row 2",
                        "column tag[]: int, because all 2 values are; next: smallint (0.50 to 0.75), it keeps all"
                                + " values, but not what is larger");
        assertThat(schema.evidence().stream().map(Evidence::text))
                .contains("dialect: row tag order, because it occurs 2 times, and 91 % of all elements are in it; next:"
                        + " row tag line (0.55 to 0.95), it occurs 3 times, and 55 % of all elements are in it");
    }

    private static List<String> parts(InferredSchema schema) {
        return schema.columns().stream()
                .flatMap(column -> column.parts().stream())
                .map(Evidence::text)
                .toList();
    }

    private static InferredSchema infer(String text) throws IOException {
        return ((Inferred)
                        SchemaInference.standard().infer(ByteSource.of("data", text.getBytes(StandardCharsets.UTF_8))))
                .schema();
    }
}
