package dev.skep.crawler.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The catalog's REST API, version 1, as far as crawlers and commands need it. Objects are of the default catalog.
 *
 * <p>Listings are fetched page by page. Every failure is a {@link CatalogException}.
 */
public final class CatalogClient {

    /** Most partitions that one request may add. */
    public static final int MOST_PARTITIONS = 10_000;

    private static final String CATALOG = "hive";
    private static final int PAGE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI server;
    private final HttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    /** @param server such as {@code http://127.0.0.1:8080} */
    public CatalogClient(URI server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** How many partitions of a request were new, and how many were there before. */
    public record Added(long added, long existing) {}

    /** Asks nothing but whether the server serves. */
    public boolean ready() {
        try {
            return exchange("GET", "/health/ready", Optional.empty(), Map.of()).statusCode() == 200;
        } catch (CatalogException e) {
            return false;
        }
    }

    public List<CatalogDatabase> databases() throws CatalogException {
        List<CatalogDatabase> databases = new ArrayList<>();
        pages(
                databasesPath(),
                Map.of(),
                page -> page.path("databases").forEach(node -> databases.add(read(node, CatalogDatabase.class))));
        return databases;
    }

    public Optional<CatalogDatabase> database(String database) throws CatalogException {
        return optional(databasePath(database), CatalogDatabase.class);
    }

    /** Creates a database unless it exists. */
    public void createDatabase(CatalogDatabase database) throws CatalogException {
        try {
            call("POST", databasesPath(), Optional.of(json.valueToTree(database)), Map.of());
        } catch (CatalogException e) {
            if (e.reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    public List<CatalogTable> tables(String database) throws CatalogException {
        List<CatalogTable> tables = new ArrayList<>();
        pages(
                tablesPath(database),
                Map.of(),
                page -> page.path("tables").forEach(node -> tables.add(read(node, CatalogTable.class))));
        return tables;
    }

    public Optional<CatalogTable> table(String database, String table) throws CatalogException {
        return optional(tablePath(database, table), CatalogTable.class);
    }

    /** Everything the catalog says about a table, as it says it. */
    public JsonNode describe(String database, String table) throws CatalogException {
        return call("GET", tablePath(database, table), Optional.empty(), Map.of());
    }

    public void createTable(String database, CatalogTable table) throws CatalogException {
        call("POST", tablesPath(database), Optional.of(json.valueToTree(table)), Map.of());
    }

    /**
     * Changes the named members of a table and nothing else.
     *
     * @param version the table must still have; otherwise the change fails with {@link Reason#CONFLICT}
     */
    public void patchTable(String database, String table, ObjectNode patch, long version) throws CatalogException {
        call(
                "PATCH",
                tablePath(database, table),
                Optional.of(patch),
                Map.of("If-Match", "\"" + version + "\"", "Content-Type", "application/merge-patch+json"));
    }

    /** Names of all partitions, in the server's order. */
    public List<String> partitionNames(String database, String table) throws CatalogException {
        List<String> names = new ArrayList<>();
        pages(
                tablePath(database, table) + "/partitions",
                Map.of("names", "true"),
                page -> page.path("names").forEach(name -> names.add(name.asText())));
        return names;
    }

    /** Partitions that a filter such as {@code day >= '2024-01-01'} selects; all of them if it is empty. */
    public List<CatalogPartition> partitions(String database, String table, String filter) throws CatalogException {
        List<CatalogPartition> partitions = new ArrayList<>();
        pages(
                tablePath(database, table) + "/partitions",
                filter.isEmpty() ? Map.of() : Map.of("filter", filter),
                page -> page.path("partitions").forEach(node -> partitions.add(read(node, CatalogPartition.class))));
        return partitions;
    }

    public long countPartitions(String database, String table) throws CatalogException {
        return call("GET", tablePath(database, table) + "/partitions/count", Optional.empty(), Map.of())
                .path("count")
                .asLong();
    }

    /** Adds partitions in one transaction; those that exist stay as they are. At most {@link #MOST_PARTITIONS}. */
    public Added addPartitions(String database, String table, List<CatalogPartition> partitions)
            throws CatalogException {
        ObjectNode body = json.createObjectNode();
        body.set("partitions", json.valueToTree(partitions));
        body.put("ifNotExists", true);
        JsonNode answer = call("POST", tablePath(database, table) + "/partitions", Optional.of(body), Map.of());
        return new Added(answer.path("added").asLong(), answer.path("existing").asLong());
    }

    private static String databasesPath() {
        return "/api/v1/catalogs/" + CATALOG + "/databases";
    }

    private static String databasePath(String database) {
        return databasesPath() + "/" + encode(database);
    }

    private static String tablesPath(String database) {
        return databasePath(database) + "/tables";
    }

    private static String tablePath(String database, String table) {
        return tablesPath(database) + "/" + encode(table);
    }

    /** Percent-encodes one path segment or query value. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> Optional<T> optional(String path, Class<T> type) throws CatalogException {
        try {
            return Optional.of(read(call("GET", path, Optional.empty(), Map.of()), type));
        } catch (CatalogException e) {
            if (e.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void pages(String path, Map<String, String> query, Consumer<JsonNode> each) throws CatalogException {
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

    private JsonNode call(String method, String path, Optional<JsonNode> body, Map<String, String> headers)
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
        String detail = answer.path("detail").asText(answer.path("title").asText("no reason was given"));
        throw new CatalogException(reason(response.statusCode(), code), code, detail);
    }

    private CatalogException foreign(int status) {
        return new CatalogException(
                Reason.REFUSED, "", "What answers at " + server + " is not a Skep server (HTTP status " + status + ")");
    }

    private static Reason reason(int status, String code) {
        if (status == 404 || code.startsWith("NOT_FOUND")) {
            return Reason.NOT_FOUND;
        }
        return switch (code) {
            case "ALREADY_EXISTS" -> Reason.ALREADY_EXISTS;
            case "CONFLICT" -> Reason.CONFLICT;
            default -> Reason.REFUSED;
        };
    }

    private HttpResponse<byte[]> exchange(
            String method, String path, Optional<JsonNode> body, Map<String, String> headers) throws CatalogException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                    .timeout(PATIENCE)
                    .header("Accept", "application/json");
            if (body.isPresent()) {
                request.header("Content-Type", "application/json");
                request.method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body.get())));
            } else {
                request.method(method, BodyPublishers.noBody());
            }
            headers.forEach(request::setHeader);
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(new InterruptedIOException("interrupted"));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private CatalogException unreachable(IOException e) {
        String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new CatalogException(
                Reason.UNREACHABLE,
                "",
                "No Skep server can be reached at " + server + detail
                        + "; start one with `skep serve` or name another with --server");
    }

    private <T> T read(JsonNode node, Class<T> type) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The server's answer is not a " + type.getSimpleName() + ": " + node, e);
        }
    }
}
