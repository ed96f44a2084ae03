package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogDatabase;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.CatalogTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists tables. */
@Command(name = "tables", description = "List the tables of one database, or of all.", mixinStandardHelpOptions = true)
final class TablesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-d", "--database"},
            paramLabel = "NAME",
            defaultValue = "",
            description = "Only this database.")
    private String database = "";

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, CatalogException {
        CatalogClient catalog = server.client();
        Map<String, List<CatalogTable>> found = new TreeMap<>();
        if (database.isEmpty()) {
            for (CatalogDatabase each : catalog.databases()) {
                found.put(each.name(), catalog.tables(each.name()));
            }
        } else if (catalog.database(database).isPresent()) {
            found.put(database, catalog.tables(database));
        } else {
            throw new CatalogException(Reason.NOT_FOUND, "NOT_FOUND_DATABASE", "there is no database " + database);
        }
        TextTable table = new TextTable("TABLE", "KIND", "FORMAT", ">COLUMNS", "PARTITIONED BY", ">ROWS", "LOCATION");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = json.putArray("tables");
        found.forEach((name, tables) -> tables.forEach(each -> {
            String keys = String.join(
                    ", ", each.partitionKeys().stream().map(key -> key.name()).toList());
            String format = each.parameters().getOrDefault("classification", "");
            String records = each.parameters().getOrDefault("recordCount", "");
            table.row(
                    name + "." + each.name(),
                    each.kind(),
                    format,
                    String.valueOf(each.columns().size()),
                    keys,
                    records,
                    Objects.requireNonNullElse(each.location(), ""));
            ObjectNode row = rows.addObject()
                    .put("database", name)
                    .put("name", each.name())
                    .put("kind", each.kind());
            if (!format.isEmpty()) {
                row.put("format", format);
            }
            row.put("columns", each.columns().size());
            ArrayNode partitionKeys = row.putArray("partitionKeys");
            each.partitionKeys().forEach(key -> partitionKeys.add(key.name()));
            if (records.matches("\\d{1,18}")) {
                row.put("rows", Long.parseLong(records));
            }
            if (each.location() != null) {
                row.put("location", each.location());
            }
        }));
        output.print(spec.commandLine().getOut(), json, table::print);
        return Failure.OK;
    }
}
