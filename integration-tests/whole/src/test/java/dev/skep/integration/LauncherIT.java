package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.processes.Poll;
import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a user calls it. */
class LauncherIT {
    @TempDir
    private Path folder;

    @Test
    void helpsFromAnyFolderAndThroughLinks() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("skep"), Product.launcher());
        Path linkToLink = Files.createSymbolicLink(folder.resolve("again"), Path.of("skep"));

        for (Path launcher : List.of(Product.launcher(), link, linkToLink)) {
            Ended help = Program.run(folder, Map.of(), List.of(launcher.toString(), "--help"));
            assertThat(help.exitCode()).as("%s", help).isZero();
            assertThat(help.out()).contains("serve", "demo", "crawl", "tables", "describe", "partitions");
        }
        Ended serve = Program.run(folder, Map.of(), List.of(link.toString(), "serve", "--help"));
        assertThat(serve.exitCode()).as("%s", serve).isZero();
        assertThat(serve.out()).contains("--thrift-port", "--db-url");
    }

    @Test
    void runsTheDemoAndFindsItAgain() throws Exception {
        int thrift = freePort();
        int http = freePort();
        Rest rest = new Rest(URI.create("http://127.0.0.1:" + http));
        try (Program demo = demo(thrift, http)) {
            demo.awaitLine(line -> line.startsWith("The server stays up until Ctrl-C"));
            String shown = demo.transcript();
            assertThat(shown).contains("Skep is ready: Thrift thrift://127.0.0.1:" + thrift);
            assertThat(Truth.read().tables())
                    .allSatisfy(table -> assertThat(shown).contains(table.name()));
            assertThat(rest.getDatabases("/lake/tables/sales").status()).isEqualTo(200);
            assertEndsWithItsServer(demo, demo.terminate());
        }
        try (Program again = demo(thrift, http)) {
            again.awaitLine(line -> line.startsWith("The server stays up until Ctrl-C"));
            assertThat(again.transcript()).containsIgnoringCase("nothing changed");
            again.terminate();
        }
    }

    /** As from a terminal, where the signal is not ignored as it is in the background of a script. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endsTheDemoWithItsServerOnInterrupt() throws Exception {
        try (Program demo = demo(freePort(), freePort(), "env", "--default-signal=INT")) {
            demo.awaitLine(line -> line.startsWith("The server stays up until Ctrl-C"));
            List<ProcessHandle> server = demo.descendants();
            assertThat(server).hasSize(1);

            demo.interrupt();

            Poll.until(() -> server.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private Program demo(int thrift, int http, String... before) {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Product.launcher().toString(),
                "demo",
                "--thrift-port",
                String.valueOf(thrift),
                "--http-port",
                String.valueOf(http)));
        return Program.start(folder, Map.of(), command);
    }

    private static void assertEndsWithItsServer(Program demo, Ended ended) {
        assertThat(ended.err()).as("%s", ended).doesNotContain("Exception", "\tat ");
        assertThat(demo.descendants()).isEmpty();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
