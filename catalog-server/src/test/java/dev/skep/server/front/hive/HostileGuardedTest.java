package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.sasl.Qop;
import dev.skep.server.front.hive.wire.sasl.TokenMechanism;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a port that lets in only those who prove who they are: after each of these it serves those as before. */
class HostileGuardedTest {
    private static final int CONNECTIONS = 200;
    private static final int TOO_MANY = 2_000;

    @TempDir
    static Path root;

    private static HiveServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HiveServer.start(
                root,
                HiveServer.settings(CONNECTIONS, 1 << 20, Duration.ofMillis(500)),
                Doors.guarded(new TokenMechanism(TokenSecrets.NONE, Qop.AUTH)));
    }

    @AfterEach
    void servesOthersStill() throws Exception {
        try (PublishedClient client =
                new PublishedClient(Library.of("hive-2.3"), server.port(), Sasl.plain("tess", "pw of tess"))) {
            assertThat(client.call("getName")).isEqualTo("skep");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0100000005504c41494e 027fffffff, longer than",
        "0100000005504c41494e 02ffffffff, longer than",
        "010000001f504c41494e 504c41494e504c41494e504c41494e504c41494e504c41494e504c41494e, longer than 20",
        "0100000005504c41494e 0200000000, PLAIN takes",
        "0100000005504c41494e 020000000100, PLAIN takes",
        "0100000005504c41494e 0200000004000000ff, no UTF-8",
        "0100000005504c41494e 0300000000, gave up",
        "0100000005504c41494e 0900000000, gave up",
        "0100000005504c415858, not spoken here",
        "010000000a4449474553542d4d4435 0200000000 0200000003616263, DIGEST-MD5 failed"
    })
    void aNegotiationThatMakesNoSenseIsToldSo(String hex, String message) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int status = in.readByte();
            String said = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            if (status == 2) {
                status = in.readByte();
                said = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            }
            assertThat(status).isEqualTo(3);
            assertThat(said).contains(message);
            assertThat(ends(socket)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "0100000005504c41494e",
                "0100000005504c41494e02000000",
                "POST /metastore HTTP/1.1\r\n",
                "POST /metastore HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\nAuthorization: Basic dGVzczpwdyBvZiB0ZXNz\r\n\r\nx"
            })
    void whoPausesIsClosed(String begin) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(
                            begin.startsWith("POST")
                                    ? begin.getBytes(StandardCharsets.US_ASCII)
                                    : HexFormat.of().parseHex(begin));
            assertThat(ends(socket)).isTrue();
        }
    }

    @Test
    void whoNeverPausesAndNeverProvesAnythingIsClosed() throws Exception {
        byte[] slow =
                ("POST /metastore HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(1_000)).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = server.connect()) {
            int sent = 0;
            try {
                for (; sent < slow.length; sent++) {
                    socket.getOutputStream().write(slow[sent]);
                    Thread.sleep(20);
                }
            } catch (SocketException e) {
                assertThat(sent).isPositive();
            }
            assertThat(sent).isLessThan(slow.length);
        }
    }

    @Test
    void announcedLengthsTakeNoMemory() throws Exception {
        com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<String> announcements = List.of(
                "8001000100000007 6765744e616d65 00000001 0b0001 7fffffff",
                "8001000100000007 6765744e616d65 00000001 0f0001 0b 7fffffff",
                "8001000100000007 6765744e616d65 00000001 0d0001 0b0b 7fffffff",
                "80010001000fffff",
                "7fffffff8001000100000007",
                "000fffff8001000100000007 6765744e616d65 00000001 0b0001 000ffff0",
                "8221 01 07 6765744e616d65 18 ffffffff07",
                "8221 01 07 6765744e616d65 19 f8 ffffffff07",
                "010000000a4449474553542d4d4435 02 0001ffff");
        try (NetlessDoor door = new NetlessDoor(Doors.guarded(new TokenMechanism(TokenSecrets.NONE, Qop.AUTH)));
                NetlessDoor open = new NetlessDoor(Entrance.OPEN)) {
            door.knock(new byte[8]);
            for (String hex : announcements) {
                byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
                long before = memory.getCurrentThreadAllocatedBytes();
                door.knock(bytes);
                open.knock(bytes);
                assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                        .as(hex)
                        .isLessThan(4 << 20);
            }
        }
    }

    @Test
    void thousandsOfConnectionsAreClosedAtOnceAndTheFirstKeepTheirs() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            PublishedClient first =
                    new PublishedClient(Library.of("hive-2.3"), server.port(), Sasl.plain("tess", "pw of tess"));
            int refused = 0;
            for (int i = 0; i < TOO_MANY; i++) {
                try {
                    sockets.add(server.connect());
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(first.call("getName")).isEqualTo("skep");
            int closed = refused;
            for (Socket socket : sockets.subList(CONNECTIONS, sockets.size())) {
                closed += ends(socket) ? 1 : 0;
            }
            assertThat(closed).isGreaterThanOrEqualTo(TOO_MANY - CONNECTIONS);
            first.close();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        awaitPlace();
    }

    private void awaitPlace() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        boolean served = false;
        while (!served && System.nanoTime() < deadline) {
            try (PublishedClient client =
                    new PublishedClient(Library.of("hive-2.3"), server.port(), Sasl.plain("tess", "pw of tess"))) {
                served = client.call("getName").equals("skep");
            } catch (PublishedClient.RemoteFailure e) {
                served = false;
            }
        }
        assertThat(served).isTrue();
    }

    @Test
    void aWrongPasswordIsToldNothingElse() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(HexFormat.of().parseHex("0100000005504c41494e"));
        byte[] response = "\0tess\0wrong".getBytes(StandardCharsets.UTF_8);
        out.writeByte(5);
        out.writeInt(response.length);
        out.write(response);
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(bytes.toByteArray());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readByte()).isEqualTo((byte) 3);
            assertThat(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8))
                    .isEqualTo("User name or password is wrong");
            assertThat(ends(socket)).isTrue();
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
