package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.catalog.WriteMode;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Serde;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThriftServerTest {
    private static final DatabaseName SALES = Names.database(Names.DEFAULT_CATALOG, "sales");
    private static final TableName VISITS = Names.table(SALES, "visits");

    @TempDir
    Path root;

    @Test
    void aLongListComesWholeOnAnUnframedConnectionAndAsAnErrorWhereTheFrameIsTooSmall() throws Exception {
        try (HiveServer server = HiveServer.start(root, HiveServer.settings(10, 64 << 10, Duration.ofSeconds(10)))) {
            fill(server, 1_500);
            Library library = Library.of("hive-2.3");
            try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
                List<?> found = (List<?>) client.call("get_partitions", "sales", "visits", (short) -1);
                assertThat(found).hasSize(1_500);
                assertThat(PublishedClient.get(found.get(1_499), "values")).isEqualTo(List.of("v1499"));
            }
            try (PublishedClient client = new PublishedClient(library, Form.FRAMED_BINARY, server.port())) {
                RemoteFailure failure = catchThrowableOfType(
                        RemoteFailure.class, () -> client.call("get_partitions", "sales", "visits", (short) -1));
                assertThat(failure.type).isEqualTo("MetaException");
                assertThat(failure).hasMessageContaining("hive.max-frame");
                assertThat((List<?>) client.call("get_partitions", "sales", "visits", (short) 5))
                        .hasSize(5);
            }
        }
    }

    @Test
    void aStoppedServerLetsNobodyIn() throws Exception {
        HiveServer server = HiveServer.start(root);
        int port = server.port();
        try (PublishedClient client = new PublishedClient(Library.of("hive-2.3"), Form.BINARY, port)) {
            assertThat(client.call("getStatus")).hasToString("ALIVE");
            server.close();
            assertThat(catchThrowableOfType(RemoteFailure.class, () -> client.call("getName")).type)
                    .isEqualTo("TTransportException");
        }
        assertThat(catchThrowableOfType(
                        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port)))
                .isNotNull();
    }

    @Test
    void aCallWithoutAnswerLeavesTheConnectionUsable() throws Exception {
        try (HiveServer server = HiveServer.start(root);
                PublishedClient client = new PublishedClient(Library.of("hive-4.1"), Form.BINARY, server.port())) {
            client.call("shutdown");
            assertThat(client.call("getName")).isEqualTo("skep");
        }
    }

    private static void fill(HiveServer server, int partitions) {
        Layout layout = new Layout(
                List.of(new Column("id", "bigint")),
                "example.In",
                "example.Out",
                false,
                -1,
                new Serde(null, "example.Serde", Map.of()),
                List.of(),
                List.of(),
                Map.of(),
                false,
                Extras.NONE);
        server.services
                .databases()
                .create(new Database(SALES, null, null, null, null, Map.of(), Extras.NONE), WriteMode.APPLY);
        server.services
                .tables()
                .create(
                        new Table(
                                VISITS,
                                TableKind.VIEW,
                                null,
                                null,
                                null,
                                0,
                                null,
                                layout,
                                List.of(new Column("v", "string")),
                                Map.of(),
                                null,
                                Extras.NONE),
                        WriteMode.APPLY);
        server.services
                .partitions()
                .add(
                        VISITS,
                        table -> IntStream.range(0, partitions)
                                .mapToObj(i -> new Partition(
                                        List.of("v" + (i < 1_000 ? "0" : "") + i),
                                        null,
                                        null,
                                        null,
                                        layout,
                                        Map.of(),
                                        Extras.NONE))
                                .toList(),
                        false,
                        WriteMode.APPLY);
    }
}
