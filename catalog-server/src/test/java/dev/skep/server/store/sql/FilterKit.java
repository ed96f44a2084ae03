package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Literal;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.Column;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What filters select, by hand; random ones are compared elsewhere. */
abstract class FilterKit {
    private static final String NULL = PartitionName.NULL_VALUE;

    private final CatalogStoreKit kit;

    FilterKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private TableHead table(String type, String... values) {
        TableHead head = kit.create(kit.name("f"), new Column("k", type));
        kit.run(tx -> tx.partitions()
                .insert(head, List.of(values).stream().map(Samples::partition).toList()));
        return head;
    }

    private List<String> select(TableHead head, String filter) {
        return select(head, Typing.type(FilterParser.parse(filter), head.partitionKeys()));
    }

    private List<String> select(TableHead head, Predicate predicate) {
        return kit.read(tx -> {
            List<String> values = new ArrayList<>();
            Listing<Stored<Partition>> listing = tx.partitions().list(head, predicate, -1);
            listing.forEach(each -> values.add(String.join("/", each.value().values())));
            assertThat(values).hasSize(listing.size()).hasSize(tx.partitions().count(head, predicate));
            List<PartitionName> names = new ArrayList<>();
            tx.partitions().names(head, predicate, -1).forEach(names::add);
            assertThat(names).hasSize(values.size());
            assertThat(tx.partitions().page(head, predicate, new Page(null, 10_000)))
                    .hasSize(values.size());
            return values;
        });
    }

    @Test
    void numbersAreOrderedAsNumbers() {
        TableHead head = table("int", "5", "10", "-3", "007", NULL, "x");
        assertThat(select(head, "k > 5")).containsExactlyInAnyOrder("10", "007");
        assertThat(select(head, "k = 7")).containsExactly("007");
        assertThat(select(head, "k = '7'")).containsExactly("007");
        assertThat(select(head, "5 > k")).containsExactly("-3");
        assertThat(select(head, "k between -3 and 5")).containsExactlyInAnyOrder("-3", "5");
        assertThat(select(head, "k in (10, 7)")).containsExactlyInAnyOrder("10", "007");
    }

    @Test
    void nullIsNeitherEqualNorUnequal() {
        TableHead head = table("int", "5", NULL);
        assertThat(select(head, "k != 4")).containsExactly("5");
        assertThat(select(head, "not k = 4")).containsExactly("5");
        assertThat(select(head, "k not in (4)")).containsExactly("5");
        assertThat(select(head, "k = '" + NULL + "'")).containsExactly(NULL);
        assertThat(select(head, "k != '" + NULL + "'")).containsExactly("5");
        assertThat(select(head, new Predicate.Not(Predicate.TRUE))).isEmpty();
    }

    @Test
    void nullOfATextIsAText() {
        TableHead head = table("string", "a", NULL);
        assertThat(select(head, "k != 'b'")).containsExactlyInAnyOrder("a", NULL);
        assertThat(select(head, "k = '" + NULL + "'")).containsExactly(NULL);
    }

    @Test
    void datesAndTimestampsAreOrderedInTime() {
        TableHead dates = table("date", "2024-02-29", "2023-12-31", "2024-10-01", NULL, "2024-13-01");
        assertThat(select(dates, "k >= 2024-01-01 and k < date '2024-10-01'")).containsExactly("2024-02-29");
        kit.run(tx -> tx.tables().delete(dates));
        TableHead times = table("timestamp", "2024-01-01 00:00:00", "2024-01-01 00:00:00.000001", "2024-01-01");
        assertThat(select(times, "k = timestamp '2024-01-01 00:00:00'"))
                .containsExactlyInAnyOrder("2024-01-01 00:00:00", "2024-01-01");
        assertThat(select(times, "k > '2024-01-01'")).containsExactly("2024-01-01 00:00:00.000001");
    }

    @Test
    void decimalsAreOrderedExactly() {
        TableHead head = table("decimal(20,2)", "1.5", "1.50", "-0.1", "10", NULL);
        assertThat(select(head, "k = 1.5")).containsExactlyInAnyOrder("1.5", "1.50");
        assertThat(select(head, "k > 1.49 and k != 10")).containsExactlyInAnyOrder("1.5", "1.50");
        assertThat(select(head, "not (k = 1.5 or k = 10)")).containsExactly("-0.1");
    }

    @Test
    void rawTextIsComparedWithTheStoredText() {
        TableHead head = table("int", "7", "007");
        assertThat(select(head, new Predicate.Compare("k", Predicate.Operator.EQUAL, new Literal.Text("007"))))
                .containsExactly("007");
    }

    @Test
    void patternsKnowEscapes() {
        TableHead head = table("string", "a_b", "aXb", "a%b", "ab", "A_B", "a😀b", "a\\b", "a!b");
        assertThat(select(head, "k like 'a_b'")).containsExactlyInAnyOrder("a_b", "aXb", "a%b", "a😀b", "a\\b", "a!b");
        assertThat(select(head, "k like 'a\\_b'")).containsExactly("a_b");
        assertThat(select(head, "k like 'a\\%%'")).containsExactly("a%b");
        assertThat(select(head, "k like '%b'")).hasSize(7);
        assertThat(select(head, "k like 'a!%'")).containsExactly("a!b");
        assertThat(select(head, "k not like 'a%'")).containsExactly("A_B");
        assertThat(select(head, "k like '%'")).hasSize(8);
        assertThat(select(head, "k like ''")).isEmpty();
        assertThat(select(head, "k like 'ab'")).containsExactly("ab");
    }

    @Test
    void textIsComparedByCodePoint() {
        TableHead head = table("string", "a", "a ", "B", "é", "\uE000", "😀", "");
        assertThat(select(head, "k = 'a'")).containsExactly("a");
        assertThat(select(head, "k > 'a'")).containsExactlyInAnyOrder("a ", "é", "\uE000", "😀");
        assertThat(select(head, "k > '\uE000'")).containsExactly("😀");
        assertThat(select(head, "k < '😀'")).hasSize(6);
        assertThat(select(head, "k <= 'B'")).containsExactlyInAnyOrder("B", "");
    }

    @Test
    void longValuesAreComparedWhole() {
        String beginning = "x".repeat(255);
        TableHead head = table("string", beginning, beginning + "a", beginning + "b", "y");
        assertThat(select(head, "k = '" + beginning + "'")).containsExactly(beginning);
        assertThat(select(head, "k != '" + beginning + "a'"))
                .containsExactlyInAnyOrder(beginning, beginning + "b", "y");
        assertThat(select(head, "k > '" + beginning + "a'")).containsExactlyInAnyOrder(beginning + "b", "y");
        assertThat(select(head, "k > '" + beginning.substring(1) + "'"))
                .containsExactlyInAnyOrder(beginning, beginning + "a", beginning + "b", "y");
        assertThat(select(head, "k in ('y', '" + beginning + "b')")).containsExactlyInAnyOrder(beginning + "b", "y");
        assertThat(select(head, "k like '%b'")).containsExactly(beginning + "b");
        assertThat(select(head, "k like 'x%'")).hasSize(3);
    }

    @Test
    void theNinthKeyCountsToo() {
        Column[] keys =
                IntStream.range(0, 10).mapToObj(i -> new Column("k" + i, "int")).toArray(Column[]::new);
        TableHead head = kit.create(kit.name("many"), keys);
        kit.run(tx -> tx.partitions()
                .insert(
                        head,
                        IntStream.range(0, 1_200)
                                .mapToObj(i -> Samples.partition(IntStream.range(0, 10)
                                        .mapToObj(k -> String.valueOf(k < 5 ? i : i % 3))
                                        .toArray(String[]::new)))
                                .toList()));
        assertThat(select(head, "k9 = 1")).hasSize(400);
        assertThat(select(head, "k9 = 1 and k0 < 30")).hasSize(10);
        assertThat(select(head, "k9 = 1 or k0 = 0")).hasSize(401);
        assertThat(select(head, "not (k9 = 1 or k0 = 0)")).hasSize(799);
        assertThat(kit.<List<Stored<Partition>>>read(tx -> tx.partitions()
                        .page(
                                head,
                                Typing.type(FilterParser.parse("k9 = 1"), head.partitionKeys()),
                                new Page(null, 7))))
                .hasSize(7);
    }

    @Test
    void thousandsOfTermsAreNoTrouble() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.partitions()
                .insert(
                        head,
                        IntStream.range(0, 50)
                                .mapToObj(i -> Samples.partition("2024-01-01", String.valueOf(i)))
                                .toList()));
        String chain = IntStream.range(0, 10_000)
                .mapToObj(i -> "(dt = '2024-01-01' and hr = " + (i + 40) + ")")
                .collect(Collectors.joining(" or "));
        assertThat(select(head, chain)).hasSize(10);
        String nested = "(".repeat(5_000) + "hr = 3"
                + IntStream.range(0, 5_000).mapToObj(i -> " or hr = " + i + ")").collect(Collectors.joining());
        assertThat(select(head, nested)).hasSize(50);
        String list =
                IntStream.range(45, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(",", "hr in (", ")"));
        assertThat(select(head, list)).hasSize(5);
    }
}
