package dev.skep.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server in its own process, with an empty catalog in a database of the named kind. */
final class ServerUnderTest implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("Skep is ready: Thrift (thrift://\\S+), HTTP (http://\\S+),.*");

    private final @Nullable EmbeddedPostgres postgres;
    private final Process process;
    private final URI thrift;
    private final URI http;

    private ServerUnderTest(@Nullable EmbeddedPostgres postgres, Process process, URI thrift, URI http) {
        this.postgres = postgres;
        this.process = process;
        this.thrift = thrift;
        this.http = http;
    }

    /** Where the catalog is kept. */
    enum Store {
        H2,
        POSTGRESQL
    }

    /**
     * @param jar of the server
     * @param folder empty, for its data and its log
     */
    static ServerUnderTest start(Path jar, Store store, Path folder) throws IOException {
        EmbeddedPostgres postgres = switch (store) {
            case H2 -> null;
            // Durable, as in production; the embedded one is not by default.
            case POSTGRESQL ->
                EmbeddedPostgres.builder()
                        .setDataDirectory(folder.resolve("postgresql"))
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
        };
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "--thrift-port",
                "0",
                "--http-port",
                "0",
                "--data",
                folder.resolve("data").toString()));
        if (postgres != null) {
            command.addAll(List.of(
                    "--db-url",
                    "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                    "--db-user",
                    "postgres"));
        }
        File log = folder.resolve("server.log").toFile();
        Process process = new ProcessBuilder(command).redirectError(log).start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        Matcher ready = READY.matcher(line == null ? "" : line);
        if (!ready.matches()) {
            process.destroyForcibly();
            throw new IOException("The server did not start; see " + log);
        }
        return new ServerUnderTest(postgres, process, URI.create(ready.group(1)), URI.create(ready.group(2)));
    }

    URI thrift() {
        return thrift;
    }

    URI http() {
        return http;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
