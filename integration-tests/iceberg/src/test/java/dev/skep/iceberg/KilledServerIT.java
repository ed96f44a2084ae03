package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.iceberg.Appends.Outcome;
import dev.skep.processes.Poll;
import dev.skep.processes.ServerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hive.HiveCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server ends without a word while others commit, and is started again. */
class KilledServerIT {
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

    @Test
    void acknowledgedCommitsStandAndNoOtherIsHalfThere() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "--set", "acid.txn-timeout=2s");
                HiveCatalog catalog = Catalogs.open(
                        server.thrift(),
                        folder.resolve("lake"),
                        Map.of("iceberg.hive.lock-check-max-wait-ms", "200"))) {
            catalog.createNamespace(Namespace.of("crash"));
            TableIdentifier locked = TableIdentifier.of("crash", "locked");
            TableIdentifier free = TableIdentifier.of("crash", "free");
            List<Table> tables = List.of(Appends.create(catalog, locked), Appends.createWithoutLocks(catalog, free));
            List<Future<?>> writers = new ArrayList<>();
            for (Table table : tables) {
                for (int i = 0; i < 2; i++) {
                    writers.add(threads.submit(() -> write(table)));
                }
            }
            for (int round = 0; round < ROUNDS; round++) {
                long before = acknowledged().size();
                Poll.until(() -> acknowledged().size() > before + 4);
                server.killAndStart();
            }
            over.set(true);
            for (Future<?> writer : writers) {
                writer.get(2, TimeUnit.MINUTES);
            }

            List<String> found = new ArrayList<>(Appends.of(catalog, locked));
            found.addAll(Appends.of(catalog, free));
            assertThat(found).doesNotHaveDuplicates().containsAll(acknowledged());
            assertThat(found).allMatch(name -> outcomes.get(name) != Outcome.REFUSED);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private List<String> acknowledged() {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue() == Outcome.ACKNOWLEDGED)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void write(Table table) {
        while (!over.get()) {
            String name = Appends.name();
            outcomes.put(name, Appends.append(table, name));
        }
    }
}
