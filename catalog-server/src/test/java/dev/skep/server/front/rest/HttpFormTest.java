package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.rest.TestServer.Reply;
import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same for every route: forms of HTTP, problems, ids of requests. */
class HttpFormTest {
    private static final String DATABASES = "/api/v1/catalogs/hive/databases";

    @TempDir
    private static Path warehouse;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(warehouse);
    }

    @AfterEach
    void clear() {
        server.clear();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1", "/api/v2/catalogs", "/favicon.ico", "/api/v1/catalogs/hive/tables"})
    void anUnknownAddressIsAProblem(String path) {
        Reply reply = server.get(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo("NOT_FOUND_PATH");
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.detail()).contains(path);
    }

    @Test
    void aMethodThatAnAddressDoesNotTakeIsAProblem() {
        Reply reply = server.delete(DATABASES);
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(reply.header("Allow"))
                .contains("GET", "POST", "HEAD", "OPTIONS")
                .doesNotContain("DELETE");
    }

    @Test
    void headIsGetWithoutTheBody() {
        Reply get = server.get(DATABASES + "/default");
        Reply head = server.send("HEAD", DATABASES + "/default", null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Length"))
                .isEqualTo(Integer.toString(get.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(server.send("HEAD", DATABASES + "/none", null).status()).isEqualTo(404);
    }

    @Test
    void optionsTellsTheMethods() throws IOException {
        String reply = raw("OPTIONS " + DATABASES + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(reply).startsWith("HTTP/1.1 204").containsPattern("(?i)allow: .*GET.*POST");
    }

    @Test
    void everyReplyHasTheIdOfItsRequest() {
        assertThat(server.get(DATABASES).header("X-Request-Id")).startsWith("id-");
        Reply refused = server.get(DATABASES + "/none", "X-Request-Id", "trace.7:a_b-c");
        assertThat(refused.header("X-Request-Id")).isEqualTo("trace.7:a_b-c");
        assertThat(refused.json().path("requestId").asText()).isEqualTo("trace.7:a_b-c");
        assertThat(server.get("/none", "X-Request-Id", "no good \"id\"").header("X-Request-Id"))
                .startsWith("id-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\": \"x\"} trailing",
                "{\"name\": \"x\", \"name\": \"y\"}",
                "{\"name\": 5}",
                "{\"name\": true}",
                "[]",
                "\"x\"",
                "null",
                "{\"name\": \"x\", \"nmae\": \"y\"}",
                "{\"name\": {\"a\": 1}}",
                "{'name': 'x'}",
                "{\"name\": \"x\", \"parameters\": []}",
                "{\"name\": \"x\", \"parameters\": {\"a\": 1}}",
                "{\"name\": \"x\", \"version\": \"1\"}",
                "{\"name\": \"x\", \"version\": 1.5}",
                "{\"name\": \"x\", \"version\": 99999999999999999999}",
            })
    void aBodyThatIsNotTheShapeIsRefused(String body) {
        Reply reply = server.post(DATABASES, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID");
        assertThat(reply.detail()).doesNotContain("Exception", "dev.skep", "java.", "jackson");
        assertThat(server.get(DATABASES + "/x").status()).isEqualTo(404);
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThat(server.post(DATABASES, "[".repeat(100_000)).code()).isEqualTo("INVALID");
        assertThat(server.patch(DATABASES + "/default", "{\"a\":".repeat(100_000))
                        .code())
                .isEqualTo("INVALID");
    }

    @Test
    void invalidUtf8IsRefused() throws IOException {
        byte[] body = {'{', '"', 'n', 'a', 'm', 'e', '"', ':', '"', (byte) 0xff, '"', '}'};
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST " + DATABASES
                                    + " HTTP/1.1\r\n"
                                    + "Host: x\r\n"
                                    + "Content-Type: application/json\r\n"
                                    + "Connection: close\r\n"
                                    + "Content-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            assertThat(read(socket)).startsWith("HTTP/1.1 400").contains("\"code\":\"INVALID\"");
        }
    }

    @Test
    void aBodyIsJson() {
        Reply reply = server.post(DATABASES, "{\"name\": \"x\"}", "Content-Type", "text/plain");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(reply.detail()).contains("application/json");
        assertThat(server.post(DATABASES, "{\"name\": \"x\"}", "Content-Type", "application/json; charset=utf-8")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aRefusalBeforeTheBodyArrivedLeavesTheConnectionUsable() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + DATABASES
                            + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Thread.sleep(200);
            out.write("{\"name\": \"x\"}".getBytes(StandardCharsets.US_ASCII));
            out.write(("GET " + DATABASES + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).contains("HTTP/1.1 415", "HTTP/1.1 200");
        }
    }

    @Test
    void aConnectionIsUsedAgainWhateverWasSentOnIt() throws IOException {
        String create = "{\"name\": \"x\"}";
        String chunked = Integer.toHexString(create.length()) + "\r\n" + create + "\r\n0\r\n\r\n";
        String head = " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("GET " + DATABASES + head + "\r\n"
                                    + "POST " + DATABASES + head + "Transfer-Encoding: chunked\r\n\r\n" + chunked
                                    + "POST " + DATABASES + head + "Content-Length: " + create.length() + "\r\n\r\n"
                                    + create
                                    + "DELETE " + DATABASES + "/x" + head + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).contains("HTTP/1.1 200", "HTTP/1.1 201", "HTTP/1.1 409", "HTTP/1.1 204");
        }
    }

    @Test
    void aClientIsToldWhenItsConnectionEndsWithTheRefusal() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST " + DATABASES
                                    + " HTTP/1.1\r\n"
                                    + "Host: x\r\n"
                                    + "Content-Type: text/plain\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).startsWith("HTTP/1.1 415").contains("Connection: close");
        }
    }

    @Test
    void aBodyHasALimit() throws IOException {
        String large = "{\"name\": \"x\", \"comment\": \"" + "y".repeat(TestServer.MAX_BODY) + "\"}";
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(("POST " + DATABASES
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                                    + large.length() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
        }
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + DATABASES
                            + " HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write((Integer.toHexString(large.length()) + "\r\n" + large + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(read(socket)).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
        }
        assertThat(server.get(DATABASES + "/x").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?pagesize=5",
                "?pageSize=0",
                "?pageSize=1001",
                "?pageSize=many",
                "?pageSize=1&pageSize=2",
                "?pageToken=nonsense",
                "?pageToken=",
                "?pageToken=AAAAAAAAAAAAAAAA",
                "?dryRun=true"
            })
    void queryParametersAreRefusedByName(String query) {
        Reply reply = server.get(DATABASES + query);
        assertThat(reply.code()).isEqualTo("INVALID");
        assertThat(reply.detail()).contains(query.substring(1, query.indexOf('=')));
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(server.delete(DATABASES + "/default?dryRun=yes").detail()).contains("dryRun", "yes");
    }

    @Test
    void whatIsNoHttpGetsAProblemToo() throws IOException {
        for (String request : new String[] {
            "GET /api/v1/catalogs/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(100_000) + "\r\n\r\n",
            "nonsense\r\n\r\n"
        }) {
            String reply = raw(request);
            assertThat(reply).startsWith("HTTP/1.1 4").doesNotContain("<html", "Exception");
        }
        assertThat(server.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void healthMetricsAndTheDocumentAreServed() {
        assertThat(server.get("/health/live").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
        assertThat(server.get("/metrics").header("Content-Type")).startsWith("text/plain; version=0.0.4");
        assertThat(server.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
        assertThat(server.get("/openapi.json").json().path("openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void aServerWithoutItsDatabaseIsAliveButNotReady() throws IOException {
        try (TestServer lame = TestServer.start(warehouse)) {
            lame.closeStore();
            assertThat(lame.get("/health/live").status()).isEqualTo(200);
            Reply ready = lame.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.code()).isEqualTo("UNAVAILABLE");
            assertThat(ready.header("Retry-After")).isEqualTo("1");
            assertThat(lame.get(DATABASES).status()).isEqualTo(503);
        }
    }

    @Test
    void aRunningRequestMayEndWhileTheServerStops() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        RestApi api = startWithoutServices(new NoOperations() {
            @Override
            public String scrape() {
                running.countDown();
                try {
                    return Boolean.toString(mayEnd.await(20, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return "interrupted";
                }
            }
        });
        CompletableFuture<HttpResponse<String>> reply =
                HttpClient.newHttpClient().sendAsync(request(api, "/metrics"), BodyHandlers.ofString());
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(api::close);
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (accepts(api.address().getPort()) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();

        assertThat(reply.get(20, TimeUnit.SECONDS).body()).isEqualTo("true");
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(20));
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aDefectIsToldByItsIdOnly() throws IOException, InterruptedException {
        try (RestApi broken = startWithoutServices(new NoOperations())) {
            HttpResponse<String> reply =
                    HttpClient.newHttpClient().send(request(broken, DATABASES), BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(500);
            assertThat(reply.body())
                    .contains("\"code\":\"INTERNAL\"", "\"requestId\":\"id-7\"")
                    .doesNotContain("NullPointer", "dev.skep");
        }
    }

    private static RestApi startWithoutServices(Operations operations) throws IOException {
        return RestApi.start(
                new RestSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        1024,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(20)),
                RestEntrance.OPEN,
                new RestApi.Services(null, null, null, null, null, null, null, null, null, null, null),
                operations,
                () -> "id-7",
                Optional.empty());
    }

    private static HttpRequest request(RestApi api, String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.address().getPort() + path))
                .build();
    }

    @Test
    void requestsAreCountedByRoute() throws InterruptedException {
        server.get(DATABASES + "/default");
        server.get("/none");
        Set<String> expected = Set.of("GET " + DatabaseResource.ONE + " 200", "GET none 404");
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (!server.answered.containsAll(expected) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(server.answered).containsAll(expected);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAStatusAndACode(ErrorKind kind) throws IOException {
        Problem problem = RestErrors.problem(kind, "detail");
        assertThat(problem.status()).isBetween(400, 599);
        assertThat(new ApiDocument().problemCodes()).contains(problem.code());
        new ApiDocument().check("GET", "/nowhere", problem.status(), Problem.CONTENT_TYPE, problem.toJson("id"));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
