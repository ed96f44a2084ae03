package dev.skep.processes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The REST interface as any HTTP client sees it. */
public final class Rest {
    public static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    public Rest(URI server) {
        this.server = server;
    }

    /** @param body missing where the answer has none */
    public record Answer(int status, JsonNode body) {}

    /** @param path from the root of the server, encoded */
    public Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    /** @param path below the databases of the default catalog, encoded */
    public Answer getDatabases(String path) throws IOException {
        return get(databases(path));
    }

    public Answer post(String path, JsonNode body) throws IOException {
        return send(request(databases(path)).POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer put(String path, JsonNode body) throws IOException {
        return send(request(databases(path)).PUT(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    public Answer delete(String path) throws IOException {
        return send(request(databases(path)).DELETE());
    }

    public Answer deleteCatalog(String name) throws IOException {
        return send(request("/api/v1/catalogs/" + name).DELETE());
    }

    private static String databases(String path) {
        return "/api/v1/catalogs/hive/databases" + path;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + body, e);
        }
    }
}
