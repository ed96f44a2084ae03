package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.iceberg.Appends.Outcome;
import dev.skep.iceberg.FaultyLink.Fault;
import dev.skep.processes.ServerProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hive.HiveCatalog;
import org.apache.iceberg.view.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that break while a call is under way. Hive's client makes the call once more, so the server sees some of them
 * twice; and where that does not help, Iceberg looks whether its commit is there.
 */
class LostRepliesIT {
    private static final String ALTER = "alter_table_with_environment_context";
    private static final String CREATE = "create_table_with_environment_context";

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static FaultyLink link;
    private static HiveLocks locks;
    private static HiveCatalog catalog;
    private static HiveCatalog brittle;

    private TableIdentifier name;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(folder.resolve("data"));
        link = new FaultyLink(server.thrift());
        locks = new HiveLocks(server.thrift());
        // A lock that nobody gives back lives for five minutes here.
        Map<String, String> settings = new HashMap<>(Map.of(
                "iceberg.hive.lock-timeout-ms", "20000",
                "iceberg.hive.lock-check-max-wait-ms", "200",
                "hive.metastore.client.connect.retry.delay", "0s"));
        catalog = Catalogs.open(link.uri(), folder.resolve("lake"), settings);
        settings.put("hive.metastore.failure.retries", "0");
        settings.put("unlike", "the other");
        brittle = Catalogs.open(link.uri(), folder.resolve("lake"), settings);
        catalog.createNamespace(Namespace.of("lost"));
    }

    @AfterAll
    static void stop() throws Exception {
        brittle.close();
        catalog.close();
        locks.close();
        link.close();
        server.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        name = TableIdentifier.of(
                "lost",
                "t" + Integer.toUnsignedString(test.getDisplayName().hashCode())
                        + test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT));
    }

    @AfterEach
    void noLockIsLeft() throws Exception {
        assertThat(locks.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void aCommitWithLocksIsThereOnce(Fault fault) throws Exception {
        commitsOnce(Appends.create(catalog, name), fault, 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void aCommitWithoutLocksIsThereOnce(Fault fault) throws Exception {
        commitsOnce(Appends.createWithoutLocks(catalog, name), fault, 1);
    }

    @ParameterizedTest
    @CsvSource({"true, 2", "false, 2"})
    void icebergFindsItsCommitWhereTheClientGivesUp(boolean withLocks, int times) throws Exception {
        if (withLocks) {
            Appends.create(catalog, name);
        } else {
            Appends.createWithoutLocks(catalog, name);
        }
        commitsOnce(brittle.loadTable(name), Fault.LOSES_REPLY, times);
    }

    private void commitsOnce(Table table, Fault fault, int times) throws Exception {
        String before = Appends.name();
        assertThat(Appends.append(table, before)).isEqualTo(Outcome.ACKNOWLEDGED);
        String commit = Appends.name();
        FaultyLink.Awaited broken = link.next(ALTER, fault, times);
        assertThat(Appends.append(table, commit)).isEqualTo(Outcome.ACKNOWLEDGED);
        broken.await();
        assertThat(Appends.of(catalog, name)).containsExactly(before, commit);
        String after = Appends.name();
        assertThat(Appends.append(table, after)).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(Appends.of(catalog, name)).containsExactly(before, commit, after);
    }

    @ParameterizedTest
    @CsvSource({"lock, LOSES_CALL", "lock, LOSES_REPLY", "unlock, LOSES_CALL", "unlock, LOSES_REPLY"})
    void aLockIsNobodysWhenItIsGivenBack(String method, Fault fault) throws Exception {
        Table table = Appends.create(catalog, name);
        FaultyLink.Awaited broken = link.next(method, fault);
        String commit = Appends.name();
        assertThat(Appends.append(table, commit)).isEqualTo(Outcome.ACKNOWLEDGED);
        broken.await();
        assertThat(Appends.of(catalog, name)).containsExactly(commit);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void whoWaitsForALockGoesOnWaiting(Fault fault) throws Exception {
        Table table = Appends.create(catalog, name);
        long held = locks.take(name);
        FaultyLink.Awaited broken = link.next("check_lock", fault);
        Thread giver = new Thread(() -> {
            try {
                broken.await();
                locks.give(held);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        giver.start();
        String commit = Appends.name();
        assertThat(Appends.append(table, commit)).isEqualTo(Outcome.ACKNOWLEDGED);
        giver.join();
        assertThat(Appends.of(catalog, name)).containsExactly(commit);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void aTableIsMade(Fault fault) throws Exception {
        FaultyLink.Awaited broken = link.next(CREATE, fault);
        Table table = Appends.create(catalog, name);
        broken.await();
        String commit = Appends.name();
        assertThat(Appends.append(table, commit)).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(Appends.of(catalog, name)).containsExactly(commit);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void aViewIsMadeAndReplaced(Fault fault) throws Exception {
        FaultyLink.Awaited made = link.next(CREATE, fault);
        View view = catalog.buildView(name)
                .withSchema(Appends.SCHEMA)
                .withQuery("spark", "select 1")
                .withDefaultNamespace(name.namespace())
                .create();
        made.await();
        FaultyLink.Awaited replaced = link.next(ALTER, fault);
        view.updateProperties().set("kept", "yes").commit();
        replaced.await();
        assertThat(catalog.loadView(name).properties()).containsEntry("kept", "yes");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOSES_CALL", "LOSES_REPLY"})
    void aTableIsDropped(Fault fault) throws Exception {
        Appends.create(catalog, name);
        FaultyLink.Awaited broken = link.next("drop_table_with_environment_context", fault);
        catalog.dropTable(name, false);
        broken.await();
        assertThat(catalog.tableExists(name)).isFalse();
    }

    @Test
    void aTableIsRenamed() throws Exception {
        Appends.create(catalog, name);
        TableIdentifier other = TableIdentifier.of("lost", "renamed");
        FaultyLink.Awaited broken = link.next(ALTER, Fault.LOSES_CALL);
        catalog.renameTable(name, other);
        broken.await();
        assertThat(catalog.tableExists(other)).isTrue();
    }
}
