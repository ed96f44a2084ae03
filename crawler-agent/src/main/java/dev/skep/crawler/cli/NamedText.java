package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import java.io.PrintWriter;
import java.util.List;

/**
 * How classifiers and connections are shown: by name, type and description, and what else is set of each.
 *
 * @param plural as the server calls them, such as {@code connections}
 * @param heading of the column of their names
 * @param parts members of each that hold settings by name
 */
record NamedText(String plural, String heading, List<Part> parts) {

    /**
     * Settings by name.
     *
     * @param member that holds them, such as {@code properties}
     * @param label for one of them, such as {@code property}
     */
    record Part(String member, String label) {}

    void list(NamedObjects objects, Output output, PrintWriter out) throws CatalogException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        TextTable table = new TextTable(heading, "TYPE", "DESCRIPTION");
        for (JsonNode each : objects.list()) {
            all.add(each);
            table.row(
                    each.path("name").asText(),
                    each.path("type").asText(),
                    each.path("description").asText(""));
        }
        output.print(out, JsonNodeFactory.instance.objectNode().set(plural, all), table::print);
    }

    void show(JsonNode object, Output output, PrintWriter out) {
        output.print(out, object, text -> table(object).print(text));
    }

    private TextTable table(JsonNode object) {
        TextTable table = new TextTable("FIELD", "VALUE");
        for (String field : List.of("name", "type", "description", "version")) {
            if (object.has(field)) {
                table.row(field, object.path(field).asText());
            }
        }
        for (Part part : parts) {
            object.path(part.member())
                    .properties()
                    .forEach(each -> table.row(
                            part.label() + " " + each.getKey(), each.getValue().asText()));
        }
        return table;
    }
}
