package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.wire.Entrance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real clients send, cut short and changed at random: no byte of it is taken for a defect of the server. */
class MutatedCallsTest {
    private static final int VARIANTS = 300;
    private static final int[] EXTREMES = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff, 1 << 24, 0x7fffff00};

    @TempDir
    static Path root;

    private static List<byte[]> sessions;

    @BeforeAll
    static void record() throws Exception {
        sessions = new ArrayList<>();
        try (HiveServer server = HiveServer.start(root, Doors.guarded());
                Recorder recorder = new Recorder(server)) {
            try (PublishedClient client =
                    new PublishedClient(Library.of("hive-4.1"), recorder.port(), Sasl.plain("tess", "pw of tess"))) {
                use(client, "sasl");
            }
            sessions.addAll(recorder.recorded());
        }
        try (HiveServer server = HiveServer.start(root);
                Recorder recorder = new Recorder(server)) {
            for (Form form : Form.values()) {
                try (PublishedClient client = new PublishedClient(Library.of("hive-4.1"), form, recorder.port())) {
                    use(client, form.name());
                }
            }
            sessions.addAll(recorder.recorded());
        }
        assertThat(sessions).hasSize(5).allMatch(session -> session.length > 300);
        sessions.add(http(sessions.get(1)));
    }

    @Test
    void whatIsCutShortIsNoDefect() throws IOException {
        try (NetlessDoor door = new NetlessDoor(Doors.guarded());
                NetlessDoor open = new NetlessDoor(Entrance.OPEN)) {
            for (byte[] session : sessions) {
                for (int length = 0; length < session.length; length += 1 + length / 40) {
                    byte[] cut = Arrays.copyOf(session, length);
                    door.knock(cut);
                    open.knock(cut);
                }
            }
        }
    }

    @Test
    void whatIsChangedIsNoDefect() throws IOException {
        Random random = new Random(42);
        try (NetlessDoor door = new NetlessDoor(Doors.guarded());
                NetlessDoor open = new NetlessDoor(Entrance.OPEN)) {
            for (int i = 0; i < VARIANTS; i++) {
                byte[] session = sessions.get(i % sessions.size()).clone();
                for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                    session = changed(session, random);
                }
                (i % sessions.size() == 0 ? door : open).knock(session);
            }
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length < 8) {
            return bytes;
        }
        int at = random.nextInt(bytes.length - 4);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> ByteBuffer.wrap(bytes).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
            case 3 -> {
                int length = random.nextInt(Math.min(64, bytes.length - at));
                ByteArrayOutputStream longer = new ByteArrayOutputStream();
                longer.write(bytes, 0, at + length);
                longer.write(bytes, at, bytes.length - at);
                return longer.toByteArray();
            }
            default -> {
                int length = random.nextInt(Math.min(64, bytes.length - at));
                System.arraycopy(bytes, at + length, bytes, at, bytes.length - at - length);
                return Arrays.copyOf(bytes, bytes.length - length);
            }
        }
        return bytes;
    }

    private static byte[] http(byte[] session) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST /metastore HTTP/1.1\r\nHost: h\r\nx-actor-username: tess\r\nContent-Length: "
                        + session.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(session);
        request.writeBytes("POST /metastore HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        request.write(session, 0, 64);
        request.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return request.toByteArray();
    }

    private static void use(PublishedClient client, String name) throws ReflectiveOperationException {
        Object column = client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"));
        Object day = client.struct("FieldSchema", Map.of("name", "day", "type", "date"));
        Object serde = client.struct("SerDeInfo", Map.of("serializationLib", "x.Serde", "parameters", Map.of()));
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of("cols", List.of(column), "inputFormat", "x.In", "outputFormat", "x.Out", "serdeInfo", serde));
        client.call("set_ugi", "tess", List.of("people"));
        client.call("create_database", client.struct("Database", Map.of("name", name, "parameters", Map.of("a", "b"))));
        client.call(
                "create_table",
                client.struct(
                        "Table",
                        Map.of(
                                "dbName",
                                name,
                                "tableName",
                                "visits",
                                "sd",
                                descriptor,
                                "partitionKeys",
                                List.of(day),
                                "parameters",
                                Map.of())));
        client.call(
                "add_partitions",
                List.of(client.struct(
                        "Partition",
                        Map.of(
                                "dbName",
                                name,
                                "tableName",
                                "visits",
                                "values",
                                List.of("2024-01-01"),
                                "sd",
                                descriptor))));
        client.call("get_partitions_by_filter", name, "visits", "day > '2023-01-01'", (short) 10);
        client.call("get_table_req", client.struct("GetTableRequest", Map.of("dbName", name, "tblName", "visits")));
        client.call("get_all_databases");
        client.call("drop_database", name, true, true);
    }
}
