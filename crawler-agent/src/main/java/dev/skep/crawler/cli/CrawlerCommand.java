package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CrawlerClient;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Crawlers that the server keeps: making them, asking for runs, looking at runs. */
@Command(
        name = "crawler",
        description = {
            "Crawlers that the server keeps, and their runs.",
            "",
            "A crawler says what is crawled, into which database, and when. Its runs are done by agents (`skep agent`)."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CrawlerCreateCommand.class,
        mixinStandardHelpOptions = true)
final class CrawlerCommand implements Runnable {

    private static final Set<String> UNFINISHED = Set.of("QUEUED", "RUNNING", "CANCELLING");

    /** So long at most an agent pauses between two questions for a run, unless told otherwise. */
    private static final Duration AGENTS_TAKE = Duration.ofSeconds(6);

    private static final String NAME = "Name of the crawler.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command; `skep crawler --help` lists them");
    }

    @Command(description = "List the crawlers.", mixinStandardHelpOptions = true)
    int list(@Mixin ServerOption server, @Mixin Output output) throws Failure, CatalogException {
        ArrayNode crawlers = JsonNodeFactory.instance.arrayNode();
        TextTable table = new TextTable("CRAWLER", "DATABASE", "TARGETS", "SCHEDULE", "NEXT RUN", "LAST RUN", "NOW");
        for (JsonNode crawler : server.crawlers().definitions().list()) {
            crawlers.add(crawler);
            JsonNode status = crawler.path("status");
            table.row(
                    crawler.path("name").asText(),
                    crawler.path("database").asText(),
                    RunText.targets(crawler),
                    RunText.schedule(crawler),
                    RunText.time(status.path("nextRunAt")),
                    RunText.outcome(status.path("lastRun")),
                    status.at("/currentRun/state").asText("-"));
        }
        output.print(out(), JsonNodeFactory.instance.objectNode().set("crawlers", crawlers), table::print);
        return Failure.OK;
    }

    @Command(description = "Show one crawler: its definition, and what it is doing.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        JsonNode crawler = server.crawlers().definitions().get(name);
        output.print(out(), crawler, out -> RunText.crawler(out, crawler));
        return Failure.OK;
    }

    @Command(
            description = {"Ask for a run.", "", "With --wait, exits with 0 if it succeeded, with 1 if not."},
            mixinStandardHelpOptions = true)
    int run(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--dry-run", description = "Only plan; `skep crawler explain` shows the plan.")
                    boolean dryRun,
            @Option(names = "--full", description = "List everything, also where messages would tell what has changed.")
                    boolean full,
            @Option(names = "--wait", description = "Wait for its end.") boolean wait,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException, InterruptedException {
        CrawlerClient crawlers = server.crawlers();
        JsonNode run = crawlers.request(name, dryRun, full);
        if (wait) {
            run = ended(crawlers, run);
        }
        JsonNode told = run;
        output.print(out(), run, out -> RunText.run(out, told));
        return wait && !told.path("state").asText().equals("SUCCEEDED") ? Failure.REFUSED : Failure.OK;
    }

    /** Waits for the end of a run, and tells how far it is. */
    private JsonNode ended(CrawlerClient crawlers, JsonNode asked) throws CatalogException, InterruptedException {
        JsonNode run = asked;
        PrintWriter err = spec.commandLine().getErr();
        Instant patience = Instant.now().plus(AGENTS_TAKE);
        String shown = "";
        while (UNFINISHED.contains(run.path("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(300);
            run = crawlers.run(run.path("id").asLong());
            String progress = RunText.progress(run);
            if (!progress.equals(shown)) {
                err.println(progress);
                shown = progress;
            }
            boolean untaken = run.path("state").asText().equals("QUEUED")
                    && run.path("attempt").asInt() == 0;
            if (untaken && Instant.now().isAfter(patience)) {
                String pool = run.path("pool").asText();
                err.println("No agent of the pool " + pool + " has taken it yet; `skep agent --pool " + pool
                        + "` starts one.");
                patience = Instant.MAX;
            }
        }
        return run;
    }

    @Command(description = "List the latest runs of a crawler.", mixinStandardHelpOptions = true)
    int runs(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(
                            names = "--limit",
                            paramLabel = "COUNT",
                            defaultValue = "20",
                            description = "How many, at most 1000 (default: ${DEFAULT-VALUE}).")
                    int limit,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        List<JsonNode> runs = server.crawlers().runs(name, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("runs").addAll(runs);
        output.print(out(), json, out -> RunText.runs(out, runs));
        return Failure.OK;
    }

    @Command(description = "Stop the run of a crawler that has not ended.", mixinStandardHelpOptions = true)
    int cancel(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        CrawlerClient crawlers = server.crawlers();
        JsonNode run = crawlers.cancel(current(crawlers, name));
        output.print(out(), run, out -> RunText.run(out, run));
        return Failure.OK;
    }

    @Command(
            description = "Agree to the plan that the run of a crawler waits with; `explain` shows it.",
            mixinStandardHelpOptions = true)
    int approve(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description = "Who agrees (default: ${DEFAULT-VALUE}).")
                    String by,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        CrawlerClient crawlers = server.crawlers();
        JsonNode run = crawlers.approve(current(crawlers, name), by);
        output.print(out(), run, out -> RunText.run(out, run));
        return Failure.OK;
    }

    @Command(description = "Let the schedule of a crawler rest.", mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin ServerOption server)
            throws Failure, CatalogException {
        return paused(server.crawlers(), name, true);
    }

    @Command(description = "Let the schedule of a crawler go on.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin ServerOption server)
            throws Failure, CatalogException {
        return paused(server.crawlers(), name, false);
    }

    @Command(
            description = "Delete a crawler and the history of its runs; tables stay.",
            mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "NAME", description = NAME) String name, @Mixin ServerOption server)
            throws Failure, CatalogException {
        server.crawlers().definitions().delete(name);
        out().println("Crawler " + name + " was deleted.");
        return Failure.OK;
    }

    @Command(
            description = {
                "Say what a run of a crawler wrote, or would write, and why.",
                "",
                "Every table with what is done to it and for which reasons, and how format, header and types were decided."
            },
            mixinStandardHelpOptions = true)
    int explain(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--run", paramLabel = "ID", description = "Which run (default: the latest with a plan).")
                    Optional<Long> run,
            @Mixin ServerOption server,
            @Mixin Output output)
            throws Failure, CatalogException {
        CrawlerClient crawlers = server.crawlers();
        if (run.isPresent()) {
            JsonNode plan = crawlers.plan(run.get());
            output.print(out(), plan, out -> RunText.plan(out, plan));
            return Failure.OK;
        }
        for (JsonNode each : crawlers.runs(name, 20)) {
            Optional<JsonNode> plan = crawlers.findPlan(each.path("id").asLong());
            if (plan.isPresent()) {
                output.print(out(), plan.get(), out -> RunText.plan(out, plan.get()));
                return Failure.OK;
            }
        }
        throw new Failure(
                Failure.NOT_FOUND,
                "no run of crawler " + name + " has made a plan yet; ask for one with `skep crawler run " + name
                        + " --dry-run`");
    }

    private int paused(CrawlerClient crawlers, String name, boolean paused) throws Failure, CatalogException {
        if (!crawlers.definitions().get(name).has("schedule")) {
            throw new Failure(Failure.REFUSED, "crawler " + name + " has no schedule");
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("schedule").put("paused", paused);
        JsonNode crawler = crawlers.definitions().patch(name, patch);
        out().println("Crawler " + name
                + (paused ? " rests." : " runs next at " + RunText.time(crawler.at("/status/nextRunAt")) + "."));
        return Failure.OK;
    }

    private static long current(CrawlerClient crawlers, String name) throws Failure, CatalogException {
        JsonNode run = crawlers.definitions().get(name).at("/status/currentRun");
        if (run.isMissingNode()) {
            throw new Failure(Failure.NOT_FOUND, "crawler " + name + " has no run that has not ended");
        }
        return run.path("id").asLong();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
