package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
    @TempDir
    private Path data;

    @Test
    void aServerServesBothPortsAndKeepsWhatItWasGiven() throws Exception {
        try (Wiring server = new Wiring(settings())) {
            try (Socket thrift = new Socket(
                    server.thriftAddress().getAddress(), server.thriftAddress().getPort())) {
                assertThat(thrift.isConnected()).isTrue();
                await(server, "skep_thrift_connections 1.0");
            }
            assertThat(send(server, "POST", "/api/v1/catalogs/hive/databases", "{\"name\": \"lake\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(send(server, "GET", "/metrics", "").body())
                    .contains("jvm_memory_used_bytes", "skep_http_requests_seconds_count")
                    .contains("hikaricp_connections{pool=\"store-writes\"}")
                    .containsPattern("skep_store_statements_total [1-9]");
        }
        try (Wiring again = new Wiring(settings())) {
            assertThat(send(again, "GET", "/api/v1/catalogs/hive/databases/lake", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static void await(Wiring server, String line) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String metrics;
        do {
            metrics = send(server, "GET", "/metrics", "").body();
        } while (!metrics.contains(line) && System.nanoTime() < deadline);
        assertThat(metrics).contains(line);
    }

    @Test
    void aPortInUseIsNamedWithItsOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String kind : List.of("hive", "http")) {
                assertThatThrownBy(() -> new Wiring(settings(kind + ".port=" + taken.getLocalPort())).close())
                        .isInstanceOf(StartupException.class)
                        .hasMessageContaining("Port " + taken.getLocalPort() + " of 127.0.0.1")
                        .hasMessageContaining(kind.equals("hive") ? "--thrift-port" : "--http-port");
            }
        }
        // What had been opened before was closed again.
        new Wiring(settings()).close();
    }

    @Test
    void aStoreThatCannotBeReadIsLeftAsItIs() throws IOException {
        Path file = data.resolve("catalog.mv.db");
        Files.writeString(file, "not a database".repeat(1_000));
        assertThatThrownBy(() -> new Wiring(settings()).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(file.toString());
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).startsWith("not a database");
    }

    @Test
    void aStoreOfANewerVersionIsRefused() throws SQLException {
        new Wiring(settings()).close();
        String url = settings().store().url() + ";DATABASE_TO_LOWER=TRUE";
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement()) {
            statement.execute("update \"flyway_schema_history\" set \"version\" = '999' where \"installed_rank\" ="
                    + " (select max(\"installed_rank\") from \"flyway_schema_history\")");
        }
        assertThatThrownBy(() -> new Wiring(settings()).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://127.0.0.1:" + free + "/skep";
        assertThatThrownBy(() -> new Wiring(settings("db.url=" + url, "db.user=eve")).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("'eve'");
        assertThatThrownBy(() -> new Wiring(settings("db.url=jdbc:oracle:thin:@x")).close())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("jdbc:oracle");
    }

    private Settings settings(String... assignments) {
        List<String> all = new ArrayList<>(List.of("hive.port=0", "http.port=0", "data.dir=" + data));
        all.addAll(List.of(assignments));
        return Settings.from(Configuration.merge(Sources.set(all), Map.of()));
    }

    private static HttpResponse<String> send(Wiring server, String method, String path, String body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + server.restAddress().getPort() + path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }
}
