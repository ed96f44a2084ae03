package dev.skep.inference.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file, and what is known about it from elsewhere.
 *
 * @param expect what must be found; a property that is absent or null is not judged
 */
record Truth(Path file, String name, String category, JsonNode expect) {

    /**
     * A column of the truth; without a name or a type, that is not judged.
     *
     * @param spelling the type as the truth spells it
     */
    record Column(
            @Nullable String name,
            String spelling,
            @Nullable TrueType type) {}

    /** Reads {@code manifest.jsonl}, one object a file, beside the files it names. */
    static List<Truth> read(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Truth> truths = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("manifest.jsonl"))) {
            JsonNode node = json.readTree(line);
            String name = node.path("file").asText();
            truths.add(
                    new Truth(folder.resolve(name), name, node.path("category").asText(), node.path("expect")));
        }
        return truths;
    }

    @Nullable String text(String property) {
        JsonNode value = expect.path(property);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    /** Whether the file states its own schema. */
    boolean own() {
        String format = String.valueOf(text("format"));
        return format.equals("parquet") || format.equals("orc") || format.equals("avro");
    }

    /** Delimited text is compared by position, all else by name. */
    boolean byPosition() {
        String format = String.valueOf(text("format"));
        return format.equals("csv") || format.equals("tsv");
    }

    /** The columns; empty if they are not judged. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (JsonNode column : expect.path("columns")) {
            JsonNode name = column.path("name");
            JsonNode type = column.path("type");
            columns.add(new Column(
                    name.isTextual() ? name.asText() : null,
                    type.asText(),
                    type.isTextual() ? TrueType.parse(type.asText()) : null));
        }
        return columns;
    }
}
