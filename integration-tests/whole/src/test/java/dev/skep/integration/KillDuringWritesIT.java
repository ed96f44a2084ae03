package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.integration.WriteClient.LostException;
import dev.skep.processes.Poll;
import dev.skep.processes.PostgresProcess;
import dev.skep.processes.Rest;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a crash, and nothing is half there. */
class KillDuringWritesIT {
    private static final String DATABASE = "crash";
    private static final long SEED = 20240229;

    @TempDir
    private Path folder;

    @Test
    void serverOnH2() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            List<Writer> writers = prepare(server);
            for (int round = 0; round < 4; round++) {
                crash(server, writers, server::kill, round);
                server.startAgain();
                verify(server, writers);
            }
        }
    }

    @Test
    void serverOnPostgres() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("pg"));
                ServerProcess server = ServerProcess.start(folder.resolve("data"), postgres.options(folder))) {
            List<Writer> writers = prepare(server);
            for (int round = 0; round < 3; round++) {
                crash(server, writers, server::kill, round);
                server.startAgain();
                verify(server, writers);
            }
        }
    }

    @Test
    void postgresItself() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("pg"));
                ServerProcess server = ServerProcess.start(
                        folder.resolve("data"), postgres.options(folder, "--set", "db.connection-timeout=8s"))) {
            List<Writer> writers = prepare(server);
            for (int round = 0; round < 2; round++) {
                crash(server, writers, postgres::kill, round);
                assertThat(server.program().isAlive()).isTrue();
                assertThat(server.rest().get("/health/live").status()).isEqualTo(200);
                assertThat(server.rest().get("/health/ready").status()).isEqualTo(503);
                postgres.startAgain();
                Poll.until(() -> server.rest().get("/health/ready").status() == 200);
                verify(server, writers);
            }
        }
    }

    private static List<Writer> prepare(ServerProcess server) throws IOException {
        Rest.Answer created =
                server.rest().post("", Rest.JSON.createObjectNode().put("name", DATABASE));
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        return List.of(
                new Writer(DATABASE, "rest_a_", true, SEED),
                new Writer(DATABASE, "rest_b_", true, SEED + 1),
                new Writer(DATABASE, "thrift_a_", false, SEED + 2),
                new Writer(DATABASE, "thrift_b_", false, SEED + 3));
    }

    /** Lets all write at once, and makes the crash when each has written for a while. */
    private static void crash(ServerProcess server, List<Writer> writers, Runnable crash, int round) throws Exception {
        int enough = 5 + new Random(SEED + round).nextInt(10);
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            List<Future<LostException>> running = new ArrayList<>();
            List<Integer> before = writers.stream().map(Writer::acknowledged).toList();
            for (int i = 0; i < writers.size(); i++) {
                Writer writer = writers.get(i);
                Supplier<WriteClient> connect = i < 2
                        ? () -> new RestWriteClient(server.rest(), DATABASE)
                        : () -> new ThriftWriteClient(server.thrift(), DATABASE);
                running.add(threads.submit(() -> writer.writeUntilLost(connect)));
            }
            Poll.until(() -> {
                for (int i = 0; i < writers.size(); i++) {
                    if (running.get(i).isDone()) {
                        throw new AssertionError("Lost before the crash: " + outcome(running.get(i)));
                    }
                    if (writers.get(i).acknowledged() - before.get(i) < enough) {
                        return false;
                    }
                }
                return true;
            });
            crash.run();
            for (Future<LostException> writer : running) {
                outcome(writer);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static LostException outcome(Future<LostException> writer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return writer.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS);
    }

    private static void verify(ServerProcess server, List<Writer> writers) throws IOException {
        for (Writer writer : writers) {
            writer.verify(server.rest());
        }
    }
}
