package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.Column;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableName;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionChange;
import dev.skep.server.model.event.DataFile;
import dev.skep.server.model.event.EventFilter;
import dev.skep.server.model.event.EventKind;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.server.model.event.TransactionalWrite;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The log of events. It is shared by all tests of a store, so each looks at what comes after its own begin. */
abstract class EventKit {
    private final CatalogStoreKit kit;

    EventKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private Table table(String name) {
        return Samples.table(kit.name(name), new Column("dt", "date"), new Column("hr", "int"));
    }

    private CatalogEvent dropped(String table) {
        return new CatalogEvent.TableDropped(table(table));
    }

    private long lastId() {
        return kit.read(tx -> tx.events().lastId());
    }

    private EventFilter here() {
        return new EventFilter(Set.of(EventKind.values()), null, kit.db.value(), Set.of());
    }

    private List<RecordedEvent> after(long id) {
        return kit.read(tx -> all(tx.events().list(EventFilter.ALL, id, -1)));
    }

    private static List<RecordedEvent> all(Listing<RecordedEvent> listing) {
        List<RecordedEvent> found = new ArrayList<>();
        listing.forEach(found::add);
        assertThat(found).hasSize(listing.size());
        return found;
    }

    @Test
    void givesBackWhatWasRecorded() {
        Table table = Samples.fullTable(kit.name("full"));
        List<CatalogEvent> events = List.of(
                new CatalogEvent.DatabaseCreated(Samples.fullDatabase(kit.db)),
                new CatalogEvent.TableAltered(table(Samples.UNUSUAL.strip()), table, true, 7L),
                new CatalogEvent.PartitionsAdded(
                        table, List.of(Samples.fullPartition("2024-01-01", "1"), Samples.partition("2024-01-02", "2"))),
                new CatalogEvent.FunctionCreated(Samples.function(kit.db, "f")),
                new CatalogEvent.TransactionsOpened(3, 9));
        long before = lastId();
        kit.run(tx -> events.forEach(tx.events()::append));

        assertThat(after(before)).extracting(RecordedEvent::event).isEqualTo(events);
        assertThat(after(before))
                .extracting(RecordedEvent::id)
                .containsExactly(before + 1, before + 2, before + 3, before + 4, before + 5);
        assertThat(lastId()).isEqualTo(before + 5);
    }

    @Test
    void whatIsRolledBackLeavesNoGap() {
        long before = lastId();
        assertThatThrownBy(() -> kit.run(tx -> {
                    tx.events().append(dropped("a"));
                    assertThat(tx.events().write()).containsExactly(before + 1);
                    throw new IllegalArgumentException("on purpose");
                }))
                .hasMessage("on purpose");
        kit.run(tx -> tx.events().append(dropped("b")));
        assertThat(after(before)).extracting(RecordedEvent::id).containsExactly(before + 1);
        assertThat(after(before)).extracting(RecordedEvent::event).containsExactly(dropped("b"));
    }

    @Test
    void idsStandInTheOrderOfTheCommits() throws Exception {
        int writers = 8;
        int each = 25;
        long before = lastId();
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            CountDownLatch end = new CountDownLatch(writers);
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                running.add(threads.submit(() -> {
                    try {
                        for (int i = 0; i < each; i++) {
                            String name = "t" + writer + "_" + i;
                            kit.run(tx -> tx.events().append(dropped(name)));
                        }
                    } finally {
                        end.countDown();
                    }
                }));
            }
            // Whoever reads meanwhile never sees an id before those below it.
            while (!end.await(1, TimeUnit.MILLISECONDS)) {
                assertNoGap(after(before), before);
            }
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        List<RecordedEvent> found = after(before);
        assertNoGap(found, before);
        assertThat(found).hasSize(writers * each);
        assertThat(found).extracting(RecordedEvent::at).isSorted();
    }

    private static void assertNoGap(List<RecordedEvent> found, long before) {
        assertThat(found)
                .extracting(RecordedEvent::id)
                .isEqualTo(LongStream.rangeClosed(before + 1, before + found.size())
                        .boxed()
                        .toList());
    }

    @Test
    void severalChangesInOneEventHaveAnIdEach() {
        Table table = table("t");
        List<PartitionChange> changes = IntStream.range(0, 5)
                .mapToObj(hour -> Samples.partition("2024-01-01", String.valueOf(hour)))
                .map(partition -> new PartitionChange(partition, partition.withLocation("file:/elsewhere")))
                .toList();
        long before = lastId();
        kit.run(tx -> {
            tx.events().append(dropped("first"));
            tx.events().append(new CatalogEvent.PartitionsAltered(table, changes, false, null));
            tx.events().append(dropped("last"));
        });

        List<RecordedEvent> found = after(before);
        assertNoGap(found, before);
        assertThat(found).hasSize(7);
        assertThat(found.get(3).event())
                .isEqualTo(new CatalogEvent.PartitionsAltered(table, List.of(changes.get(2)), false, null));
        assertThat(after(before + 3)).isEqualTo(found.subList(3, 7));
        assertThat(kit.list(tx -> all(tx.events().list(here(), before + 2, 3)))).isEqualTo(found.subList(2, 5));
        assertThat(kit.<Long>read(tx -> tx.events().count(here(), before, before + 7)))
                .isEqualTo(7);
        assertThat(kit.<Long>read(tx -> tx.events().count(here(), before + 2, before + 5)))
                .isEqualTo(3);
        assertThat(kit.<Long>read(tx -> tx.events().count(here(), before + 6, before + 6)))
                .isZero();
    }

    @Test
    void severalChangesInOneEventAreOneWhereThatIsWanted() {
        Table table = table("together");
        Partition partition = Samples.partition("2024-01-01", "a");
        PartitionChange moved = new PartitionChange(partition, partition.withLocation("file:/elsewhere"));
        PartitionChange renamed = new PartitionChange(partition, Samples.partition("2024-01-02", "a"));
        StoreSettings own = kit.server().fresh();
        try (SqlCatalogStore together =
                SqlCatalogStore.open(own, new StatementCounter(), new EventRecording(true, true, Clock.systemUTC()))) {
            together.inTransaction(tx -> {
                tx.events().append(new CatalogEvent.PartitionsAltered(table, List.of(moved, moved), true, 3L));
                tx.events().append(new CatalogEvent.PartitionsAltered(table, List.of(moved), false, null));
                tx.events().append(new CatalogEvent.PartitionsAltered(table, List.of(moved, renamed), false, null));
                return table;
            });
            List<RecordedEvent> found =
                    together.inTransaction(tx -> all(tx.events().list(EventFilter.ALL, 0, -1)));
            assertNoGap(found, 0);
            assertThat(found)
                    .extracting(RecordedEvent::event)
                    .containsExactly(
                            new CatalogEvent.PartitionsAlteredTogether(
                                    table, List.of(moved.after(), moved.after()), true, 3L),
                            new CatalogEvent.PartitionsAltered(table, List.of(moved), false, null),
                            new CatalogEvent.PartitionsAltered(table, List.of(moved), false, null),
                            new CatalogEvent.PartitionsAltered(table, List.of(renamed), false, null));
        }
    }

    @Test
    void isFiltered() {
        long before = lastId();
        Table other = Samples.table(Names.table(Names.database(Names.DEFAULT_CATALOG, "elsewhere"), "a"));
        kit.run(tx -> {
            tx.events().append(new CatalogEvent.DatabaseCreated(Samples.database(kit.db)));
            tx.events().append(dropped("a"));
            tx.events().append(dropped("b"));
            tx.events().append(new CatalogEvent.TableCreated(table("a")));
            tx.events().append(new CatalogEvent.TableDropped(other));
            tx.events().append(new CatalogEvent.TransactionCommitted(1));
        });
        Set<EventKind> all = Set.of(EventKind.values());
        assertThat(offsets(before, EventFilter.ALL)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(offsets(before, here())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(offsets(before, new EventFilter(all, "hive", null, Set.of())))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(offsets(before, new EventFilter(all, "other", null, Set.of())))
                .isEmpty();
        assertThat(offsets(before, new EventFilter(all, null, kit.db.value(), Set.of("a"))))
                .containsExactly(2L, 4L);
        assertThat(offsets(before, new EventFilter(Set.of(EventKind.TABLE_DROPPED), null, null, Set.of("a", "b"))))
                .containsExactly(2L, 3L, 5L);
        assertThat(offsets(before, new EventFilter(Set.of(), null, null, Set.of())))
                .isEmpty();
    }

    private List<Long> offsets(long before, EventFilter filter) {
        return kit.list(tx -> all(tx.events().list(filter, before, -1)).stream()
                .map(event -> event.id() - before)
                .toList());
    }

    @Test
    void manyAreReadByThePage() {
        long before = lastId();
        kit.run(tx -> {
            for (int i = 0; i < 250; i++) {
                tx.events().append(dropped("t" + i));
            }
        });
        long statements = kit.counter.total();
        assertThat(after(before)).hasSize(250);
        assertThat(kit.counter.total() - statements).isEqualTo(1 + 3);
        assertThat(kit.list(tx -> all(tx.events().list(EventFilter.ALL, before, 120))))
                .hasSize(120);
    }

    @Test
    void manyPartitionsTakeLittleRoomAndManyBytesAreKept() {
        List<Partition> alike = IntStream.range(0, 20_000)
                .mapToObj(
                        i -> Samples.partition("2024-01-01", String.valueOf(i)).withLayout(Samples.FULL))
                .toList();
        assertThat(StoredEvents.write(new CatalogEvent.PartitionsAdded(table("t"), alike)))
                .hasSizeLessThan(20 * alike.size());

        // Random text cannot be made smaller, so this takes several rows.
        StringBuilder text = new StringBuilder();
        new Random(1).ints(4_000_000, 'a', 'z').forEach(letter -> text.append((char) letter));
        CatalogEvent large = new CatalogEvent.TableDropped(table("t").withLocation(text.toString()));
        long before = lastId();
        assertThat(statements(tx -> tx.events().append(large))).isEqualTo(4);
        assertThat(after(before)).extracting(RecordedEvent::event).containsExactly(large);
    }

    @Test
    void costsThreeStatements() {
        assertThat(statements(tx -> tx.events().append(dropped("t")))).isEqualTo(3);
        assertThat(statements(tx -> {
                    for (int i = 0; i < 100; i++) {
                        tx.events().append(dropped("t" + i));
                    }
                }))
                .isEqualTo(3);
        assertThat(statements(tx -> {})).isZero();
    }

    private long statements(java.util.function.Consumer<Tx> work) {
        long before = kit.counter.total();
        kit.run(work);
        return kit.counter.total() - before;
    }

    @Test
    void theOldestGoFirst() {
        StoreSettings own = kit.server().fresh();
        Instant noon = Instant.parse("2024-05-06T12:00:00Z");
        try (SqlCatalogStore old = recording(own, noon);
                SqlCatalogStore young = recording(own, noon.plusSeconds(60))) {
            append(old, 5);
            append(young, 2);
            assertThat(old.<Integer>inTransaction(tx -> tx.events().deleteOldest(noon, 10)))
                    .isZero();
            Instant limit = noon.plusSeconds(1);
            assertThat(old.<Integer>inTransaction(tx -> tx.events().deleteOldest(limit, 3)))
                    .isEqualTo(3);
            assertThat(old.<Integer>inTransaction(tx -> tx.events().deleteOldest(limit, 3)))
                    .isEqualTo(2);
            assertThat(old.<Integer>inTransaction(tx -> tx.events().deleteOldest(limit, 3)))
                    .isZero();
            assertThat(old.<Long>inTransaction(tx -> tx.events().lastId())).isEqualTo(7);
            assertThat(old.<Integer>inTransaction(
                            tx -> tx.events().list(EventFilter.ALL, 0, -1).size()))
                    .isEqualTo(2);
        }
    }

    @Test
    void keepsWhatIsWrittenInTransactions() {
        Table table = table("t");
        TransactionalWrite first = new TransactionalWrite(
                7_001,
                1,
                table,
                null,
                List.of(new DataFile("file:/a", "c0ffee", null), new DataFile("file:/b", null, "d")));
        TransactionalWrite second =
                new TransactionalWrite(7_001, 2, table("other"), Samples.partition("2024-01-01", "1"), List.of());
        TransactionalWrite another = new TransactionalWrite(7_002, 1, table, null, List.of());
        kit.run(tx -> tx.events().note(List.of(first, second, another)));

        assertThat(kit.list(tx -> tx.events().writes(7_001, null, null))).containsExactly(first, second);
        assertThat(kit.list(tx -> tx.events().writes(7_001, kit.db.value(), "other")))
                .containsExactly(second);
        assertThat(kit.list(tx -> tx.events().writes(7_001, "elsewhere", null))).isEmpty();

        assertThat(kit.<Integer>write(tx -> tx.events().deleteOldWrites(Instant.EPOCH, 10)))
                .isZero();
        Instant later = Instant.now().plusSeconds(60);
        assertThat(kit.<Integer>write(tx -> tx.events().deleteOldWrites(later, 2)))
                .isEqualTo(2);
        assertThat(kit.<Integer>write(tx -> tx.events().deleteOldWrites(later, 2)))
                .isEqualTo(1);
        assertThat(kit.list(tx -> tx.events().writes(7_001, null, null))).isEmpty();
    }

    @Test
    void canBeLeftOut() {
        StoreSettings own = kit.server().fresh();
        try (SqlCatalogStore silent = SqlCatalogStore.open(
                own, new StatementCounter(), new EventRecording(false, false, Clock.systemUTC()))) {
            append(silent, 3);
            assertThat(silent.<Long>inTransaction(tx -> tx.events().lastId())).isZero();
        }
    }

    private static SqlCatalogStore recording(StoreSettings settings, Instant at) {
        return SqlCatalogStore.open(
                settings, new StatementCounter(), new EventRecording(true, false, Clock.fixed(at, ZoneOffset.UTC)));
    }

    private static void append(SqlCatalogStore store, int count) {
        TableName name = Names.table(Samples.DB, "t");
        for (int i = 0; i < count; i++) {
            store.inTransaction(tx -> {
                tx.events().append(new CatalogEvent.TableDropped(Samples.table(name)));
                return true;
            });
        }
    }
}
