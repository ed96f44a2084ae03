package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a port that is open to all: after each of these, the server serves others as before. */
class HostileInputTest {
    private static final int CALL = 0x80010001;
    private static final int EXCEPTION = 0x80010003;

    @TempDir
    Path root;

    private HiveServer server;

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root, HiveServer.settings(4, 1 << 20, Duration.ofMillis(300)));
    }

    @AfterEach
    void servesOthersStill() throws Exception {
        try (PublishedClient client = new PublishedClient(Library.of("hive-2.3"), Form.BINARY, server.port())) {
            assertThat(client.call("getName")).isEqualTo("skep");
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffffffffffffffffffffffff",
                "68656c6c6f20746865726521",
                "1603010200010001fc030300",
                "000000250fff000000000000",
                "7fffffff80010001 00000007",
                "80010001 7fffffff 41414141"
            })
    void nonsenseIsNotAnsweredAndTheConnectionEnds(String hex) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThat(ends(socket)).isTrue();
        }
    }

    @Test
    void httpIsToldTheRightPort() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("HTTP is served on port 8080");
        }
    }

    @Test
    void saslIsToldThatItIsNotSpoken() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(HexFormat.of().parseHex("0100000005504c41494e"));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readByte()).isEqualTo((byte) 4);
            assertThat(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8))
                    .contains("does not speak SASL")
                    .contains("hive.metastore.sasl.enabled=false");
            assertThat(ends(socket)).isTrue();
        }
    }

    @Test
    void aMessageThatStopsHalfwayEndsTheConnection() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(HexFormat.of().parseHex("8001000100000007676574"));
            assertThat(ends(socket)).isTrue();
        }
    }

    @Test
    void aTextThatIsAnnouncedTooLongIsRefusedBeforeItComes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = call(bytes, "get_database");
        message.write(new byte[] {11, 0, 1});
        message.writeInt(Integer.MAX_VALUE);
        try (Socket socket = server.connect()) {
            send(socket, bytes);
            assertThat(answer(socket)).contains("longer than the limit");
        }
    }

    @Test
    void aCompactTextThatIsAnnouncedTooLongEndsTheConnection() throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(HexFormat.of().parseHex("822101ffffff7f61626364"));
            assertThat(ends(socket)).isTrue();
        }
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        DataOutputStream message = call(nested, "get_database_req");
        for (int depth = 0; depth < 10_000; depth++) {
            message.write(new byte[] {12, 0, 9});
        }
        try (Socket socket = server.connect()) {
            send(socket, nested);
            assertThat(answer(socket)).contains("nested");
        }
    }

    @Test
    void unknownMethodsAreAnsweredAndTheConnectionGoesOn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = call(bytes, "no_such_method");
        message.write(new byte[] {12, 0, 1, 11, 0, 2});
        message.writeInt(2);
        message.write(new byte[] {'h', 'i', 0, 0});
        try (Socket socket = server.connect()) {
            send(socket, bytes);
            assertThat(answer(socket)).contains("There is no method no_such_method");
            send(socket, bytes);
            assertThat(answer(socket)).contains("There is no method no_such_method");
        }
    }

    @Test
    void repliesAreNotCalls() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(bytes);
        message.writeInt(0x80010002);
        name(message, "getName");
        message.writeInt(1);
        message.write(0);
        try (Socket socket = server.connect()) {
            send(socket, bytes);
            assertThat(answer(socket)).contains("only calls can");
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
        Socket[] resting = new Socket[4];
        for (int i = 0; i < resting.length; i++) {
            resting[i] = server.connect();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            call(bytes, "no_such_method").write(0);
            send(resting[i], bytes);
            assertThat(answer(resting[i])).contains("no_such_method");
        }
        try (Socket one = server.connect()) {
            assertThat(ends(one)).isTrue();
        }
        for (Socket socket : resting) {
            socket.close();
        }
        awaitPlace();
    }

    private void awaitPlace() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        boolean served = false;
        while (!served && System.nanoTime() < deadline) {
            try (Socket socket = server.connect()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                call(bytes, "no_such_method").write(0);
                send(socket, bytes);
                served = socket.getInputStream().read() >= 0;
            } catch (SocketException e) {
                served = false;
            }
        }
        assertThat(served).isTrue();
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private static DataOutputStream call(ByteArrayOutputStream bytes, String method) throws IOException {
        DataOutputStream message = new DataOutputStream(bytes);
        message.writeInt(CALL);
        name(message, method);
        message.writeInt(1);
        return message;
    }

    private static void name(DataOutputStream message, String name) throws IOException {
        message.writeInt(name.length());
        message.writeBytes(name);
    }

    private static void send(Socket socket, ByteArrayOutputStream bytes) throws IOException {
        socket.getOutputStream().write(bytes.toByteArray());
    }

    /** The text of an exception of the protocol. */
    private static String answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readInt()).isEqualTo(EXCEPTION);
        in.readNBytes(in.readInt());
        in.readInt();
        in.readNBytes(3);
        String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        in.readNBytes(3 + 4 + 1);
        return text;
    }
}
