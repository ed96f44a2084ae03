package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists partitions. */
@Command(name = "partitions", description = "List the partitions of a table.", mixinStandardHelpOptions = true)
final class PartitionsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DATABASE.TABLE", converter = QualifiedName.Converter.class, description = "The table.")
    private QualifiedName name = new QualifiedName("", "");

    @Option(
            names = "--filter",
            paramLabel = "CONDITION",
            defaultValue = "",
            description = "Only those that match, such as: day >= '2024-05-03' and region = 'north'.")
    private String filter = "";

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, CatalogException {
        List<CatalogPartition> partitions = server.client().partitions(name.database(), name.table(), filter);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = json.putArray("partitions");
        TextTable table = new TextTable("PARTITION", "LOCATION");
        for (CatalogPartition partition : partitions) {
            String spelled = Objects.requireNonNullElse(partition.name(), "");
            String location = Objects.requireNonNullElse(partition.location(), "");
            table.row(spelled, location);
            ObjectNode row = rows.addObject().put("name", spelled);
            ArrayNode values = row.putArray("values");
            partition.values().forEach(values::add);
            row.put("location", location);
        }
        output.print(spec.commandLine().getOut(), json, table::print);
        return Failure.OK;
    }
}
