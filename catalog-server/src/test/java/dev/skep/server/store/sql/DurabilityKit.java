package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kills a process that writes: what it said is committed is there, and nothing is half there. */
abstract class DurabilityKit {
    private final TestDatabase server;

    DurabilityKit(TestDatabase server) {
        this.server = server;
    }

    /** While the writer runs. */
    void whileWriting(StoreSettings settings) {}

    @Test
    void whatIsCommittedOutlivesTheProcess() throws IOException {
        StoreSettings settings = server.fresh();
        List<String> committed = new ArrayList<>();
        Process writer = start(settings);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (committed.size() < 200) {
                String line = said.readLine();
                assertThat(line).as("the writer goes on").isNotNull();
                committed.add(line);
                if (committed.size() == 100) {
                    whileWriting(settings);
                }
            }
            // Through its handle: the process itself would close the stream, with what is still in it.
            writer.toHandle().destroyForcibly();
            said.lines().filter(line -> line.matches("t\\d+")).forEach(committed::add);
        } finally {
            writer.destroyForcibly();
        }
        // The last line may be cut: what is asked for is every whole one.
        committed.remove(committed.size() - 1);
        try (SqlCatalogStore store = SqlCatalogStore.open(settings, new StatementCounter());
                Snapshot snapshot = store.snapshot()) {
            List<String> there = snapshot.tables().names(Samples.DB, NamePattern.ALL, Set.of());
            assertThat(there).containsAll(committed);
            assertThat(there).allSatisfy(name -> {
                TableHead head =
                        snapshot.tables().head(Names.table(Samples.DB, name)).orElseThrow();
                assertThat(snapshot.partitions().list(head, Predicate.TRUE, -1)).hasSize(3);
            });
        }
    }

    private static Process start(StoreSettings settings) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        settings.url(),
                        settings.user(),
                        settings.password())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
