package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Page;
import dev.skep.server.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Partitions, but for what filters select. */
abstract class PartitionKit {
    private final CatalogStoreKit kit;

    PartitionKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private void insert(TableHead head, Partition... partitions) {
        kit.run(tx -> tx.partitions().insert(head, List.of(partitions)));
    }

    private void insertHours(TableHead head, int count) {
        kit.run(tx -> tx.partitions()
                .insert(
                        head,
                        IntStream.range(0, count)
                                .mapToObj(i -> Samples.partition("2024-01-01", String.valueOf(i)))
                                .toList()));
    }

    private static <T> List<T> elements(Listing<T> listing) {
        List<T> elements = new ArrayList<>();
        listing.forEach(elements::add);
        return elements;
    }

    private List<String> names(TableHead head) {
        return kit.read(tx -> elements(tx.partitions().names(head, Predicate.TRUE, -1)).stream()
                .map(PartitionName::value)
                .toList());
    }

    private Stored<Partition> find(TableHead head, String... values) {
        return kit.read(tx -> tx.partitions().find(head, head.partitionName(List.of(values))))
                .orElseThrow();
    }

    @Test
    void keepsEverything() {
        TableHead head = kit.partitioned();
        Partition full = Samples.fullPartition("2024-01-01", PartitionName.NULL_VALUE);
        insert(head, full, Samples.partition("2024-01-01", "5"));
        Stored<Partition> stored = find(head, "2024-01-01", PartitionName.NULL_VALUE);
        assertThat(stored.value()).isEqualTo(full);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(find(head, "2024-01-01", "5").value()).isEqualTo(Samples.partition("2024-01-01", "5"));
        assertThat(kit.optional(tx -> tx.partitions().find(head, new PartitionName("dt=2024-01-01/hr=6"))))
                .isEmpty();
        insert(head);
    }

    @Test
    void valuesMayHoldAnything() {
        TableHead head = kit.create(kit.name("s"), new Column("k", "string"));
        List<String> values = List.of(
                Samples.UNUSUAL, " ", "a", "a ", "A", "ä", "a%20/=b", "x".repeat(300), "😀".repeat(260), "\uE000");
        kit.run(tx -> tx.partitions()
                .insert(head, values.stream().map(Samples::partition).toList()));
        assertThat(values)
                .allSatisfy(
                        value -> assertThat(find(head, value).value().values()).containsExactly(value));
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(head, Predicate.TRUE)))
                .isEqualTo(values.size());
    }

    @Test
    void listsInTheOrderOfNames() {
        TableHead head = kit.create(kit.name("s"), new Column("k", "string"));
        List<String> values = List.of("B", "a", "A", "é", "z", "数", "10", "9", "😀", " ", "_");
        kit.run(tx -> tx.partitions()
                .insert(head, values.stream().map(Samples::partition).toList()));
        assertThat(names(head))
                .containsExactly("k= ", "k=10", "k=9", "k=A", "k=B", "k=_", "k=a", "k=z", "k=é", "k=数", "k=😀");
    }

    @Test
    void thereMayBeManyKeys() {
        Column[] keys =
                IntStream.range(0, 12).mapToObj(i -> new Column("k" + i, "int")).toArray(Column[]::new);
        TableHead head = kit.create(kit.name("many"), keys);
        String[] values = IntStream.range(0, 12).mapToObj(String::valueOf).toArray(String[]::new);
        insert(head, Samples.partition(values));
        assertThat(find(head, values).value().values()).containsExactly(values);
    }

    @Test
    void namesHaveALimit() {
        TableHead head = kit.create(kit.name("s"), new Column("k", "string"));
        insert(head, Samples.partition("x".repeat(PartitionName.MAX_LENGTH - 2)));
        assertRefused(ErrorKind.INVALID, "at most 700", () -> insert(head, Samples.partition("y".repeat(699))));
        String widest = "😀".repeat(648);
        insert(head, Samples.partition(widest));
        assertThat(find(head, widest).value().values()).containsExactly(widest);
        assertRefused(ErrorKind.INVALID, "bytes", () -> insert(head, Samples.partition("😀".repeat(698))));
    }

    @Test
    void whatCannotBeStoredIsRefused() {
        TableHead head = kit.create(kit.name("s"), new Column("k", "string"));
        assertRefused(ErrorKind.INVALID, "cannot be stored", () -> insert(head, Samples.partition("a\u0000b")));
        assertRefused(ErrorKind.INVALID, "cannot be stored", () -> insert(head, Samples.partition("a\uD83D")));
        assertThat(names(head)).isEmpty();
    }

    @Test
    void aNameIsTakenOnceAndNothingOfTheRestStays() {
        TableHead head = kit.partitioned();
        insert(head, Samples.partition("2024-01-01", "1"));
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "dt=2024-01-01/hr=1",
                () -> insert(head, Samples.partition("2024-01-01", "0"), Samples.partition("2024-01-01", "1")));
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "dt=2024-01-02/hr=1",
                () -> insert(head, Samples.partition("2024-01-02", "1"), Samples.partition("2024-01-02", "1")));
        assertThat(names(head)).containsExactly("dt=2024-01-01/hr=1");
    }

    @Test
    void theTableMustExist() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.tables().delete(head));
        assertRefused(
                ErrorKind.NOT_FOUND_TABLE,
                head.name().toString(),
                () -> insert(head, Samples.partition("2024-01-01", "1")));
    }

    @Test
    void findsManyByName() {
        TableHead head = kit.partitioned();
        insertHours(head, 2_500);
        List<PartitionName> asked = IntStream.range(0, 3_000)
                .mapToObj(i -> head.partitionName(List.of("2024-01-01", String.valueOf(i * 2))))
                .toList();
        List<Stored<Partition>> found = kit.read(tx -> tx.partitions().findAll(head, asked));
        assertThat(found).hasSize(1_250);
        assertThat(found.stream()
                        .map(each -> head.partitionName(each.value().values()).value())
                        .toList())
                .isSorted();
        assertThat(kit.set(tx -> tx.partitions().existing(head, asked))).hasSize(1_250);
        assertThat(kit.list(tx -> tx.partitions().findAll(head, Set.of()))).isEmpty();
        assertThat(kit.<Integer>write(tx -> tx.partitions().delete(head, asked)))
                .isEqualTo(1_250);
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(head, Predicate.TRUE)))
                .isEqualTo(1_250);
    }

    @Test
    void listsMoreThanAPage() {
        TableHead head = kit.partitioned();
        insertHours(head, 2_001);
        kit.read(tx -> {
            Listing<Stored<Partition>> all = tx.partitions().list(head, Predicate.TRUE, -1);
            assertThat(all.size()).isEqualTo(2_001);
            assertThat(elements(all)).hasSize(2_001).doesNotHaveDuplicates();
            assertThat(elements(tx.partitions().names(head, Predicate.TRUE, -1)))
                    .hasSize(2_001);
            for (int limit : List.of(0, 1, 999, 1_000, 1_001, 2_000, 2_001, 5_000)) {
                Listing<Stored<Partition>> some = tx.partitions().list(head, Predicate.TRUE, limit);
                assertThat(some.size()).isEqualTo(Math.min(limit, 2_001));
                assertThat(elements(some)).hasSize(Math.min(limit, 2_001));
            }
            return true;
        });
    }

    @Test
    void aLimitHoldsForWhatSqlDoesNotDecide() {
        TableHead head = kit.create(kit.name("n"), new Column("a", "string"), new Column("b", "decimal(5,1)"));
        kit.run(tx -> tx.partitions()
                .insert(
                        head,
                        IntStream.range(0, 1_500)
                                .mapToObj(i -> Samples.partition("x", String.valueOf(i)))
                                .toList()));
        Predicate residual = Typing.type(FilterParser.parse("b >= 700"), head.partitionKeys());
        kit.read(tx -> {
            for (int limit : List.of(0, 1, 800, 5_000)) {
                Listing<PartitionName> some = tx.partitions().names(head, residual, limit);
                assertThat(some.size()).isEqualTo(Math.min(limit, 800));
                assertThat(elements(some)).hasSize(Math.min(limit, 800));
            }
            assertThat(tx.partitions().page(head, residual, new Page(null, 3)))
                    .extracting(each -> each.value().values().get(1))
                    .containsExactly("1000", "1001", "1002");
            return true;
        });
    }

    @Test
    void aListingSeesOneMoment() {
        TableHead head = kit.partitioned();
        insertHours(head, 2_500);
        try (Snapshot snapshot = kit.store.snapshot()) {
            Listing<PartitionName> listing = snapshot.partitions().names(head, Predicate.TRUE, -1);
            kit.run(tx -> tx.partitions().insert(head, List.of(Samples.partition("2024-01-01", "9999"))));
            kit.run(tx -> tx.partitions().delete(head, List.of(new PartitionName("dt=2024-01-01/hr=998"))));
            kit.create(kit.name("elsewhere"));
            List<PartitionName> names = elements(listing);
            assertThat(names).hasSize(2_500).contains(new PartitionName("dt=2024-01-01/hr=998"));
            assertThat(snapshot.tables().head(kit.name("elsewhere"))).isEmpty();
        }
        assertThat(names(head)).hasSize(2_500).contains("dt=2024-01-01/hr=9999");
    }

    @Test
    void pagesGoOnBehindTheLastName() {
        TableHead head = kit.partitioned();
        insertHours(head, 2_100);
        List<String> seen = new ArrayList<>();
        List<Stored<Partition>> page;
        String after = null;
        do {
            Page next = new Page(after, 1_050);
            page = kit.read(tx -> tx.partitions().page(head, Predicate.TRUE, next));
            page.forEach(
                    each -> seen.add(head.partitionName(each.value().values()).value()));
            after = seen.get(seen.size() - 1);
        } while (page.size() == 1_050);
        assertThat(seen).hasSize(2_100).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anUpdateReplacesAndRenames() {
        TableHead head = kit.partitioned();
        insertHours(head, 3);
        PartitionName zero = head.partitionName(List.of("2024-01-01", "0"));
        PartitionName one = head.partitionName(List.of("2024-01-01", "1"));
        kit.run(tx -> tx.partitions()
                .update(
                        head,
                        Map.of(
                                zero,
                                Samples.fullPartition("2024-01-01", "0"),
                                one,
                                Samples.fullPartition("2023-12-31", "24"))));
        assertThat(find(head, "2024-01-01", "0").value()).isEqualTo(Samples.fullPartition("2024-01-01", "0"));
        assertThat(find(head, "2024-01-01", "0").version()).isEqualTo(2);
        assertThat(find(head, "2024-01-01", "2").version()).isEqualTo(1);
        assertThat(find(head, "2023-12-31", "24").value()).isEqualTo(Samples.fullPartition("2023-12-31", "24"));
        assertThat(names(head)).containsExactly("dt=2023-12-31/hr=24", "dt=2024-01-01/hr=0", "dt=2024-01-01/hr=2");

        assertRefused(
                ErrorKind.NOT_FOUND_PARTITION,
                one.value(),
                () -> kit.run(tx -> tx.partitions().update(head, Map.of(one, Samples.partition("2024-01-01", "1")))));
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                "dt=2024-01-01/hr=2",
                () -> kit.run(tx -> tx.partitions().update(head, Map.of(zero, Samples.partition("2024-01-01", "2")))));
    }

    @Test
    void locationsBelowADirectoryMove() {
        TableHead head = kit.partitioned();
        insert(
                head,
                Samples.partition("2024-01-01", "1").withLocation("file:/w/😀t/x/😀t/y"),
                Samples.partition("2024-01-01", "2").withLocation("file:/w/😀tt/x"),
                Samples.partition("2024-01-01", "3").withLocation("FILE:/w/😀t/x"),
                Samples.partition("2024-01-01", "4").withLocation(null));
        kit.run(tx -> tx.partitions().relocate(head, "file:/w/😀t", "file:/éé/new"));
        assertThat(kit.list(tx -> elements(tx.partitions().list(head, Predicate.TRUE, -1))))
                .extracting(each -> each.value().location())
                .containsExactly("file:/éé/new/x/😀t/y", "file:/w/😀tt/x", "FILE:/w/😀t/x", null);
    }

    @Test
    void layoutsAreShared() {
        TableHead head = kit.partitioned();
        insertHours(head, 100);
        insert(head, Samples.fullPartition("2024-01-02", "1"));
        try (SqlCatalogStore other = SqlCatalogStore.open(kit.settings, new StatementCounter());
                Snapshot snapshot = other.snapshot()) {
            List<Stored<Partition>> all = elements(snapshot.partitions().list(head, Predicate.TRUE, -1));
            assertThat(all.stream()
                            .map(each -> System.identityHashCode(each.value().layout()))
                            .distinct())
                    .hasSize(2);
        }
    }
}
