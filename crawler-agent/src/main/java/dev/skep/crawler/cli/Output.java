package dev.skep.crawler.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How a command prints its data. */
final class Output {

    /** A form of printing. */
    enum Form {
        TABLE,
        JSON,
        YAML;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table, json or yaml (default: ${DEFAULT-VALUE}).")
    private Form form = Form.TABLE;

    /** Prints for people, or the same facts for programs. */
    void print(PrintWriter out, JsonNode data, Consumer<PrintWriter> table) {
        switch (form) {
            case TABLE -> table.accept(out);
            case JSON -> out.println(json(data));
            case YAML -> out.print(yaml(data));
        }
        out.flush();
    }

    static String json(JsonNode data) {
        return text(JsonMapper.builder().build(), data);
    }

    static String yaml(JsonNode data) {
        return text(yaml(), data);
    }

    private static YAMLMapper yaml() {
        return new YAMLMapper(YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build());
    }

    private static String text(com.fasterxml.jackson.databind.ObjectMapper mapper, JsonNode data) {
        try {
            return mapper.enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
