package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that stop in the middle of what they say hold a thread each, but only so many, and only as long as nobody comes. */
class StalledClientsTest {
    private static final int STALLED = 100;
    private static final int MOST_BUSY = 20;
    private static final int HOLDING_MEMORY = 4;
    private static final byte[] HALF_A_CALL = {(byte) 0x80, 1, 0};
    private static final byte[] HALF_A_REQUEST =
            "POST /metastore HTTP/1.1\r\nHost:".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path root;

    @Test
    void othersAreServedWhileManyStall() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        Library library = Library.of("hive-4.1");
        try (HiveServer server =
                HiveServer.start(root, HiveServer.settings(STALLED + 10, MOST_BUSY, 1 << 20, Duration.ofMinutes(1)))) {
            int threads = threads();
            for (int i = 0; i < STALLED; i++) {
                Socket socket = server.connect();
                stalled.add(socket);
                say(socket, i % 2 == 0 ? HALF_A_CALL : HALF_A_REQUEST);
            }
            Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
            while (!isServed(server, library)) {
                assertThat(Instant.now()).isBefore(deadline);
            }
            assertThat(threads()).isLessThan(threads + 2 * MOST_BUSY);
            assertThat(isServed(server, library)).isTrue();
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** As if the process had 8 MB: each of these messages holds more than half of what all may hold together. */
    @Test
    void othersAreServedWhileManyHoldMemory() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        Library library = Library.of("hive-4.1");
        try (HiveServer server = HiveServer.start(
                root, HiveServer.settings(STALLED + 10, STALLED + 10, 4 << 20, 8 << 20, Duration.ofMinutes(1)))) {
            long before = memory();
            for (int i = 0; i < HOLDING_MEMORY; i++) {
                Socket socket = server.connect();
                stalled.add(socket);
                ByteBuffer call = ByteBuffer.allocate(300_000);
                call.putInt(0x80010001).putInt(12).put("get_database".getBytes(StandardCharsets.US_ASCII));
                call.putInt(7).put((byte) 11).putShort((short) 1).putInt(1 << 20);
                new Thread(() -> say(socket, call.array())).start();
            }
            assertThat(isServed(server, library)).isTrue();
            try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
                assertThatThrownBy(() -> client.call("get_database", "x".repeat(900_000)))
                        .hasMessageContaining("There is no database xxx");
                assertThatThrownBy(() -> client.call("get_database", "x".repeat(3_000_000)))
                        .hasMessageContaining("bytes that this server has for one");
            }
            assertThat(memory() - before).isLessThan(16 << 20);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** What is in use after everything was given up that nobody needs. */
    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void say(Socket socket, byte[] words) {
        try {
            socket.getOutputStream().write(words);
        } catch (IOException e) {
            // It has been turned away already.
        }
    }

    /** Whoever is turned away may come again. */
    private static boolean isServed(HiveServer server, Library library) {
        try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
            return client.call("get_all_databases").equals(List.of("default"));
        } catch (Exception e) {
            return false;
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
