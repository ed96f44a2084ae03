package dev.skep.crawler.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.NamedObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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

    /** In the order in which they are made: what is named comes first. */
    private enum Kind {
        CONNECTION("connections"),
        CLASSIFIER("classifiers"),
        CRAWLER("crawlers");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** Members whose values are texts, however YAML reads them. */
        List<String> texts() {
            return switch (this) {
                case CONNECTION -> List.of("properties", "secrets");
                case CLASSIFIER -> List.of("settings");
                case CRAWLER -> List.of("options");
            };
        }
    }

    private record Document(Kind kind, String name, ObjectNode body, String place) {}

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
            documents.addAll(read(file));
        }
        List<Document> ordered = ordered(documents);
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        TextTable table = new TextTable("KIND", "NAME", "RESULT");
        for (Document document : ordered) {
            String outcome = apply(server.named(document.kind().plural), document);
            String kind = document.kind().name().toLowerCase(Locale.ROOT);
            table.row(kind, document.name(), outcome);
            outcomes.addObject().put("kind", kind).put("name", document.name()).put("result", outcome);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        json.set("results", outcomes);
        output.print(line.getOut(), json, table::print);
        return Failure.OK;
    }

    private String apply(NamedObjects objects, Document document) throws Failure, CatalogException {
        try {
            Optional<JsonNode> before = objects.find(document.name());
            if (before.isEmpty()) {
                objects.create(document.body(), dryRun);
                return "created";
            }
            JsonNode after = objects.replace(document.name(), document.body(), dryRun);
            return after.path("version").equals(before.get().path("version")) ? "unchanged" : "changed";
        } catch (CatalogException e) {
            Failure failure = Failure.of(e);
            throw new Failure(failure.exitCode(), document.place() + ": " + e.getMessage());
        }
    }

    private static List<Document> read(String file) throws Failure {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .build();
        List<Document> documents = new ArrayList<>();
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
                MappingIterator<JsonNode> nodes = yaml.readerFor(JsonNode.class).readValues(in)) {
            int number = 0;
            while (nodes.hasNextValue()) {
                JsonNode node = nodes.nextValue();
                number++;
                if (!node.isMissingNode() && !node.isNull()) {
                    documents.add(document(node, "document " + number + " of " + file));
                }
            }
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new Failure(Failure.USAGE, file + " is not valid YAML: " + e.getOriginalMessage() + place);
        } catch (IOException e) {
            throw new Failure(Failure.USAGE, file + " cannot be read: " + e.getMessage());
        }
        return documents;
    }

    private static Document document(JsonNode node, String place) throws Failure {
        if (!(node instanceof ObjectNode body)) {
            throw new Failure(Failure.USAGE, place + " is no mapping of fields to values");
        }
        String word = body.path("kind").asText("");
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(word)) {
                String name = body.path("name").asText("");
                if (name.isBlank()) {
                    throw new Failure(Failure.USAGE, place + " has no name");
                }
                body.remove("kind");
                kind.texts().forEach(member -> asTexts(body.path(member)));
                return new Document(kind, name, body, place);
            }
        }
        throw new Failure(
                Failure.USAGE,
                place + " has " + (word.isEmpty() ? "no kind" : "the kind '" + word + "'")
                        + "; write Connection, Classifier or Crawler");
    }

    private static void asTexts(JsonNode node) {
        if (node instanceof ObjectNode values) {
            values.properties().forEach(entry -> {
                if (entry.getValue().isNumber() || entry.getValue().isBoolean()) {
                    entry.setValue(
                            JsonNodeFactory.instance.textNode(entry.getValue().asText()));
                }
            });
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
            if (!done.add(next.kind() + " " + key(next.name()))) {
                throw new Failure(Failure.USAGE, next.place() + " names " + next.name() + " a second time");
            }
        }
        return ordered;
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
