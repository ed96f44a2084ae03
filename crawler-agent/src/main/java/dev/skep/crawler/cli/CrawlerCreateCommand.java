package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a crawler, or replaces one. */
@Command(
        name = "create",
        description = "Make a crawler; with --replace, also over one of the same name.",
        mixinStandardHelpOptions = true)
final class CrawlerCreateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "Name of the crawler.")
    private String name = "";

    @Option(
            names = "--target",
            paramLabel = "PLACE",
            required = true,
            description =
                    "A folder or file on the agents' machine, s3://bucket/prefix, webhdfs://host:port/path, dynamodb://table, jdbc:postgresql://host/database, or with --connection tables of a database such as shop/public/%%; catalog://table for one that is registered. May be given again.")
    private List<String> targets = List.of();

    @Option(
            names = {"-d", "--database"},
            paramLabel = "NAME",
            required = true,
            description = "Database for the tables; the first run creates it if there is none.")
    private String database = "";

    @Option(names = "--table-prefix", paramLabel = "TEXT", description = "Put before the names of new tables.")
    private @Nullable String prefix;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
    private @Nullable String description;

    @Option(names = "--connection", paramLabel = "NAME", description = "By which every target is reached.")
    private @Nullable String connection;

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            description = "Asked before what recognizes files by itself; may be given again, in order.")
    private List<String> classifiers = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "What to pass over in every target; may be given again.")
    private List<String> exclude = List.of();

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description =
                    "What has no option of its own here: path-template, table-level, partition-types, max-tables, read-rate, sample-items, as `skep crawl --help` says; may be given again.")
    private Map<String, String> options = Map.of();

    @Option(names = "--update-behavior", paramLabel = "update|add-columns|log", description = PolicyOptions.UPDATE)
    private @Nullable String update;

    @Option(names = "--delete-behavior", paramLabel = "delete|deprecate|log", description = PolicyOptions.DELETE)
    private @Nullable String delete;

    @Option(names = "--recrawl-behavior", paramLabel = "everything|new-folders", description = PolicyOptions.RECRAWL)
    private @Nullable String recrawl;

    @Option(
            names = "--schedule",
            paramLabel = "CRON",
            description = "When it runs: five fields as cron, or six as AWS, such as '0 4 * * *'.")
    private @Nullable String cron;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Whose clocks are meant (default: UTC).")
    private @Nullable String timeZone;

    @Option(
            names = "--queue",
            paramLabel = "URL",
            description =
                    "A queue of SQS in which the store says which objects have changed: only these are looked at.")
    private @Nullable String queue;

    @Option(
            names = "--queue-connection",
            paramLabel = "NAME",
            description = "By which the queue is reached (default: the credentials that agents have).")
    private @Nullable String queueConnection;

    @Option(names = "--on-events", description = "Run when messages wait in the queue.")
    private boolean onEvents;

    @Option(names = "--after", paramLabel = "CRAWLER", description = "Run after another's success; may be given again.")
    private List<String> after = List.of();

    @Option(names = "--overlap", paramLabel = "skip|queue", description = "A run that is due while another goes on.")
    private @Nullable String overlap;

    @Option(names = "--missed", paramLabel = "run|skip", description = "Runs that were due when no server was there.")
    private @Nullable String missed;

    @Option(names = "--attempts", paramLabel = "COUNT", description = "How often a run is tried (default: 1).")
    private @Nullable Integer attempts;

    @Option(names = "--retry-delay", paramLabel = "SECONDS", description = "Before the second attempt (default: 60).")
    private @Nullable Integer retryDelay;

    @Option(
            names = "--approval",
            paramLabel = "none|changes",
            description = "Whether a run that would change tables waits for `skep crawler approve`.")
    private @Nullable String approval;

    @Option(names = "--pool", paramLabel = "NAME", description = "Whose agents do its runs (default: default).")
    private @Nullable String pool;

    @Option(names = "--replace", description = "Replace the definition of a crawler of that name.")
    private boolean replace;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, CatalogException {
        ObjectNode definition = definition();
        NamedObjects crawlers = server.crawlers().definitions();
        JsonNode made = crawlers.make(name, definition, replace);
        output.print(spec.commandLine().getOut(), made, out -> RunText.crawler(out, made));
        return Failure.OK;
    }

    private ObjectNode definition() throws Failure {
        if (timeZone != null && cron == null) {
            throw new Failure(Failure.USAGE, "--time-zone needs --schedule");
        }
        if (queue == null && (onEvents || queueConnection != null)) {
            throw new Failure(Failure.USAGE, "--on-events and --queue-connection need --queue");
        }
        ObjectNode crawler = JsonNodeFactory.instance.objectNode().put("name", name);
        put(crawler, "description", description);
        ArrayNode places = crawler.putArray("targets");
        for (String target : targets) {
            ObjectNode place = places.addObject().put("location", location(target, connection));
            put(place, "connection", connection);
            exclude.forEach(place.withArray("exclude")::add);
        }
        crawler.put("database", database);
        put(crawler, "tablePrefix", prefix);
        if (!options.isEmpty() || update != null || delete != null || recrawl != null) {
            ObjectNode all = crawler.putObject("options");
            options.forEach(all::put);
            put(all, "update-behavior", update);
            put(all, "delete-behavior", delete);
            put(all, "recrawl-behavior", recrawl);
        }
        classifiers.forEach(crawler.withArray("classifiers")::add);
        if (queue != null) {
            put(crawler.putObject("events").put("queue", queue), "connection", queueConnection);
        }
        if (cron != null || onEvents) {
            ObjectNode schedule = crawler.putObject("schedule");
            put(schedule, "cron", cron);
            put(schedule, "timeZone", timeZone);
            if (onEvents) {
                schedule.put("onEvents", true);
            }
        }
        after.forEach(crawler.withArray("after")::add);
        ObjectNode policy = crawler.putObject("policy");
        put(policy, "overlap", overlap);
        put(policy, "missed", missed);
        put(policy, "approval", approval);
        if (attempts != null) {
            policy.put("attempts", attempts);
        }
        if (retryDelay != null) {
            policy.put("retryDelaySeconds", retryDelay);
        }
        put(crawler, "pool", pool);
        return crawler;
    }

    /**
     * Agents have no common working folder, so a path that is meant from here is spelled out. What is reached by a connection
     * is none: it may be tables of a database, such as {@code shop/public/%}.
     */
    static String location(String target, @Nullable String connection) {
        boolean address = target.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") && !Files.exists(Path.of(target));
        return address || connection != null
                ? target
                : Path.of(target).toAbsolutePath().normalize().toString();
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
