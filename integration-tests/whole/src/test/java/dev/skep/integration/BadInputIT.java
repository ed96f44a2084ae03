package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong outside is told in a sentence that names it, and nothing is lost by it. */
class BadInputIT {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int UNREACHABLE = 3;
    private static final int NOT_FOUND = 4;

    @TempDir
    private Path folder;

    // --- starting the server -----------------------------------------------------------------------------------

    @Test
    void portInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertRefused(serve("--thrift-port", port, "--http-port", "0"), port, "in use");
            assertRefused(serve("--thrift-port", "0", "--http-port", port), port, "in use");
        }
    }

    @Test
    void dataFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertRefused(ServerProcess.refused(file), file.toString());
        assertRefused(ServerProcess.refused(file.resolve("below")), file.toString());
        assertThat(file).hasContent("mine");
    }

    /** Not even root can write there. */
    @Test
    void dataFolderThatCannotBeWritten() {
        assertRefused(ServerProcess.refused(Path.of("/proc/skep")), "/proc/skep");
    }

    @Test
    void warehouseThatIsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertRefused(ServerProcess.refused(folder.resolve("data"), "--warehouse", file.toString()), file.toString());
        assertThat(file).hasContent("mine");
    }

    @Test
    void corruptStore() throws IOException {
        Path data = folder.resolve("data");
        startAndStop(data);
        Path store = store(data);
        byte[] garbage = new byte[Math.toIntExact(Files.size(store))];
        new Random(1).nextBytes(garbage);
        Files.write(store, garbage);

        assertRefused(ServerProcess.refused(data), data.toString());
        assertThat(store).hasBinaryContent(garbage);
    }

    @Test
    void storeOfANewerVersion() throws Exception {
        Path data = folder.resolve("data");
        startAndStop(data);
        execute(
                data,
                "INSERT INTO \"flyway_schema_history\" SELECT max(\"installed_rank\") + 1, '9999', 'later', 'SQL',"
                        + " 'V9999__later.sql', 0, 'x', CURRENT_TIMESTAMP, 1, TRUE FROM \"flyway_schema_history\"");

        assertRefused(ServerProcess.refused(data), "newer");

        execute(data, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '9999'");
        startAndStop(data);
    }

    @Test
    void secondServerOnTheSameData() throws IOException {
        Path data = folder.resolve("data");
        try (ServerProcess first = ServerProcess.start(data)) {
            assertRefused(ServerProcess.refused(data), data.toString(), "another");
            assertThat(first.rest().get("/health/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void unknownSetting() throws IOException {
        Path config = Files.writeString(folder.resolve("skep.yaml"), "hive:\n  prot: 9083\n");

        assertRefused(serve("--set", "hive.prot=9083"), "hive.prot", "hive.port");
        assertRefused(serve("--config", config.toString()), "hive.prot", "hive.port", config.toString());
        assertRefused(
                Program.run(folder, Map.of("SKEP_HIVE_PROT", "9083"), Product.server()),
                "SKEP_HIVE_PROT",
                "SKEP_HIVE_PORT");
    }

    @Test
    void nonsenseValue() throws IOException {
        Path config = Files.writeString(folder.resolve("skep.yaml"), "hive: [\n");

        assertRefused(serve("--thrift-port", "99999"), "99999", "--thrift-port");
        assertRefused(serve("--set", "hive.idle-timeout=soon"), "hive.idle-timeout", "soon");
        assertRefused(serve("--set", "db.pool-size=0"), "db.pool-size");
        assertRefused(serve("--config", config.toString()), config.toString(), "YAML");
        assertRefused(serve("--config", folder.resolve("none").toString()), "none", "does not exist");
        assertThat(serve("--no-such-option").exitCode()).isEqualTo(USAGE);
    }

    @Test
    void addressThatOthersReach() {
        assertRefused(serve("--set", "http.host=0.0.0.0"), "0.0.0.0", "security.allow-open");
    }

    @Test
    void databaseThatCannotBeUsed() throws Exception {
        Path data = folder.resolve("data");
        Path none = folder.resolve("none");
        int free = freePort();
        assertRefused(
                ServerProcess.refused(data, "--db-url", "jdbc:postgresql://127.0.0.1:" + free + "/skep"),
                String.valueOf(free));
        assertRefused(ServerProcess.refused(data, "--db-url", "jdbc:oracle:thin:@x"), "jdbc:oracle");
        assertRefused(
                ServerProcess.refused(
                        data,
                        "--db-url",
                        "jdbc:postgresql://127.0.0.1:" + free + "/skep",
                        "--db-password-file",
                        none.toString()),
                none.toString());
    }

    // --- talking to the server ---------------------------------------------------------------------------------

    @Test
    void nonsenseOnItsPorts() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            byte[] garbage = new byte[4_000];
            new Random(2).nextBytes(garbage);
            List<byte[]> nonsense = List.of(
                    garbage,
                    ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
                    ascii("POST /cliservice HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"),
                    // A call of a method whose name claims two gigabytes.
                    new byte[] {(byte) 0x80, 1, 0, 1, 0x7f, -1, -1, -1},
                    // A frame that claims two gigabytes.
                    new byte[] {0x7f, -1, -1, -1, 1},
                    // A method that there is not.
                    call("no_such_method"),
                    // A list that claims two thousand million elements, as the second argument of get_table.
                    concat(call("get_table"), new byte[] {15, 0, 2, 11, 0x7f, -1, -1, -1}),
                    new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, -4, 3, 3},
                    new byte[] {1, 0, 0, 0, 5});
            for (byte[] bytes : nonsense) {
                send(server.thriftPort(), bytes);
                send(server.httpPort(), bytes);
            }

            assertThat(thriftAnswer(server.thriftPort(), ascii("GET / HTTP/1.1\r\nHost: x\r\n\r\n")))
                    .startsWith("HTTP/1.1 4")
                    .contains("Thrift");
            assertThat(server.rest().get("/health/ready").status()).isEqualTo(200);
            try (WriteClient thrift = new ThriftWriteClient(server.thrift(), "default")) {
                thrift.createTable("t", Map.of());
            }
            assertThat(server.rest().getDatabases("/default/tables/t").status()).isEqualTo(200);
            Ended ended = server.stop();
            assertThat(ended.err()).doesNotContain("\tat ");
        }
    }

    // --- client commands ---------------------------------------------------------------------------------------

    @Test
    void crawlOfNothing() throws IOException {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            Path missing = folder.resolve("missing");
            Ended crawl = crawl(missing, server);

            assertThat(crawl.exitCode()).isEqualTo(NOT_FOUND);
            assertSentence(crawl, missing.toString());
            assertThat(server.rest().getDatabases("/lake").status()).isEqualTo(404);
        }
    }

    @Test
    void crawlOfFilesThatCannotBeRead() throws IOException {
        Path lake = Files.createDirectories(folder.resolve("lake"));
        Files.createDirectories(lake.resolve("good"));
        Files.writeString(lake.resolve("good/rows.csv"), "id,name\n1,one\n2,two\n");
        Files.createDirectories(lake.resolve("broken"));
        Files.write(lake.resolve("broken/rows.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8});
        // Not even root can read a link in a circle.
        Files.createDirectories(lake.resolve("circle"));
        Files.createSymbolicLink(lake.resolve("circle/rows.csv"), Path.of("rows.csv"));
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            Ended crawl = crawl(lake, server);

            assertThat(crawl.out() + crawl.err())
                    .contains("broken/rows.csv.gz", "circle/rows.csv")
                    .doesNotContain("Exception", "\tat ");
            assertThat(server.rest().getDatabases("/lake/tables/good").status()).isEqualTo(200);
            assertThat(server.rest().getDatabases("/lake/tables/broken").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void commandsWithoutAServer() throws IOException {
        String nobody = "http://127.0.0.1:" + freePort();
        for (List<String> arguments : List.of(
                List.of("tables"),
                List.of("describe", "lake.sales"),
                List.of("partitions", "lake.sales"),
                List.of("crawl", Product.LAKE.toString(), "--database", "lake"))) {
            List<String> command = new ArrayList<>(arguments);
            command.addAll(List.of("--server", nobody));
            Ended ended = command(command.toArray(String[]::new));

            assertThat(ended.exitCode()).as("%s", ended).isEqualTo(UNREACHABLE);
            assertSentence(ended, nobody);
        }
    }

    @Test
    void commandsForWhatIsNotThere() throws IOException {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            String address = server.http().toString();
            Ended describe = command("describe", "lake.none", "--server", address);
            Ended partitions = command("partitions", "lake.none", "--server", address);

            assertThat(describe.exitCode()).as("%s", describe).isEqualTo(NOT_FOUND);
            assertSentence(describe, "lake");
            assertThat(partitions.exitCode()).as("%s", partitions).isEqualTo(NOT_FOUND);
            assertThat(command("describe", "no-dot", "--server", address).exitCode())
                    .isEqualTo(USAGE);
            assertThat(command("no-such-command").exitCode()).isEqualTo(USAGE);
            assertThat(command("tables", "--no-such-option").exitCode()).isEqualTo(USAGE);
        }
    }

    // --- ending the server -------------------------------------------------------------------------------------

    @Test
    void signals() {
        Path data = folder.resolve("data");
        try (ServerProcess server = ServerProcess.start(data)) {
            String out = server.program().awaitLine(line -> true);
            assertThat(out).matches(ServerProcess.READY).endsWith("data " + data);

            Ended terminated = server.stop();
            assertThat(terminated.exitCode()).as("%s", terminated).isZero();
            assertThat(terminated.out().lines()).hasSize(1);
            assertThat(terminated.err()).doesNotContain("Exception", "\tat ");
        }
    }

    private Ended serve(String... options) {
        List<String> command = new ArrayList<>(Product.server());
        command.addAll(List.of("--data", folder.resolve("unused").toString()));
        command.addAll(Arrays.asList(options));
        return Program.run(folder, Map.of(), command);
    }

    private Ended crawl(Path path, ServerProcess server) {
        return command(
                "crawl",
                path.toString(),
                "--database",
                "lake",
                "--server",
                server.http().toString());
    }

    private Ended command(String... arguments) {
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(Arrays.asList(arguments));
        return Program.run(folder, Map.of(), command);
    }

    private static void startAndStop(Path data) {
        try (ServerProcess server = ServerProcess.start(data)) {
            assertThat(server.stop().exitCode()).isZero();
        }
    }

    private static void assertRefused(Ended ended, String... words) {
        assertThat(ended.exitCode()).as("%s", ended).isEqualTo(REFUSED);
        assertThat(ended.out()).isEmpty();
        assertSentence(ended, words);
    }

    private static void assertSentence(Ended ended, String... words) {
        assertThat(ended.err()).as("%s", ended).doesNotContain("\tat ", "Exception");
        assertThat(ended.err().lines().filter(line -> line.startsWith("skep: ")))
                .as("%s", ended)
                .singleElement()
                .asString()
                .contains(words);
    }

    /** The one file of the embedded database. */
    private static Path store(Path data) {
        List<Path> stores = SparkCatalog.files(data).stream()
                .filter(file -> file.endsWith(".mv.db"))
                .map(data::resolve)
                .toList();
        assertThat(stores).hasSize(1);
        return stores.get(0);
    }

    private static void execute(Path data, String statement) throws Exception {
        String file = store(data).toString().replaceFirst("\\.mv\\.db$", "");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";DATABASE_TO_LOWER=TRUE");
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The head of an unframed call in the binary protocol. */
    private static byte[] call(String method) {
        byte[] name = ascii(method);
        return concat(
                new byte[] {(byte) 0x80, 1, 0, 1, 0, 0, 0, (byte) name.length}, concat(name, new byte[] {0, 0, 0, 1}));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static void send(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes);
        }
    }

    private static String thriftAnswer(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The connection was left open without an answer", e);
        }
    }
}
