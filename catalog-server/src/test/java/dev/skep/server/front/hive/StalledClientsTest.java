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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that stop in the middle of what they say hold a thread each, but only so many, and only as long as nobody comes. */
class StalledClientsTest {
    private static final int STALLED = 100;
    private static final int MOST_BUSY = 20;
    private static final int HOLDING_MEMORY = 4;
    private static final byte[] HALF_A_CALL = {(byte) 0x80, 1, 0};
    /** The name of its method is to be longer. */
    private static final byte[] CALL_OF_LONG_NAME = {(byte) 0x80, 1, 0, 1, 0, 1, 0, 0};

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
            requireServed(server, library);
            assertThat(threads()).isLessThan(threads + 2 * MOST_BUSY);
            // Some of the others may have been heard only now, and not have stalled for long.
            requireServed(server, library);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    /** A byte every now and then is no pause, and yet nobody else is answered for it. */
    @Test
    void othersAreServedWhileManyDrip() throws Exception {
        Library library = Library.of("hive-4.1");
        try (HiveServer server = HiveServer.start(
                        root, HiveServer.settings(STALLED + 10, MOST_BUSY, 4 << 20, 8 << 20, Duration.ofMinutes(1)));
                Drips drips = new Drips()) {
            drips.from(say(server, longCall(300_000)));
            for (int i = 1; i < MOST_BUSY; i++) {
                drips.from(say(server, CALL_OF_LONG_NAME));
            }
            // So long that it must wait for the memory of the first.
            String name = "x".repeat(900_000);
            Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
            while (!isLookedFor(server, library, name)) {
                assertThat(Instant.now()).isBefore(deadline);
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
                new Thread(() -> say(socket, longCall(300_000))).start();
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

    /** The first bytes of a call that is to be longer. */
    private static byte[] longCall(int bytes) {
        ByteBuffer call = ByteBuffer.allocate(bytes);
        call.putInt(0x80010001).putInt(12).put("get_database".getBytes(StandardCharsets.US_ASCII));
        call.putInt(7).put((byte) 11).putShort((short) 1).putInt(1 << 20);
        return call.array();
    }

    private static Socket say(HiveServer server, byte[] words) throws IOException {
        Socket socket = server.connect();
        say(socket, words);
        return socket;
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
    private static void requireServed(HiveServer server, Library library) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!isServed(server, library)) {
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static boolean isServed(HiveServer server, Library library) {
        try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
            return client.call("get_all_databases").equals(List.of("default"));
        } catch (Exception e) {
            return false;
        }
    }

    private static boolean isLookedFor(HiveServer server, Library library, String database) {
        try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
            client.call("get_database", database);
            return false;
        } catch (Exception e) {
            return String.valueOf(e.getMessage()).startsWith("There is no database " + database.charAt(0));
        }
    }

    /** Clients that say a byte ten times a second each. */
    private static final class Drips implements AutoCloseable {
        private final List<Socket> sockets = new CopyOnWriteArrayList<>();
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final Future<?> drip;

        Drips() {
            drip = clock.scheduleAtFixedRate(
                    () -> sockets.forEach(socket -> say(socket, new byte[1])), 0, 100, TimeUnit.MILLISECONDS);
        }

        void from(Socket socket) {
            sockets.add(socket);
        }

        @Override
        public void close() throws IOException {
            drip.cancel(false);
            clock.shutdown();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
