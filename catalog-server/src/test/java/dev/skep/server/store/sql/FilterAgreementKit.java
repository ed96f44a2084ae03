package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.Literal;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.PredicateEvaluator;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.Column;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Random predicates on random partitions: the database and the evaluator decide alike. */
abstract class FilterAgreementKit {
    private static final List<Column> KEYS = List.of(
            new Column("i", "int"),
            new Column("s", "string"),
            new Column("d", "date"),
            new Column("t", "timestamp"),
            new Column("x", "decimal(10,2)"),
            new Column("p5", "string"),
            new Column("p6", "string"),
            new Column("p7", "string"),
            new Column("ninth", "int"));

    private static final String NULL = PartitionName.NULL_VALUE;
    private static final Map<String, List<String>> VALUES = Map.of(
            "int", List.of("0", "1", "-1", "01", "2147483647", NULL, "x"),
            "string",
                    List.of(
                            "",
                            "a",
                            "a ",
                            "A",
                            "ab",
                            "a%b",
                            "a_b",
                            "a!b",
                            "a\\b",
                            "é",
                            "😀",
                            "😀a",
                            "\uE000",
                            "\uD7FF",
                            NULL,
                            "x".repeat(254),
                            "x".repeat(255),
                            "x".repeat(256),
                            "x".repeat(253) + "😀y"),
            "date", List.of("2024-01-01", "2024-2-29", "1969-12-31", NULL, "2024-13-01"),
            "timestamp", List.of("2024-01-01 00:00:00", "2024-01-01", "2024-01-01 00:00:00.000001", NULL),
            "decimal(10,2)", List.of("1.5", "1.50", "-1", "10", NULL));

    private static final Map<Class<?>, TableUnderTest> TABLES = new LinkedHashMap<>();

    private record TableUnderTest(SqlCatalogStore store, TableHead head, List<List<String>> partitions) {}

    private final TestDatabase server;

    FilterAgreementKit(TestDatabase server) {
        this.server = server;
    }

    private TableUnderTest table() {
        return TABLES.computeIfAbsent(getClass(), type -> filled(server.fresh()));
    }

    @AfterContainer
    static void close() {
        TABLES.values().forEach(table -> table.store().close());
        TABLES.clear();
    }

    /** The values are drawn from a fixed seed: what varies is the predicate. */
    private static TableUnderTest filled(StoreSettings settings) {
        SqlCatalogStore store = SqlCatalogStore.open(settings, new StatementCounter());
        Random random = new Random(7);
        Map<PartitionName, List<String>> partitions = new LinkedHashMap<>();
        while (partitions.size() < 300) {
            List<String> values = KEYS.stream()
                    .map(key -> VALUES.get(key.type()))
                    .map(values1 -> values1.get(random.nextInt(values1.size())))
                    .toList();
            PartitionName name = PartitionName.of(KEYS, values);
            if (name.value().length() <= PartitionName.MAX_LENGTH) {
                partitions.put(name, values);
            }
        }
        TableHead head = store.inTransaction(tx -> {
            tx.databases().insert(Samples.database(Samples.DB));
            TableHead created = TableHead.of(
                    tx.tables().insert(Samples.table(Names.table(Samples.DB, "t"), KEYS.toArray(Column[]::new))));
            tx.partitions()
                    .insert(
                            created,
                            partitions.values().stream()
                                    .map(values -> Samples.partition(values.toArray(String[]::new)))
                                    .toList());
            return created;
        });
        return new TableUnderTest(store, head, List.copyOf(partitions.values()));
    }

    @Property(tries = 1_000)
    void theDatabaseAndTheEvaluatorAgree(@ForAll("predicates") Predicate untyped) {
        TableUnderTest table = table();
        Predicate predicate = Typing.type(untyped, KEYS);
        PredicateEvaluator evaluator = new PredicateEvaluator(predicate, KEYS);
        TreeSet<String> expected = new TreeSet<>();
        for (List<String> values : table.partitions()) {
            if (evaluator.test(values)) {
                expected.add(table.head().partitionName(values).value());
            }
        }
        try (Snapshot snapshot = table.store().snapshot()) {
            List<String> selected = new ArrayList<>();
            snapshot.partitions().names(table.head(), predicate, -1).forEach(name -> selected.add(name.value()));
            assertThat(selected).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(selected)).isEqualTo(expected);
            assertThat(snapshot.partitions().count(table.head(), predicate)).isEqualTo(expected.size());
        }
    }

    @Provide
    Arbitrary<Predicate> predicates() {
        return trees(4);
    }

    private static Arbitrary<Predicate> trees(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Predicate> below = trees(depth - 1);
        return Arbitraries.oneOf(
                leaves(),
                Combinators.combine(below, below).as(Predicate.And::new),
                Combinators.combine(below, below).as(Predicate.Or::new),
                below.map(Predicate.Not::new));
    }

    private static Arbitrary<Predicate> leaves() {
        return Arbitraries.of(KEYS).flatMap(key -> {
            Arbitrary<Literal> literals = Arbitraries.of(literals(key.type())).map(Literal.Text::new);
            Arbitrary<Predicate> comparisons = Combinators.combine(Arbitraries.of(Operator.class), literals)
                    .as((operator, literal) -> new Predicate.Compare(key.name(), operator, literal));
            Arbitrary<Predicate> lists =
                    literals.list().ofMinSize(1).ofMaxSize(4).map(list -> new Predicate.In(key.name(), list));
            Arbitrary<Predicate> ranges = Combinators.combine(literals, literals)
                    .as((low, high) -> new Predicate.Between(key.name(), low, high));
            Arbitrary<Predicate> patterns = Arbitraries.of(
                            "a", "%", "_", "\\_", "\\%", "!", "\\", "é", "😀", "0", "x".repeat(250))
                    .list()
                    .ofMaxSize(4)
                    .map(parts -> new Predicate.Like(key.name(), String.join("", parts)));
            return Arbitraries.oneOf(comparisons, lists, ranges, patterns);
        });
    }

    /** Those of the values that the type allows. */
    private static List<String> literals(String type) {
        return type.equals("string")
                ? VALUES.get(type)
                : VALUES.get(type).stream()
                        .filter(value -> !List.of(NULL, "x", "2024-13-01").contains(value))
                        .toList();
    }
}
