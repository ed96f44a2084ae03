package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.TableFilter;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import dev.skep.server.model.ViewText;
import dev.skep.server.store.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables and views. */
abstract class TableKit {
    private final CatalogStoreKit kit;

    TableKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private Stored<Table> insert(Table table) {
        return kit.write(tx -> tx.tables().insert(table));
    }

    @Test
    void keepsEverything() {
        Stored<Table> stored = insert(Samples.fullTable(kit.name("full")));
        assertThat(stored.value()).isEqualTo(Samples.fullTable(kit.name("full")));
        assertThat(kit.optional(tx -> tx.tables().find(kit.name("full")))).contains(stored);
        assertThat(kit.locked(tx -> tx.tables().lock(kit.name("full")))).contains(stored);
        assertThat(kit.list(tx -> tx.tables().findAll(kit.db, List.of("full")))).containsExactly(stored);
        assertThat(kit.optional(tx -> tx.tables().head(kit.name("full")))).contains(TableHead.of(stored));
    }

    @Test
    void findsNamesByAFilter() {
        insert(Samples.table(kit.name("f_a")).withParameters(Map.of("Colour", "blue")));
        insert(Samples.table(kit.name("f_b")).withParameters(Map.of("Colour", "red")));
        insert(Samples.table(kit.name("f_c")).withParameters(Map.of()));
        assertThat(filtered("hive_filter_field_params__Colour = 'blue'", -1)).containsExactly("f_a");
        assertThat(filtered("hive_filter_field_params__colour = 'blue'", -1)).isEmpty();
        assertThat(filtered("not hive_filter_field_params__Colour = 'blue'", -1))
                .containsExactly("f_b");
        assertThat(filtered("hive_filter_field_params__Colour like 'b.*'", -1)).containsExactly("f_a");
        assertThat(filtered("hive_filter_field_tableName__ like 'f_%'", 2)).containsExactly("f_a", "f_b");
        assertThat(filtered("hive_filter_field_last_access__ <= 0 and hive_filter_field_tableName__ != 'f_a'", -1))
                .containsExactly("f_b", "f_c");
        assertThat(filtered("hive_filter_field_tableType__ = 'VIRTUAL_VIEW'", -1))
                .isEmpty();
        assertThat(filtered("hive_filter_field_owner__ in ('nobody', 'x')", -1)).isEmpty();
    }

    private List<String> filtered(String filter, int limit) {
        return kit.list(tx -> tx.tables().names(kit.db, TableFilter.parse(filter), limit));
    }

    @Test
    void readsWhatAnotherStoreWrote() {
        Stored<Table> stored = insert(Samples.fullTable(kit.name("full")));
        try (SqlCatalogStore other = SqlCatalogStore.open(kit.settings, new StatementCounter())) {
            assertThat(other.<Object>inTransaction(
                            tx -> tx.tables().find(kit.name("full")).orElseThrow()))
                    .isEqualTo(stored);
        }
    }

    @Test
    void textsMayBeLong() {
        String type = "struct<"
                + String.join(
                        ",",
                        IntStream.range(0, 2_000)
                                .mapToObj(i -> "f" + i + ":string")
                                .toList()) + ">";
        List<Column> columns = IntStream.range(0, 1_000)
                .mapToObj(i -> new Column("c" + i, i % 100 == 0 ? type : "string", "😀".repeat(100)))
                .toList();
        Table plain = Samples.table(kit.name("wide"));
        Table wide = new Table(
                plain.name(),
                TableKind.VIEW,
                null,
                null,
                null,
                0,
                "file:/" + "x".repeat(10_000),
                Samples.PLAIN.withColumns(columns),
                List.of(new Column("p", type)),
                Map.of("long", "é".repeat(3_000_000)),
                new ViewText("select 1 -- " + "x".repeat(5_000_000), "y".repeat(1_000_000)),
                plain.extras());
        Stored<Table> stored = insert(wide);
        assertThat(kit.optional(tx -> tx.tables().find(kit.name("wide"))).orElseThrow())
                .isEqualTo(stored);
    }

    @Test
    void aNameIsTakenOnceInItsDatabase() {
        insert(Samples.table(kit.name("t")));
        assertRefused(ErrorKind.ALREADY_EXISTS, kit.name("t").toString(), () -> insert(Samples.table(kit.name("t"))));
        insert(Samples.table(kit.name("t ".strip() + "2")));
    }

    @Test
    void theDatabaseMustExist() {
        DatabaseName none = Names.database(Names.DEFAULT_CATALOG, "none");
        assertRefused(ErrorKind.NOT_FOUND_DATABASE, "none", () -> insert(Samples.table(Names.table(none, "t"))));
        assertThat(kit.optional(tx -> tx.tables().find(Names.table(none, "t")))).isEmpty();
        assertThat(kit.list(tx -> tx.tables().names(none, NamePattern.ALL, Set.of())))
                .isEmpty();
    }

    @Test
    void listsByPatternAndKindInOrder() {
        insert(Samples.table(kit.name("b")));
        insert(Samples.table(kit.name("a_1")));
        insert(Samples.table(kit.name("ab1")));
        insert(Samples.fullTable(kit.name("mv")));
        assertThat(names("*", Set.of())).containsExactly("a_1", "ab1", "b", "mv");
        assertThat(names("a_*", Set.of())).containsExactly("a_1");
        assertThat(names("a.1", Set.of())).containsExactly("a_1", "ab1");
        assertThat(names("*|x", Set.of(TableKind.MATERIALIZED_VIEW, TableKind.VIEW)))
                .containsExactly("mv");
        assertThat(names("*", Set.of(TableKind.MANAGED))).isEmpty();
    }

    private List<String> names(String pattern, Set<TableKind> kinds) {
        return kit.read(tx -> tx.tables().names(kit.db, NamePattern.parse(pattern), kinds));
    }

    @Test
    void findsManyByNameInOrder() {
        List<String> asked = IntStream.range(0, 1_500).mapToObj(i -> "t" + i).toList();
        List<String> there =
                asked.stream().filter(name -> name.endsWith("77")).sorted().toList();
        kit.run(tx -> there.forEach(
                name -> tx.tables().insert(Samples.table(kit.name(name)).withParameters(Map.of("n", name)))));
        List<Stored<Table>> found = kit.read(tx -> tx.tables().findAll(kit.db, asked));
        assertThat(found).extracting(each -> each.value().name().value()).isEqualTo(there);
        assertThat(found)
                .allSatisfy(each -> assertThat(each.value().parameters())
                        .isEqualTo(Map.of("n", each.value().name().value())));
        assertThat(kit.list(tx -> tx.tables().findAll(kit.db, List.of()))).isEmpty();
        assertThat(kit.list(tx -> tx.tables().page(kit.db, NamePattern.parse("t1*"), new Page("t1077", 2))))
                .extracting(each -> each.value().name().value())
                .containsExactly("t1177", "t1277");
    }

    @Test
    void summariesShowTheComment() {
        insert(Samples.table(kit.name("a")).withParameters(Map.of("comment", Samples.UNUSUAL)));
        insert(Samples.table(kit.name("b")));
        assertThat(kit.list(tx -> tx.tables()
                        .summaries(
                                Names.DEFAULT_CATALOG,
                                NamePattern.parse(kit.db.value()),
                                NamePattern.ALL,
                                Set.of(TableKind.EXTERNAL))))
                .containsExactly(
                        new TableSummary(kit.name("a"), TableKind.EXTERNAL, null, Samples.UNUSUAL),
                        new TableSummary(kit.name("b"), TableKind.EXTERNAL, null, null));
    }

    @Test
    void anUpdateReplacesEverything() {
        Stored<Table> stored = insert(Samples.table(kit.name("old")).withParameters(Map.of("gone", "x", "k", "1")));
        Stored<Table> updated = kit.write(tx -> tx.tables().update(stored, Samples.fullTable(kit.name("new"))));
        assertThat(updated.version()).isEqualTo(2);
        assertThat(kit.optional(tx -> tx.tables().find(kit.name("new")))).contains(updated);
        assertThat(kit.optional(tx -> tx.tables().find(kit.name("old")))).isEmpty();
        assertRefused(
                ErrorKind.CONFLICT,
                kit.name("old").toString(),
                () -> kit.write(tx -> tx.tables().update(stored, stored.value())));
    }

    @Test
    void aRenameMayLeaveTheDatabase() {
        DatabaseName other = Names.database(Names.DEFAULT_CATALOG, kit.db.value() + "_other");
        Stored<Database> database = kit.write(tx -> tx.databases().insert(Samples.database(other)));
        assertThat(database.value().name()).isEqualTo(other);
        Stored<Table> stored = insert(Samples.table(kit.name("t")));
        TableName moved = Names.table(other, "moved");
        Stored<Table> updated = kit.write(tx -> tx.tables().update(stored, Samples.table(moved)));
        assertThat(kit.optional(tx -> tx.tables().find(moved))).contains(updated);
        insert(Samples.table(kit.name("t")));
        assertRefused(
                ErrorKind.ALREADY_EXISTS,
                kit.name("t").toString(),
                () -> kit.write(tx -> tx.tables().update(updated, Samples.table(kit.name("t")))));
        DatabaseName none = Names.database(Names.DEFAULT_CATALOG, "none");
        assertRefused(
                ErrorKind.NOT_FOUND_DATABASE,
                "none",
                () -> kit.write(tx -> tx.tables().update(updated, Samples.table(Names.table(none, "t")))));
    }

    @Test
    void aDeletedTableTakesItsPartitionsAlong() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.partitions().insert(head, List.of(Samples.fullPartition("2024-01-01", "1"))));
        kit.run(tx -> tx.tables().delete(head));
        assertThat(kit.optional(tx -> tx.tables().head(head.name()))).isEmpty();
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(head, Predicate.TRUE)))
                .isZero();
        TableHead again = kit.partitioned();
        assertThat(again.id()).isNotEqualTo(head.id());
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(again, Predicate.TRUE)))
                .isZero();
    }

    @Test
    void partitionsFollowTheirKeys() {
        Stored<Table> stored = insert(Samples.table(kit.name("t"), new Column("k", "string"), new Column("hr", "int")));
        TableHead before = TableHead.of(stored);
        kit.run(tx -> tx.partitions()
                .insert(
                        before,
                        IntStream.range(0, 1_100)
                                .mapToObj(i -> Samples.partition("x", String.valueOf(i)))
                                .toList()));
        Table next = Samples.table(kit.name("t"), new Column("key", "string"), new Column("hr", "bigint"));
        TableHead after = TableHead.of(kit.write(tx -> tx.tables().update(stored, next)));
        assertThat(kit.optional(tx -> tx.partitions().find(after, new PartitionName("key=x/hr=1099"))))
                .isPresent();
        assertThat(kit.optional(tx -> tx.partitions().find(after, new PartitionName("k=x/hr=1099"))))
                .isEmpty();

        Table typed = Samples.table(kit.name("t"), new Column("key", "string"), new Column("hr", "string"));
        TableHead text = TableHead.of(kit.write(
                tx -> tx.tables().update(tx.tables().lock(kit.name("t")).orElseThrow(), typed)));
        Predicate predicate = Typing.type(FilterParser.parse("hr < '11'"), text.partitionKeys());
        assertThat(kit.<Integer>read(tx -> tx.partitions().count(text, predicate)))
                .isEqualTo(1 + 1 + 1 + 10 + 100);
        assertRefused(
                ErrorKind.INVALID,
                "partitions of 2 keys",
                () -> kit.write(tx -> tx.tables()
                        .update(
                                tx.tables().lock(kit.name("t")).orElseThrow(),
                                Samples.table(kit.name("t"), new Column("key", "string")))));
    }
}
