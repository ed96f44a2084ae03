package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.Finder.Memory;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.KnownTables;
import dev.skep.crawler.plan.Planner;
import dev.skep.crawler.plan.Registration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a crawl would make of a folder if the catalog were empty. */
@Command(
        name = "plan",
        description = {
            "Find the tables of a place and say why they are tables; needs no server and writes nothing.",
            "",
            "`skep crawl --dry-run` compares with what the catalog holds."
        },
        mixinStandardHelpOptions = true)
final class CrawlPlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PLACE",
            converter = Place.Converter.class,
            description =
                    "A path, s3://bucket/prefix, webhdfs://host:port/path, dynamodb://table, or jdbc:postgresql://host/database.")
    private Place place = new Place.Local(Path.of(""));

    @Option(
            names = {"-d", "--database"},
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Database that the tables would be in (default: ${DEFAULT-VALUE}).")
    private String database = "";

    @Option(names = "--table-prefix", paramLabel = "TEXT", description = "Put before the names of tables.")
    private String prefix = "";

    @Option(names = "--explain", description = "Print the reasons of every decision in the table too.")
    private boolean explain;

    @Mixin
    private PlaceOptions options = new PlaceOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, IOException, CatalogException {
        CommandLine line = spec.commandLine();
        CrawlPlan plan = Finders.with(
                place,
                options,
                finder -> new Planner(finder.location(), new Registration(database, prefix), InstantSource.system())
                        .plan(finder.find(Memory.NONE, ConsoleProgress.on(line.getErr())), KnownTables.none()));
        PlanReport report = new PlanReport(plan, false);
        output.print(line.getOut(), report.json(), out -> {
            report.text(out);
            if (explain) {
                report.explanation(out);
            }
        });
        return Failure.OK;
    }
}
