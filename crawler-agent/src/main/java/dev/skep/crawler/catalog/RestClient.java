package dev.skep.crawler.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.crawler.catalog.CatalogException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** Requests of the catalog's REST API and their answers. Every failure is a {@link CatalogException}. */
final class RestClient {

    private static final int PAGE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What a proxy answers for a server that is away. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    private final Server server;
    private final JsonMapper json = JsonMapper.builder().build();

    RestClient(Server server) {
        this.server = server;
    }

    /** Percent-encodes one path segment or query value. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    <T> Optional<T> optional(String path, Class<T> type) throws CatalogException {
        try {
            return Optional.of(read(call("GET", path, Optional.empty(), Map.of()), type));
        } catch (CatalogException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    void pages(String path, Map<String, String> query, Consumer<JsonNode> each) throws CatalogException {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.put("pageSize", String.valueOf(PAGE));
        while (true) {
            StringBuilder address = new StringBuilder(path);
            all.forEach((key, value) -> address.append(address.indexOf("?") < 0 ? '?' : '&')
                    .append(key)
                    .append('=')
                    .append(encode(value)));
            JsonNode page = call("GET", address.toString(), Optional.empty(), Map.of());
            each.accept(page);
            String next = page.path("nextPageToken").asText("");
            if (next.isEmpty()) {
                return;
            }
            all.put("pageToken", next);
        }
    }

    JsonNode call(String method, String path, Optional<JsonNode> body, Map<String, String> headers)
            throws CatalogException {
        HttpResponse<byte[]> response = exchange(method, path, body, headers);
        JsonNode answer;
        try {
            answer = json.readTree(response.body());
        } catch (IOException e) {
            throw foreign(response.statusCode());
        }
        if (response.statusCode() / 100 == 2) {
            return answer;
        }
        if (!answer.isObject() || !answer.has("code")) {
            throw foreign(response.statusCode());
        }
        String code = answer.path("code").asText();
        String hint = code.equals("UNAUTHENTICATED") ? "; see --server-user and --server-token-file" : "";
        String detail = answer.path("detail").asText(answer.path("title").asText("no reason was given"));
        throw new CatalogException(reason(response.statusCode(), code), code, detail + hint);
    }

    private CatalogException foreign(int status) {
        if (AWAY.contains(status)) {
            return new CatalogException(
                    Reason.UNREACHABLE,
                    "",
                    "What stands before the server at " + server.address()
                            + " says that it cannot be reached (HTTP status " + status + ")");
        }
        return new CatalogException(
                Reason.REFUSED,
                "",
                "What answers at " + server.address() + " is not a Skep server (HTTP status " + status + ")");
    }

    private static Reason reason(int status, String code) {
        if (status == 404 || code.startsWith("NOT_FOUND")) {
            return Reason.NOT_FOUND;
        }
        return switch (code) {
            case "ALREADY_EXISTS" -> Reason.ALREADY_EXISTS;
            case "CONFLICT" -> Reason.CONFLICT;
            // Its database is away. Who asks again looks first, so it does not matter whether a change came through.
            case "UNAVAILABLE", "UNKNOWN_OUTCOME" -> Reason.UNREACHABLE;
            default -> Reason.REFUSED;
        };
    }

    HttpResponse<byte[]> exchange(String method, String path, Optional<JsonNode> body, Map<String, String> headers)
            throws CatalogException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.address().resolve(path))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json");
            if (body.isPresent()) {
                request.header("Content-Type", "application/json");
                request.method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body.get())));
            } else {
                request.method(method, BodyPublishers.noBody());
            }
            headers.forEach(request::setHeader);
            authorization().ifPresent(proof -> request.header("Authorization", proof));
            return server.http().send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(new InterruptedIOException("interrupted"));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Optional<String> authorization() throws CatalogException {
        try {
            return server.credentials().authorization();
        } catch (IOException e) {
            throw new CatalogException(Reason.REFUSED, "", "The password or token cannot be read: " + e.getMessage());
        }
    }

    private CatalogException unreachable(IOException e) {
        String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
        String fix = e instanceof SSLException
                ? "; name who issues its certificate with --server-ca-file"
                : "; start one with `skep serve` or name another with --server";
        return new CatalogException(
                Reason.UNREACHABLE, "", "No Skep server can be reached at " + server.address() + detail + fix);
    }

    <T> T read(JsonNode node, Class<T> type) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The server's answer is not a " + type.getSimpleName() + ": " + node, e);
        }
    }
}
