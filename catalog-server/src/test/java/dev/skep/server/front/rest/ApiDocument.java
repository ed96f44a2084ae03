package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The document of the interface, against which every reply that a test receives is held. */
final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;

    ApiDocument() throws IOException {
        try (InputStream yaml = RestApi.class.getResourceAsStream("/openapi/skep-v1.yaml")) {
            root = new ObjectMapper(new YAMLFactory()).readTree(yaml);
        }
    }

    /** Each as {@code GET /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** The names of the parameters of an operation that stand in the query. */
    Set<String> queryParameters(String method, String path) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation(method, path).path("parameters")) {
            JsonNode resolved = resolved(parameter);
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        }
        return names;
    }

    Set<String> problemCodes() {
        Set<String> codes = new TreeSet<>();
        root.at("/components/schemas/Problem/properties/code/enum").forEach(code -> codes.add(code.asText()));
        return codes;
    }

    /** Fails unless the reply is one that the document allows. */
    void check(String method, String path, int status, String contentType, String body) {
        String bare = contentType.split(";", 2)[0];
        JsonNode response = pathOf(path) == null ? problem() : response(method, path, status);
        assertThat(response.isMissingNode())
                .as("%s %s may answer %d", method, path, status)
                .isFalse();
        if (body.isEmpty()) {
            return;
        }
        JsonNode schema = response.path("content").path(bare).path("schema");
        assertThat(schema.isMissingNode())
                .as("%s %s may answer %d as %s", method, path, status, bare)
                .isFalse();
        if (bare.endsWith("json")) {
            ObjectNode standalone = new ObjectMapper().createObjectNode();
            standalone.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            standalone.set("components", root.path("components"));
            standalone.putArray("allOf").add(schema);
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(standalone)
                            .validate(json(body)))
                    .as("%s %s %d: %s", method, path, status, body)
                    .isEmpty();
        }
    }

    private JsonNode response(String method, String path, int status) {
        JsonNode operation = operation(method.equals("HEAD") ? "GET" : method, pathOf(path));
        if (operation.isMissingNode()) {
            return problem();
        }
        JsonNode responses = operation.path("responses");
        JsonNode exact = responses.path(Integer.toString(status));
        return resolved(exact.isMissingNode() && status >= 400 ? responses.path("default") : exact);
    }

    private JsonNode problem() {
        return root.at("/components/responses/Problem");
    }

    private JsonNode operation(String method, String path) {
        return root.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** The path of the document that a path of a request is one of, the more exact before the less. */
    private String pathOf(String path) {
        String found = null;
        var paths = root.path("paths").fieldNames();
        while (paths.hasNext()) {
            String candidate = paths.next();
            String pattern = Pattern.compile("\\{[^}]+}").matcher(candidate).replaceAll("[^/]+");
            if (path.matches(pattern) && (found == null || variables(candidate) < variables(found))) {
                found = candidate;
            }
        }
        return found;
    }

    private static long variables(String path) {
        return path.chars().filter(character -> character == '{').count();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
