package dev.skep.crawler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpServer;
import dev.skep.crawler.catalog.CatalogException.Reason;
import dev.skep.crawler.catalog.Credentials.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, and what answers become. */
class CatalogClientTest {

    private record Reply(int status, String body) {}

    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> proofs = new ArrayList<>();
    private HttpServer server;
    private CatalogClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String match = exchange.getRequestHeaders().getFirst("If-Match");
            proofs.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI()
                    + (match == null ? "" : " if " + match) + (body.isEmpty() ? "" : " " + body));
            Reply reply = replies.remove();
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = new CatalogClient(Server.open(address()));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void encodesNamesAndFollowsPages() throws CatalogException {
        replies.add(new Reply(200, "{\"names\":[\"a=1\"],\"nextPageToken\":\"t+1\"}"));
        replies.add(new Reply(200, "{\"names\":[\"a=2\"]}"));

        assertThat(client.partitionNames("my db", "a/b")).containsExactly("a=1", "a=2");
        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/catalogs/hive/databases/my%20db/tables/a%2Fb/partitions?names=true&pageSize=1000",
                        "GET /api/v1/catalogs/hive/databases/my%20db/tables/a%2Fb/partitions?names=true&pageSize=1000"
                                + "&pageToken=t%2B1");
    }

    @Test
    void asksForPartitionsByNameAThousandAtATime() throws CatalogException {
        replies.add(new Reply(200, "{\"partitions\":[{\"name\":\"a=1\",\"values\":[\"1\"],\"parameters\":{}}]}"));
        replies.add(new Reply(200, "{\"partitions\":[]}"));

        List<String> names =
                IntStream.rangeClosed(1, 1_001).mapToObj(i -> "a=" + i).toList();
        assertThat(client.partitions("d", "t", names))
                .extracting(CatalogPartition::name)
                .containsExactly("a=1");
        String call = "POST /api/v1/catalogs/hive/databases/d/tables/t/partitions/find {\"names\":[\"a=";
        assertThat(requests).hasSize(2).allMatch(request -> request.startsWith(call));
        assertThat(requests.get(1)).isEqualTo(call + "1001\"]}");
    }

    @Test
    void sendsPartitionsWithNullsAndWithoutWhatIsAbsent() throws CatalogException {
        replies.add(new Reply(201, "{\"added\":1,\"existing\":2}"));

        Catalog.Added added = client.addPartitions(
                "d", "t", List.of(new CatalogPartition(null, Arrays.asList("x", null), "file:/a b", Map.of())));

        assertThat(added).isEqualTo(new Catalog.Added(1, 2));
        assertThat(requests)
                .containsExactly("POST /api/v1/catalogs/hive/databases/d/tables/t/partitions"
                        + " {\"partitions\":[{\"values\":[\"x\",null],\"location\":\"file:/a b\",\"parameters\":{}}],"
                        + "\"ifNotExists\":true}");
    }

    @Test
    void changesParametersOfManyPartitionsAtOnce() throws CatalogException {
        replies.add(new Reply(200, "{\"changed\":1,\"missing\":0}"));
        Map<String, @Nullable String> changes = new HashMap<>();
        changes.put("gone", null);
        changes.put("new", "1");

        client.changePartitionParameters("d", "t", List.of(new ParameterChange("day=1", changes)));

        assertThat(requests)
                .containsExactly("POST /api/v1/catalogs/hive/databases/d/tables/t/partitions/parameters"
                        + " {\"partitions\":[{\"name\":\"day=1\",\"parameters\":{\"gone\":null,\"new\":\"1\"}}]}");
    }

    @Test
    void aServerThatCannotServeForNowIsAway() {
        replies.add(new Reply(503, "{\"code\":\"UNAVAILABLE\",\"detail\":\"its database is away\"}"));
        replies.add(new Reply(500, "{\"code\":\"UNKNOWN_OUTCOME\",\"detail\":\"its database went away\"}"));
        replies.add(new Reply(502, "<html>Bad Gateway</html>"));
        replies.add(new Reply(500, "{\"code\":\"INTERNAL\",\"detail\":\"a defect\"}"));

        for (Reason reason : List.of(Reason.UNREACHABLE, Reason.UNREACHABLE, Reason.UNREACHABLE, Reason.REFUSED)) {
            assertThatThrownBy(() -> client.tables("d"))
                    .asInstanceOf(type(CatalogException.class))
                    .extracting(CatalogException::reason)
                    .isEqualTo(reason);
        }
    }

    @Test
    void changesATableOnlyInTheVersionItKnows() {
        replies.add(new Reply(412, "{\"code\":\"CONFLICT\",\"detail\":\"it has version 8\"}"));

        assertThatThrownBy(() -> client.patchTable(
                        "d", "t", com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode(), 7))
                .hasMessage("it has version 8")
                .asInstanceOf(type(CatalogException.class))
                .extracting(CatalogException::reason)
                .isEqualTo(Reason.CONFLICT);
        assertThat(requests).containsExactly("PATCH /api/v1/catalogs/hive/databases/d/tables/t if \"7\" {}");
    }

    @Test
    void readsATableAndPassesOverWhatItDoesNotKnow() throws CatalogException {
        replies.add(new Reply(
                200,
                "{\"catalog\":\"hive\",\"name\":\"t\",\"kind\":\"external\",\"columns\":[{\"name\":\"a\",\"type\":\"int\"}],"
                        + "\"partitionKeys\":[],\"storage\":{\"serde\":{\"parameters\":{}},\"bucketCount\":3},"
                        + "\"parameters\":{\"k\":\"v\"},\"version\":3,\"tomorrow\":true}"));

        CatalogTable table = client.table("d", "t").orElseThrow();

        assertThat(table.columns()).containsExactly(new CatalogColumn("a", "int", null));
        assertThat(table.version()).isEqualTo(3);
    }

    @Test
    void takesAMissingObjectForAnswer() throws CatalogException {
        replies.add(new Reply(404, "{\"code\":\"NOT_FOUND_TABLE\",\"detail\":\"no\"}"));

        assertThat(client.table("d", "t")).isEmpty();
    }

    @Test
    void tellsAForeignServerFromACatalog() {
        replies.add(new Reply(200, "<html>"));

        assertThatThrownBy(() -> client.databases())
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("is not a Skep server");
    }

    @Test
    void saysThatNobodyAnswers() {
        stop();

        assertThatThrownBy(() -> client.databases())
                .asInstanceOf(type(CatalogException.class))
                .extracting(CatalogException::reason)
                .isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void saysWhoItIsByPassword() throws CatalogException {
        Credentials tess = new Credentials.Password("tess", new Secret.Given("pä:ss"));
        replies.add(new Reply(404, "{\"code\":\"NOT_FOUND_TABLE\",\"detail\":\"no\"}"));
        replies.add(new Reply(401, "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"Prove it\"}"));

        new CatalogClient(new Server(address(), tess, Optional.empty())).table("d", "t");

        assertThat(proofs).containsExactly("Basic dGVzczpww6Q6c3M=");
        assertThatThrownBy(() -> client.table("d", "t"))
                .hasMessage("Prove it; see --server-user and --server-token-file");
        assertThat(tess.toString()).doesNotContain("pä");
    }

    @Test
    void readsItsTokenAnewForEachRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("token");
        CatalogClient named = new CatalogClient(
                new Server(address(), new Credentials.Token(new Secret.InFile(file)), Optional.empty()));
        for (String token : List.of("old", "new")) {
            Files.writeString(file, token + "\n");
            replies.add(new Reply(404, "{\"code\":\"NOT_FOUND_TABLE\",\"detail\":\"no\"}"));
            named.table("d", "t");
        }

        assertThat(proofs).containsExactly("Bearer old", "Bearer new");
        Files.writeString(file, "");
        assertThatThrownBy(() -> named.table("d", "t")).hasMessageContaining("is empty");
    }
}
