package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.plan.Action;
import dev.skep.crawler.plan.CatalogLocation;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.Refresh;
import dev.skep.crawler.plan.Registration;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the tables of a place and registers them. */
@Command(
        name = "crawl",
        description = {
            "Find the tables of a place and register them.",
            "",
            "Folders of files become tables, key=value folders their partitions. Run again, it adds what is new, widens "
                    + "what no longer fits, and leaves alone what did not change. It deletes only what --delete-behavior says."
        },
        subcommands = CrawlPlanCommand.class,
        mixinStandardHelpOptions = true)
final class CrawlCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PLACE",
            arity = "0..1",
            converter = Place.Converter.class,
            description =
                    "A path, s3://bucket/prefix, webhdfs://host:port/path, dynamodb://table, or jdbc:postgresql://host/database; a folder called plan is ./plan. Or tables that are registered, to bring them up to date: catalog://table, catalog://prefix*, or catalog:// for all of the database.")
    private @Nullable Place place;

    @Option(
            names = {"-d", "--database"},
            paramLabel = "NAME",
            description = "Database for the tables; it is created if there is none. Required.")
    private @Nullable String database;

    @Option(names = "--table-prefix", paramLabel = "TEXT", description = "Put before the names of new tables.")
    private String prefix = "";

    @Option(names = "--dry-run", description = "Print what would be done, and write nothing.")
    private boolean dryRun;

    @Mixin
    private PlaceOptions options = new PlaceOptions();

    @Mixin
    private PolicyOptions policy = new PolicyOptions();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, IOException, CatalogException {
        CommandLine line = spec.commandLine();
        if (place == null || database == null) {
            // Not by the parser, which would demand them of subcommands too.
            String missing = place == null ? "parameter: 'PLACE'" : "option: '--database=NAME'";
            throw new ParameterException(line, "Missing required " + missing);
        }
        Registration into = new Registration(database, prefix, policy.policy());
        CrawlPlan plan = crawl(place, options, server.client(), into, dryRun, line.getErr());
        PlanReport report = new PlanReport(plan, !dryRun);
        output.print(line.getOut(), report.json(), report::text);
        return plan.count(Action.REFUSE) > 0 ? Failure.REFUSED : Failure.OK;
    }

    /** Crawls with progress on {@code err}. */
    static CrawlPlan crawl(
            Place place,
            PlaceOptions options,
            CatalogClient catalog,
            Registration into,
            boolean dryRun,
            PrintWriter err)
            throws Failure, IOException, CatalogException {
        if (place instanceof Place.Catalog tables) {
            return refresh(tables.tables(), options, catalog, into, dryRun, err);
        }
        return Finders.with(
                place,
                options,
                finder ->
                        new Crawl(finder, catalog, InstantSource.system()).run(into, dryRun, ConsoleProgress.on(err)));
    }

    /** Each table is planned and written for itself; they are told of as one. */
    private static CrawlPlan refresh(
            CatalogLocation tables,
            PlaceOptions options,
            CatalogClient catalog,
            Registration into,
            boolean dryRun,
            PrintWriter err)
            throws Failure, IOException, CatalogException {
        Crawl.Progress progress = ConsoleProgress.on(err);
        InstantSource clock = InstantSource.system();
        List<CrawlPlan> plans;
        try {
            plans = new Refresh(tables, options.grouping(), catalog, clock)
                    .plan(into, Finders.ofTables(options), progress);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, String.valueOf(e.getMessage()));
        }
        List<CrawlPlan> done = new ArrayList<>();
        for (CrawlPlan plan : plans) {
            done.add(dryRun ? plan : Crawl.apply(plan, catalog, clock, progress));
        }
        return CrawlPlan.joined(tables.toString(), into, done);
    }
}
