package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.iceberg.Appends.Outcome;
import dev.skep.iceberg.CommitProcess.Work;
import dev.skep.iceberg.FaultyLink.Fault;
import dev.skep.processes.Program;
import dev.skep.processes.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hive.HiveCatalog;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that end without a word in the middle of a commit: nobody waits for them longer than the lease. */
class KilledWritersIT {
    private static final TableIdentifier NAME = TableIdentifier.of("cut", "t");
    private static final TableIdentifier FREE = TableIdentifier.of("cut", "free");

    /** Far less than a lock lives that nobody takes away, and far more than the lease of this server. */
    private static final Map<String, String> SETTINGS =
            Map.of("iceberg.hive.lock-timeout-ms", "60000", "iceberg.hive.lock-check-max-wait-ms", "200");

    @TempDir
    private Path folder;

    private ServerProcess server;
    private HiveCatalog catalog;
    private HiveLocks locks;
    private FaultyLink link;

    @BeforeEach
    void start() throws Exception {
        server = ServerProcess.start(folder.resolve("data"), "--set", "acid.txn-timeout=3s");
        catalog = Catalogs.open(server.thrift(), folder.resolve("lake"), SETTINGS);
        locks = new HiveLocks(server.thrift());
        link = new FaultyLink(server.thrift());
        catalog.createNamespace(Namespace.of("cut"));
        Appends.create(catalog, NAME);
        Appends.createWithoutLocks(catalog, FREE);
    }

    @AfterEach
    void stop() throws Exception {
        link.close();
        locks.close();
        catalog.close();
        server.close();
    }

    @Test
    void aLockIsGivenToOthersWhenItsHolderIsGone() throws Exception {
        FaultyLink.Awaited midCommit = link.next("alter_table_with_environment_context", Fault.HOLDS_CALL);
        killWhen(midCommit);

        String name = Appends.name();
        assertThat(Appends.append(catalog.loadTable(NAME), name)).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(Appends.of(catalog, NAME)).containsExactly(name);
        assertThat(locks.all()).isEmpty();
    }

    @Test
    void nobodyWaitsBehindOneWhoWaitedAndIsGone() throws Exception {
        FaultyLink.Awaited waiting = link.next("check_lock", Fault.HOLDS_CALL);
        ScheduledExecutorService alive = Executors.newSingleThreadScheduledExecutor();
        try (HiveLocks holder = new HiveLocks(server.thrift())) {
            long held = holder.take(NAME);
            Future<?> heartbeats =
                    alive.scheduleAtFixedRate(() -> heartbeat(holder, held), 0, 500, TimeUnit.MILLISECONDS);
            killWhen(waiting);
            heartbeats.cancel(false);
            alive.shutdown();
            assertThat(alive.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            holder.give(held);
        } finally {
            alive.shutdownNow();
        }

        String name = Appends.name();
        assertThat(Appends.append(catalog.loadTable(NAME), name)).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(Appends.of(catalog, NAME)).containsExactly(name);
        assertThat(locks.all()).isEmpty();
    }

    @Test
    void whatWasAcknowledgedBeforeStands() throws Exception {
        Work work = new Work(2, 1_000, List.of(NAME.toString(), FREE.toString()), SETTINGS);
        String out;
        try (Program program = CommitProcess.start(server.thrift(), folder.resolve("lake"), work)) {
            program.awaitLine(line -> line.startsWith(Outcome.ACKNOWLEDGED.name()));
            String before = Appends.name();
            assertThat(Appends.append(catalog.loadTable(FREE), before)).isEqualTo(Outcome.ACKNOWLEDGED);
            program.kill();
            out = program.end().out();
            assertThat(Appends.of(catalog, FREE)).contains(before);
        }
        List<String> acknowledged = CommitProcess.told(out, Outcome.ACKNOWLEDGED);
        for (TableIdentifier name : List.of(NAME, FREE)) {
            Table table = catalog.loadTable(name);
            assertThat(Appends.append(table, Appends.name())).isEqualTo(Outcome.ACKNOWLEDGED);
        }
        List<String> locked = Appends.of(catalog, NAME);
        List<String> free = Appends.of(catalog, FREE);
        assertThat(locked).doesNotHaveDuplicates();
        assertThat(free).doesNotHaveDuplicates();
        assertThat(acknowledged).allMatch(each -> locked.contains(each) || free.contains(each));
        // Ours, theirs, and of each of their threads the one that it was about.
        assertThat(locked.size() + free.size()).isLessThanOrEqualTo(acknowledged.size() + 3 + 4);
        assertThat(locks.all()).isEmpty();
    }

    private static void heartbeat(HiveLocks holder, long lock) {
        try {
            holder.heartbeat(lock);
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private void killWhen(FaultyLink.Awaited moment) throws Exception {
        Work work = new Work(1, 1, List.of(NAME.toString()), SETTINGS);
        try (Program program = CommitProcess.start(link.uri(), folder.resolve("lake"), work)) {
            moment.await();
            program.kill();
        }
    }
}
