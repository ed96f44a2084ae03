package dev.skep.processes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server that keeps what it has committed. */
public final class PostgresProcess implements AutoCloseable {
    private static final String PASSWORD = "not a secret";

    private final Path data;
    private EmbeddedPostgres postgres;

    private PostgresProcess(Path data, EmbeddedPostgres postgres) {
        this.data = data;
        this.postgres = postgres;
    }

    public static PostgresProcess start(Path data) throws IOException, SQLException {
        PostgresProcess process = new PostgresProcess(data, launch(data, 0));
        try (Connection connection = process.postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE skep LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE skep OWNER skep");
        }
        return process;
    }

    /** The options of a server that keeps its catalog here, and others beside. */
    public String[] options(Path folder, String... others) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        List<String> options = new ArrayList<>(List.of(
                "--db-url",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/skep",
                "--db-user",
                "skep",
                "--db-password-file",
                password.toString()));
        options.addAll(List.of(others));
        return options.toArray(String[]::new);
    }

    /** Ends all its processes without letting them do anything more. */
    public void kill() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            postmaster.descendants().toList().forEach(ProcessHandle::destroyForcibly);
            postmaster.destroyForcibly();
            Poll.until(() -> !postmaster.isAlive());
            // There is nothing to stop any more, which it logs; but it gives its folder free.
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Recovers on the same port and data. */
    public void startAgain() throws IOException {
        postgres = launch(data, postgres.getPort());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static EmbeddedPostgres launch(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // A machine that builds two modules at once is slow at starting.
                .setPGStartupWait(Duration.ofMinutes(3))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }
}
