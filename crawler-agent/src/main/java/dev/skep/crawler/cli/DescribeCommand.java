package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a table. */
@Command(
        name = "describe",
        description = "Show a table: its columns, how its files are read, its parameters.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATABASE.TABLE", converter = QualifiedName.Converter.class, description = "The table.")
    private QualifiedName name = new QualifiedName("", "");

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, CatalogException {
        CatalogClient catalog = server.client();
        JsonNode table = catalog.describe(name.database(), name.table());
        boolean partitioned = !table.path("partitionKeys").isEmpty();
        long partitions = partitioned ? catalog.countPartitions(name.database(), name.table()) : 0;
        if (partitioned && table instanceof ObjectNode object) {
            object.put("partitionCount", partitions);
        }
        output.print(spec.commandLine().getOut(), table, out -> {
            heads(out, table, partitioned, partitions);
            columns(out, "COLUMN", table.path("columns"));
            if (partitioned) {
                columns(out, "PARTITION KEY", table.path("partitionKeys"));
            }
            pairs(out, "SERDE PARAMETER", table.path("storage").path("serde").path("parameters"));
            pairs(out, "TABLE PARAMETER", table.path("parameters"));
        });
        return Failure.OK;
    }

    private void heads(PrintWriter out, JsonNode table, boolean partitioned, long partitions) {
        JsonNode storage = table.path("storage");
        head(out, "Table", name.toString());
        head(out, "Kind", table.path("kind").asText());
        head(out, "Location", table.path("location").asText());
        head(out, "SerDe", storage.path("serde").path("library").asText());
        head(out, "Input format", storage.path("inputFormat").asText());
        head(out, "Output format", storage.path("outputFormat").asText());
        head(out, "View", table.path("view").path("original").asText());
        if (partitioned) {
            head(out, "Partitions", String.valueOf(partitions));
        }
    }

    private static void head(PrintWriter out, String label, String value) {
        if (!value.isEmpty()) {
            out.println(label + ":" + " ".repeat(15 - label.length()) + value);
        }
    }

    private static void columns(PrintWriter out, String title, JsonNode columns) {
        TextTable table = new TextTable(title, "TYPE", "COMMENT");
        columns.forEach(column -> table.row(
                column.path("name").asText(),
                column.path("type").asText(),
                column.path("comment").asText("")));
        out.println();
        table.print(out);
    }

    private static void pairs(PrintWriter out, String title, JsonNode pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        TextTable table = new TextTable(title, "VALUE");
        pairs.properties()
                .forEach(pair -> table.row(pair.getKey(), shown(pair.getValue().asText())));
        out.println();
        table.print(out);
    }

    /** Control characters by their escapes: delimiters often are some. */
    private static String shown(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c == '\t') {
                text.append("\\t");
            } else if (Character.isISOControl(c)) {
                text.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
