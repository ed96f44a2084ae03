package dev.skep.crawler.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import dev.skep.crawler.cli.Definitions.Document;
import dev.skep.crawler.cli.Definitions.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes crawlers and what they need as files say. */
@Command(
        name = "apply",
        description = {
            "Make connections, classifiers and crawlers as YAML files say; done again, it changes nothing.",
            "",
            "Each document has a kind (Connection, Classifier or Crawler) and else what the REST interface takes. What the "
                    + "files do not name is left alone."
        },
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<Integer> {

    private static final String CREATED = "created";
    private static final String CHANGED = "changed";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "A YAML or JSON file of one document or several, - for standard input; may be given again.")
    private List<String> files = List.of();

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Failure, CatalogException {
        CommandLine line = spec.commandLine();
        List<Document> documents = new ArrayList<>();
        for (String file : files) {
            documents.addAll(Definitions.read(file));
        }
        List<Document> ordered = ordered(documents);
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        TextTable table = new TextTable("KIND", "NAME", "RESULT");
        Set<String> created = new HashSet<>();
        for (Document document : ordered) {
            NamedObjects objects = server.named(document.kind().plural());
            // What a rehearsal has not made cannot be named to the server, and what names it is not as it was.
            boolean assumed = dryRun && names(document).anyMatch(created::contains);
            String outcome = assumed ? assumed(objects, document) : apply(objects, document);
            if (outcome.equals(CREATED)) {
                created.add(reference(document.kind(), document.name()));
            }
            String kind = document.kind().name().toLowerCase(Locale.ROOT);
            table.row(kind, document.name(), outcome);
            outcomes.addObject().put("kind", kind).put("name", document.name()).put("result", outcome);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        json.set("results", outcomes);
        output.print(line.getOut(), json, table::print);
        return Failure.OK;
    }

    private static String assumed(NamedObjects objects, Document document) throws CatalogException {
        return objects.find(document.name()).isPresent() ? CHANGED : CREATED;
    }

    private String apply(NamedObjects objects, Document document) throws Failure, CatalogException {
        try {
            Optional<JsonNode> before = objects.find(document.name());
            if (before.isEmpty()) {
                objects.create(document.body(), dryRun);
                return CREATED;
            }
            JsonNode after = objects.replace(document.name(), document.body(), dryRun);
            return after.path("version").equals(before.get().path("version")) ? "unchanged" : CHANGED;
        } catch (CatalogException e) {
            Failure failure = Failure.of(e);
            throw new Failure(failure.exitCode(), document.place() + ": " + e.getMessage());
        }
    }

    /** What is named before what names it; crawlers after those that they come after. */
    private static List<Document> ordered(List<Document> documents) throws Failure {
        List<Document> left = new ArrayList<>(documents);
        left.sort(Comparator.comparing(Document::kind));
        List<Document> ordered = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!left.isEmpty()) {
            Set<String> waiting = new HashSet<>();
            left.stream().filter(each -> each.kind() == Kind.CRAWLER).forEach(each -> waiting.add(key(each.name())));
            Document next = left.stream()
                    .filter(each -> named(each.body().path("after")).stream().noneMatch(waiting::contains))
                    .findFirst()
                    .orElseThrow(() ->
                            new Failure(Failure.USAGE, "the crawlers " + waiting + " are to run after each other"));
            left.remove(next);
            ordered.add(next);
            if (!done.add(reference(next.kind(), next.name()))) {
                throw new Failure(Failure.USAGE, next.place() + " names " + next.name() + " a second time");
            }
        }
        return ordered;
    }

    /** What a crawler names that has to be there. */
    private static Stream<String> names(Document document) {
        JsonNode body = document.body();
        List<String> names = new ArrayList<>();
        body.path("classifiers").forEach(name -> names.add(reference(Kind.CLASSIFIER, name.asText())));
        body.path("after").forEach(name -> names.add(reference(Kind.CRAWLER, name.asText())));
        body.path("targets")
                .forEach(target -> names.add(
                        reference(Kind.CONNECTION, target.path("connection").asText())));
        return names.stream();
    }

    private static String reference(Kind kind, String name) {
        return kind + " " + key(name);
    }

    private static List<String> named(JsonNode names) {
        List<String> keys = new ArrayList<>();
        names.forEach(name -> keys.add(key(name.asText())));
        return keys;
    }

    /** Names are the same in any case. */
    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
