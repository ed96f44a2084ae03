package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.PartitionParameters;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.Warehouse;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.schedule.ClassifierService;
import dev.skep.server.schedule.ConnectionService;
import dev.skep.server.schedule.CrawlerService;
import dev.skep.server.schedule.QueueService;
import dev.skep.server.schedule.RunService;
import dev.skep.server.schedule.SecretBox;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server on a free port, over H2 in memory; every reply it gives is held against the document. */
final class TestServer implements AutoCloseable {
    static final int MAX_BODY = 8 << 20;
    private static final byte[] SECRETS_KEY = new byte[32];
    static final Instant NOW = Instant.parse("2024-05-31T12:00:00Z");

    private final CatalogStore store;
    private final RestApi api;
    private final ApiDocument document;
    private final HttpClient client = HttpClient.newHttpClient();
    final List<String> answered = new CopyOnWriteArrayList<>();

    private TestServer(CatalogStore store, RestApi api, ApiDocument document, Recorder recorder) {
        this.store = store;
        this.api = api;
        this.document = document;
        recorder.server = this;
    }

    static TestServer start(Path warehouse) throws IOException {
        return start(warehouse, RestEntrance.OPEN);
    }

    static TestServer start(Path warehouse, RestEntrance entrance) throws IOException {
        CatalogStore store = SqlCatalogStore.open(
                new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "", 4),
                new StatementCounter());
        LocalWarehouseFiles files = new LocalWarehouseFiles();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Warehouse locations = new Warehouse("file:" + warehouse, null);
        DatabaseService databases = new DatabaseService(store, files, locations, clock);
        databases.ensureDefault();
        AtomicInteger ids = new AtomicInteger();
        Recorder recorder = new Recorder(store);
        RestApi api = RestApi.start(
                new RestSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        MAX_BODY,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)),
                entrance,
                new RestApi.Services(
                        new CatalogService(store, files, locations, clock, UUID::randomUUID),
                        databases,
                        new TableService(store, files, locations, clock),
                        new PartitionService(store, files, clock),
                        new PartitionParameters(store, files),
                        new EventService(store, clock),
                        new CrawlerService(store, clock),
                        new RunService(store, clock, Duration.ofMinutes(1)),
                        new QueueService(store, clock, Duration.ofSeconds(30)),
                        new ConnectionService(
                                store, new SecretBox(Optional.of(SECRETS_KEY), new SecureRandom()), clock),
                        new ClassifierService(store, clock)),
                recorder,
                () -> "id-" + ids.incrementAndGet(),
                Optional.empty());
        return new TestServer(store, api, new ApiDocument(), recorder);
    }

    /** A reply, its body read. */
    record Reply(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        String code() {
            return json().path("code").asText();
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    Reply put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    Reply patch(String path, String json, String... headers) {
        return send("PATCH", path, json, headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** @param headers name and value by turns; a body is JSON unless they say otherwise */
    Reply send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            document.check(
                    method,
                    path.split("\\?", 2)[0],
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Drops everything, so that the next test finds a server as it was started. */
    void clear() {
        String all = "/api/v1/catalogs/hive/databases";
        for (JsonNode database : get(all + "?pageSize=1000").json().path("databases")) {
            String name = database.path("name").asText();
            if (!name.equals("default")) {
                delete(all + "/" + segment(name) + "?cascade=true");
            }
        }
        for (JsonNode table : get(all + "/default/tables?pageSize=1000").json().path("tables")) {
            delete(all + "/default/tables/" + segment(table.path("name").asText()));
        }
        answered.clear();
    }

    String base() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return api.address().getPort();
    }

    /** What happens when the database goes away. */
    void closeStore() {
        store.close();
    }

    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        api.close();
        store.close();
    }

    private static final class Recorder implements Operations {
        private final CatalogStore store;
        private volatile TestServer server;

        Recorder(CatalogStore store) {
            this.store = store;
        }

        @Override
        public void requireReady() {
            store.check();
        }

        @Override
        public String scrape() {
            return "# nothing\n";
        }

        @Override
        public void answered(String method, String route, int status, Duration time) {
            server.answered.add(method + " " + route + " " + status);
        }
    }
}
