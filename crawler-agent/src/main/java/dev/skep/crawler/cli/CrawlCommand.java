package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.plan.Action;
import dev.skep.crawler.plan.Crawl;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.source.LocalSource;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the tables of a folder and registers them. */
@Command(
        name = "crawl",
        description = {
            "Find the tables of a folder and register them.",
            "",
            "Folders of files become tables, key=value folders their partitions. Run again, it adds what is new, widens "
                    + "what no longer fits, and leaves alone what did not change. It never deletes."
        },
        mixinStandardHelpOptions = true)
final class CrawlCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PATH", description = "A folder, or a single file.")
    private Path path = Path.of("");

    @Option(
            names = {"-d", "--database"},
            required = true,
            paramLabel = "NAME",
            description = "Database for the tables; it is created if there is none.")
    private String database = "";

    @Option(names = "--table-prefix", paramLabel = "TEXT", description = "Put before the names of new tables.")
    private String prefix = "";

    @Option(names = "--dry-run", description = "Print what would be done, and write nothing.")
    private boolean dryRun;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, IOException, CatalogException {
        CommandLine line = spec.commandLine();
        CrawlPlan plan = crawl(path, server.client(), database, prefix, dryRun, line.getErr());
        PlanReport report = new PlanReport(plan, !dryRun);
        output.print(line.getOut(), report.json(), report::text);
        return plan.count(Action.REFUSE) > 0 ? Failure.REFUSED : Failure.OK;
    }

    /** Crawls a local path with progress on {@code err}. */
    static CrawlPlan crawl(
            Path path, CatalogClient catalog, String database, String prefix, boolean dryRun, PrintWriter err)
            throws Failure, IOException, CatalogException {
        if (Files.notExists(path)) {
            throw new Failure(Failure.NOT_FOUND, "there is no file or folder " + path.toAbsolutePath());
        }
        LocalSource source = new LocalSource(path);
        TableFinder finder = new TableFinder(source, SchemaInference.standard(), Sampler.DEFAULT);
        // The launcher looks: the JDK cannot tell whether standard error is a terminal.
        boolean terminal = Boolean.getBoolean("skep.terminal");
        ConsoleProgress progress = new ConsoleProgress(err, terminal, Clock.systemUTC());
        return new Crawl(source, finder, catalog).run(database, prefix, dryRun, progress);
    }
}
