package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.Column;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many statements an operation may send. What is immutable is read once a process: the layouts asked for here have been
 * read before; a new one costs two statements more, a lease of ten thousand ids two.
 */
abstract class BudgetKit {
    private final CatalogStoreKit kit;
    private SqlCatalogStore store;
    private TableHead head;

    BudgetKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    /** A store of its own has its whole first lease before it. */
    @BeforeEach
    void open() {
        store = SqlCatalogStore.open(kit.settings, kit.counter);
        head = TableHead.of(store.inTransaction(tx ->
                tx.tables().insert(Samples.table(kit.name("t"), new Column("dt", "date"), new Column("hr", "int")))));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long statements(Consumer<Tx> work) {
        long before = kit.counter.total();
        store.inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
        return kit.counter.total() - before;
    }

    private static List<Partition> hours(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Samples.partition("2024-01-01", String.valueOf(i)))
                .toList();
    }

    private TableHead head(Tx tx) {
        return tx.tables().head(kit.name("t")).orElseThrow();
    }

    @Test
    void aHeadIsOneStatementAndATableTwo() {
        assertThat(statements(this::head)).isEqualTo(1);
        assertThat(statements(tx -> assertThat(tx.tables().find(kit.name("t"))).isPresent()))
                .isLessThanOrEqualTo(2);
        try (SqlCatalogStore other = SqlCatalogStore.open(kit.settings, kit.counter)) {
            long before = kit.counter.total();
            assertThat(other.<Optional<?>>inTransaction(tx -> tx.tables().find(kit.name("t"))))
                    .isPresent();
            assertThat(kit.counter.total() - before)
                    .as("also where the layout has not been seen")
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void partitionsAreAddedByTheThousand() {
        int from = 0;
        for (int count : List.of(1, 999, 1_000, 6_000, 20_000)) {
            List<Partition> partitions = hours(from, count);
            assertThat(statements(tx -> tx.partitions().insert(head(tx), partitions)))
                    .as("adding %s", count)
                    .isLessThanOrEqualTo(6 + count / 1_000);
            from += count;
        }
    }

    @Test
    void addingWhatMayExistStaysInTheBudget() {
        int from = 0;
        for (int count : List.of(1, 1_000, 6_000, 20_000)) {
            List<Partition> partitions = hours(from, count);
            List<PartitionName> names = partitions.stream()
                    .map(each -> head.partitionName(each.values()))
                    .toList();
            assertThat(statements(tx -> {
                        TableHead table =
                                TableHead.of(tx.tables().find(kit.name("t")).orElseThrow());
                        assertThat(tx.partitions().existing(table, names)).isEmpty();
                        tx.partitions().insert(table, partitions);
                    }))
                    .as("adding %s that might exist", count)
                    .isLessThanOrEqualTo(6 + count / 1_000);
            from += count;
        }
    }

    @Test
    void aNewLayoutFitsTheBudgetOfOnePartition() {
        Partition unseen = Samples.partition("2024-01-01", "0").withLayout(Samples.layout(kit.db.value()));
        assertThat(statements(tx -> tx.partitions().insert(head(tx), List.of(unseen))))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void listingsAreCountedAndReadByThePage() {
        store.inTransaction(tx -> {
            tx.partitions().insert(head, hours(0, 2_500));
            return true;
        });
        Predicate all = Typing.type(FilterParser.parse("dt = '2024-01-01' and hr >= 0"), head.partitionKeys());
        Predicate few = Typing.type(FilterParser.parse("hr < 10"), head.partitionKeys());
        assertThat(statements(tx -> list(tx, all))).isLessThanOrEqualTo(2 + 3);
        assertThat(statements(tx -> list(tx, few))).isLessThanOrEqualTo(2 + 1);
    }

    private void list(Tx tx, Predicate predicate) {
        tx.partitions()
                .list(head(tx), predicate, -1)
                .forEach(each -> assertThat(each.id()).isPositive());
    }

    @Test
    void manyAreFoundChangedAndDeletedByTheThousand() {
        List<Partition> partitions = hours(0, 3_000);
        Map<PartitionName, Partition> byName =
                partitions.stream().collect(Collectors.toMap(each -> head.partitionName(each.values()), each -> each));
        statements(tx -> tx.partitions().insert(head, partitions));
        assertThat(statements(tx -> tx.partitions().findAll(head, byName.keySet())))
                .isLessThanOrEqualTo(3);
        assertThat(statements(tx -> tx.partitions().existing(head, byName.keySet())))
                .isLessThanOrEqualTo(3);
        assertThat(statements(tx -> tx.partitions().update(head, byName))).isLessThanOrEqualTo(5);
        assertThat(statements(tx -> tx.partitions().delete(head, byName.keySet())))
                .isLessThanOrEqualTo(4);
    }
}
