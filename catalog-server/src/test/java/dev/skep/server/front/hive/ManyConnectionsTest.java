package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients keep their connections for hours and seldom call. */
class ManyConnectionsTest {
    private static final int MANY = 10_000;
    private static final long MEMORY_EACH = 6 << 10;

    @TempDir
    Path root;

    @Test
    void tenThousandConnectionsThatRestHoldNoThreadsAndLittleMemory() throws Exception {
        long files =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        assumeTrue(files > MANY + 1_000, "This system allows a process " + files + " open files only");
        try (HiveServer server =
                HiveServer.start(root, HiveServer.settings(MANY + 10, 1 << 20, Duration.ofMinutes(1)))) {
            int threads = threads();
            long memory = memory();
            Process clients = clients(server.port());
            try (BufferedReader said = new BufferedReader(
                            new InputStreamReader(clients.getInputStream(), StandardCharsets.UTF_8));
                    OutputStream goOn = clients.getOutputStream()) {
                assertThat(said.readLine()).isEqualTo("open");
                assertThat(threads()).isLessThan(threads + 100);
                assertThat(memory() - memory).isLessThan(MANY * MEMORY_EACH);
                askAnother(server);

                goOn.write('\n');
                goOn.flush();
                assertThat(said.readLine()).isEqualTo("answered");
                assertThat(threads()).isLessThan(threads + 100);
                assertThat(memory() - memory).isLessThan(MANY * MEMORY_EACH);
                askAnother(server);
            } finally {
                clients.destroyForcibly().waitFor();
            }
        }
    }

    private static void askAnother(HiveServer server) throws Exception {
        try (PublishedClient client = new PublishedClient(Library.of("hive-4.1"), Form.BINARY, server.port())) {
            assertThat(client.call("get_all_databases")).isEqualTo(List.of("default"));
        }
    }

    private static Process clients(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.skep.server.front.hive.wire.ManyClients",
                        String.valueOf(port),
                        String.valueOf(MANY))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** What is in use after everything was given up that nobody needs. */
    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
