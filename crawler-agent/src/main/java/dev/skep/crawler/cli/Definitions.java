package dev.skep.crawler.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.skep.inference.format.Classifiers;
import dev.skep.inference.format.FormatReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What files of YAML or JSON define. */
final class Definitions {

    private Definitions() {}

    /** In the order in which they are made: what is named comes first. */
    enum Kind {
        CONNECTION("connections"),
        CLASSIFIER("classifiers"),
        CRAWLER("crawlers");

        private final String plural;

        Kind(String plural) {
            this.plural = plural;
        }

        /** As the REST interface calls all of them. */
        String plural() {
            return plural;
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

    /** @param place where it stands, for messages */
    record Document(Kind kind, String name, ObjectNode body, String place) {}

    /** @param file {@code -} for standard input */
    static List<Document> read(String file) throws Failure {
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
                Document document = new Document(kind, name, body, place);
                if (kind == Kind.CLASSIFIER) {
                    reader(document);
                }
                return document;
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

    /** The readers that the classifiers of a file say. */
    static List<FormatReader> readers(String file) throws Failure {
        List<FormatReader> readers = new ArrayList<>();
        for (Document document : read(file)) {
            if (document.kind() == Kind.CLASSIFIER) {
                readers.add(reader(document));
            }
        }
        if (readers.isEmpty()) {
            throw new Failure(Failure.USAGE, file + " has no document of kind Classifier");
        }
        return readers;
    }

    private static FormatReader reader(Document document) throws Failure {
        Map<String, String> settings = new TreeMap<>();
        document.body()
                .path("settings")
                .properties()
                .forEach(each -> settings.put(each.getKey(), each.getValue().asText()));
        try {
            return Classifiers.reader(
                    document.name(), document.body().path("type").asText(), settings);
        } catch (IllegalArgumentException e) {
            throw new Failure(Failure.USAGE, document.place() + ": " + e.getMessage());
        }
    }
}
