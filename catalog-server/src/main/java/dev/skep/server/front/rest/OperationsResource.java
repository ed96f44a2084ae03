package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Health, metrics, and the document of this interface. */
final class OperationsResource {
    private static final String DOCUMENT = "/openapi/skep-v1.yaml";

    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", Set.of(), request -> Answer.json(Health.UP))
                        .forEverybody(),
                Route.get("/health/ready", Set.of(), request -> ready()).forEverybody(),
                Route.get(
                        "/metrics",
                        Set.of(),
                        request -> Answer.of("text/plain; version=0.0.4; charset=utf-8", operations.scrape())),
                Route.get("/openapi.yaml", Set.of(), request -> Answer.of("application/yaml", yaml())),
                Route.get("/openapi.json", Set.of(), request -> Answer.of(Answer.JSON, json())));
    }

    private Answer ready() {
        operations.requireReady();
        return Answer.json(Health.UP);
    }

    private static String yaml() {
        try (InputStream document = OperationsResource.class.getResourceAsStream(DOCUMENT)) {
            return new String(Objects.requireNonNull(document, DOCUMENT).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json() {
        try {
            return RestJson.write(new ObjectMapper(new YAMLFactory()).readTree(yaml()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Health(String status) {
        static final Health UP = new Health("up");
    }
}
