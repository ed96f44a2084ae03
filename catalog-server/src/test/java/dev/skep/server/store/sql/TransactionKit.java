package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What transactions promise to each other. */
abstract class TransactionKit {
    private static final int DEADLINE_SECONDS = 60;

    private final CatalogStoreKit kit;

    TransactionKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    /** What each of the tasks, begun at once, ended with: null, or the exception of the store. */
    private static List<CatalogException> together(List<Runnable> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try {
            List<Future<CatalogException>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(threads.submit((Callable<CatalogException>) () -> {
                    start.await();
                    try {
                        task.run();
                        return null;
                    } catch (CatalogException e) {
                        return e;
                    }
                }));
            }
            List<CatalogException> ends = new ArrayList<>();
            for (Future<CatalogException> each : running) {
                ends.add(each.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
            return ends;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Runnable> times(int count, Runnable task) {
        return IntStream.range(0, count).mapToObj(i -> task).toList();
    }

    @Test
    void nothingStaysOfWorkThatThrows() {
        assertThatThrownBy(() -> kit.run(tx -> {
                    tx.tables().insert(Samples.table(kit.name("t")));
                    throw new IllegalArgumentException("mine");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("t")))).isEmpty();
    }

    @Test
    void aTransactionSeesItsOwnChanges() {
        kit.run(tx -> {
            TableHead head = TableHead.of(tx.tables().insert(Samples.table(kit.name("t"))));
            assertThat(tx.tables().head(kit.name("t"))).contains(head);
            assertThat(kit.optional(other -> other.tables().head(kit.name("t"))))
                    .isEmpty();
        });
    }

    @Test
    void aSnapshotIsNotWritten() {
        try (Snapshot snapshot = kit.store.snapshot()) {
            assertThatThrownBy(() -> snapshot.tables().insert(Samples.table(kit.name("t"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("only read");
        }
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("t")))).isEmpty();
    }

    @Test
    void aRefusalMayNotBeSwallowed() {
        kit.create(kit.name("t"));
        assertThatThrownBy(() -> kit.run(tx -> {
                    tx.tables().insert(Samples.table(kit.name("other")));
                    assertRefused(
                            ErrorKind.ALREADY_EXISTS,
                            "t exists",
                            () -> tx.tables().insert(Samples.table(kit.name("t"))));
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("other")))).isEmpty();
    }

    @Test
    void ofTwoChangesToOneVersionOneIsRefused() {
        Stored<Table> stored = kit.write(tx -> tx.tables().insert(Samples.table(kit.name("t"))));
        for (int round = 0; round < 10; round++) {
            Stored<Table> current =
                    kit.read(tx -> tx.tables().find(kit.name("t"))).orElseThrow();
            List<CatalogException> ends = together(times(
                    2, () -> kit.write(tx -> tx.tables().update(current, Samples.table(kit.name("t"))))));
            assertThat(ends).containsOnlyOnce((CatalogException) null);
            assertThat(ends)
                    .filteredOn(e -> e != null)
                    .extracting(CatalogException::kind)
                    .containsOnly(ErrorKind.CONFLICT);
        }
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("t")))
                        .orElseThrow()
                        .version())
                .isEqualTo(stored.version() + 10);
    }

    @Test
    void noChangeUnderALockIsLost() {
        kit.write(tx -> tx.tables().insert(Samples.table(kit.name("t")).withParameters(Map.of("n", "0"))));
        Runnable increment = () -> kit.run(tx -> {
            Stored<Table> table = tx.tables().lock(kit.name("t")).orElseThrow();
            int n = Integer.parseInt(table.value().parameters().get("n"));
            tx.tables().update(table, table.value().withParameters(Map.of("n", String.valueOf(n + 1))));
        });
        assertThat(together(times(6, () -> IntStream.range(0, 10).forEach(i -> increment.run()))))
                .containsOnlyNulls();
        assertThat(kit.optional(tx -> tx.tables().find(kit.name("t")))
                        .orElseThrow()
                        .value()
                        .parameters())
                .isEqualTo(Map.of("n", "60"));
    }

    @Test
    void aDeadlockIsRunAgain() {
        kit.create(kit.name("a"));
        kit.create(kit.name("b"));
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        List<CatalogException> ends =
                together(List.of(lockBoth("a", "b", bothHaveOne, runs), lockBoth("b", "a", bothHaveOne, runs)));
        assertThat(ends).containsOnlyNulls();
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("a")))
                        .orElseThrow()
                        .version())
                .isEqualTo(3);
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("b")))
                        .orElseThrow()
                        .version())
                .isEqualTo(3);
    }

    private Runnable lockBoth(String first, String second, CyclicBarrier bothHaveOne, AtomicInteger runs) {
        return () -> kit.run(tx -> {
            int run = runs.incrementAndGet();
            touch(tx, first);
            if (run <= 2) {
                try {
                    bothHaveOne.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            touch(tx, second);
        });
    }

    private void touch(Tx tx, String table) {
        Stored<Table> stored = tx.tables().lock(kit.name(table)).orElseThrow();
        tx.tables().update(stored, stored.value());
    }

    @Test
    void ofTwoThatAddTheSamePartitionOneIsRefused() {
        TableHead head = kit.partitioned();
        for (int round = 0; round < 10; round++) {
            String hour = String.valueOf(round);
            List<CatalogException> ends = together(times(
                    2,
                    () -> kit.run(tx -> tx.partitions()
                            .insert(
                                    head,
                                    List.of(
                                            Samples.partition("2024-01-01", hour),
                                            Samples.partition("2024-01-02", hour))))));
            assertThat(ends).containsOnlyOnce((CatalogException) null);
            assertThat(ends).filteredOn(e -> e != null).allSatisfy(e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.ALREADY_EXISTS);
                assertThat(e).hasMessageContaining("hr=" + hour);
            });
        }
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(head, Predicate.TRUE)))
                .isEqualTo(20);
    }

    @Test
    void partitionsDoNotOutliveTheirTable() {
        for (int round = 0; round < 20; round++) {
            TableHead head = kit.partitioned();
            List<CatalogException> ends = together(List.of(
                    () -> kit.run(tx -> tx.partitions().insert(head, List.of(Samples.partition("2024-01-01", "1")))),
                    () -> kit.run(tx -> tx.tables().delete(head))));
            assertThat(ends.get(1)).isNull();
            if (ends.get(0) != null) {
                assertThat(ends.get(0).kind()).isEqualTo(ErrorKind.NOT_FOUND_TABLE);
            }
            assertThat(kit.<Integer>read(tx -> tx.partitions().count(head, Predicate.TRUE)))
                    .isZero();
        }
    }

    @Test
    void tablesDoNotOutliveTheirDatabase() {
        for (int round = 0; round < 20; round++) {
            DatabaseName name = Names.database(Names.DEFAULT_CATALOG, kit.db.value() + "_" + round);
            Stored<Database> database = kit.write(tx -> tx.databases().insert(Samples.database(name)));
            List<CatalogException> ends = together(List.of(
                    () -> kit.write(tx -> tx.tables().insert(Samples.table(Names.table(name, "t")))),
                    () -> kit.run(tx -> tx.databases().delete(database))));
            assertThat(ends)
                    .filteredOn(e -> e != null)
                    .singleElement()
                    .satisfies(e -> assertThat(e.kind()).isIn(ErrorKind.NOT_EMPTY, ErrorKind.NOT_FOUND_DATABASE));
            boolean survives = kit.read(tx -> tx.databases().find(name)).isPresent();
            assertThat(kit.list(tx -> tx.tables()
                            .summaries(
                                    Names.DEFAULT_CATALOG, NamePattern.parse(name.value()), NamePattern.ALL, Set.of())))
                    .hasSize(survives ? 1 : 0);
        }
    }

    @Test
    void aLockedDatabaseTakesNoTables() {
        CyclicBarrier locked = new CyclicBarrier(2);
        AtomicInteger order = new AtomicInteger();
        List<CatalogException> ends = together(List.of(
                () -> kit.run(tx -> {
                    Stored<Database> database = tx.databases().lock(kit.db).orElseThrow();
                    await(locked);
                    assertThat(tx.tables().names(kit.db, NamePattern.ALL, Set.of()))
                            .isEmpty();
                    tx.databases().delete(database);
                    assertThat(order.incrementAndGet()).isEqualTo(1);
                }),
                () -> {
                    await(locked);
                    kit.write(tx -> tx.tables().insert(Samples.table(kit.name("t"))));
                    order.incrementAndGet();
                }));
        assertThat(ends.get(0)).isNull();
        assertThat(ends.get(1).kind()).isEqualTo(ErrorKind.NOT_FOUND_DATABASE);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void statisticsMayBeWrittenByManyAtOnce() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.partitions().insert(head, List.of(Samples.partition("2024-01-01", "1"))));
        ColumnStatistics statistics = new ColumnStatistics(
                "c", "int", "hive", null, new ColumnStatistics.OfLong(1L, 2L, 0, 2, Sketches.NONE));
        assertThat(together(times(
                        4,
                        () -> kit.run(tx -> {
                            tx.statistics().putForTable(head, List.of(statistics));
                            tx.statistics()
                                    .putForPartitions(
                                            head,
                                            Map.of(
                                                    head.partitionName(List.of("2024-01-01", "1")),
                                                    List.of(statistics)));
                        }))))
                .containsOnlyNulls();
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, List.of("c"), "hive")))
                .containsExactly(statistics);
    }

    @Test
    void storesOnOneDatabaseDoNotCollide() {
        try (SqlCatalogStore second = SqlCatalogStore.open(kit.settings, kit.counter)) {
            List<Runnable> writers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                SqlCatalogStore store = i % 2 == 0 ? kit.store : second;
                String prefix = "t" + i + "_";
                writers.add(() -> {
                    for (int n = 0; n < 10; n++) {
                        String name = prefix + n;
                        String column = "shared" + n;
                        store.inTransaction(tx -> {
                            Table table = Samples.table(kit.name(name), new Column("k", "int"));
                            TableHead head = TableHead.of(tx.tables().insert(table));
                            tx.partitions()
                                    .insert(
                                            head,
                                            IntStream.range(0, 700)
                                                    .mapToObj(k -> Samples.partition(String.valueOf(k))
                                                            .withLayout(Samples.layout(column)))
                                                    .toList());
                            return true;
                        });
                    }
                });
            }
            assertThat(together(writers)).containsOnlyNulls();
        }
        assertThat(kit.list(tx -> tx.tables().names(kit.db, NamePattern.ALL, Set.of())))
                .hasSize(60);
    }

    @Test
    void moreWritersThanConnectionsGetTheirTurn() {
        AtomicInteger next = new AtomicInteger();
        assertThat(together(times(
                        20,
                        () -> IntStream.range(0, 5).forEach(i -> kit.create(kit.name("t" + next.incrementAndGet()))))))
                .containsOnlyNulls();
    }
}
