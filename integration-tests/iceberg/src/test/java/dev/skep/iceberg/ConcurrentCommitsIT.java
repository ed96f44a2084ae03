package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.iceberg.Appends.Outcome;
import dev.skep.iceberg.CommitProcess.Work;
import dev.skep.processes.PostgresProcess;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hive.HiveCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four processes with two threads each commit to the same two tables, to one with locks and to one without. */
class ConcurrentCommitsIT {
    private static final int PROCESSES = 4;
    private static final int THREADS = 2;
    private static final int COMMITS = 2;

    @TempDir
    private Path folder;

    @Test
    void onPostgres() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start(folder.resolve("pg"));
                ServerProcess server = ServerProcess.start(folder.resolve("data"), postgres.options(folder))) {
            nothingIsLostAndNothingTwice(server);
        }
    }

    @Test
    void onH2() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"))) {
            nothingIsLostAndNothingTwice(server);
        }
    }

    private void nothingIsLostAndNothingTwice(ServerProcess server) throws Exception {
        Path lake = folder.resolve("lake");
        TableIdentifier locked = TableIdentifier.of("busy", "locked");
        TableIdentifier free = TableIdentifier.of("busy", "free");
        try (HiveCatalog catalog = Catalogs.open(server.thrift(), lake, Map.of());
                HiveLocks locks = new HiveLocks(server.thrift())) {
            catalog.createNamespace(Namespace.of("busy"));
            Appends.create(catalog, locked);
            Appends.createWithoutLocks(catalog, free);

            Work work = new Work(
                    THREADS,
                    COMMITS,
                    List.of(locked.toString(), free.toString()),
                    Map.of("iceberg.hive.lock-check-max-wait-ms", "200"));
            List<Program> programs = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                programs.add(CommitProcess.start(server.thrift(), lake, work));
            }
            List<String> acknowledged = new ArrayList<>();
            for (Program program : programs) {
                try (program) {
                    Ended ended = program.end();
                    List<String> told = CommitProcess.told(ended.out(), Outcome.ACKNOWLEDGED);
                    assertThat(told).as("%s", ended).hasSize(2 * THREADS * COMMITS);
                    acknowledged.addAll(told);
                }
            }

            List<String> found = new ArrayList<>(Appends.of(catalog, locked));
            assertThat(found).hasSize(PROCESSES * THREADS * COMMITS);
            found.addAll(Appends.of(catalog, free));
            assertThat(found).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(locks.all()).isEmpty();
        }
    }
}
