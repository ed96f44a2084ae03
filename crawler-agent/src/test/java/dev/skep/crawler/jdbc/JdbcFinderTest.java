package dev.skep.crawler.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.grouping.Content.Relation;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.source.Glob;
import dev.skep.databases.MariaDbServer;
import dev.skep.databases.OwnDatabase;
import dev.skep.databases.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real databases, and what is found in them. */
class JdbcFinderTest {

    @TempDir
    private Path folder;

    @Test
    void findsWhatPostgreSqlHolds() throws Exception {
        OwnDatabase database = PostgresServer.fresh();
        String url = database.url();
        execute(
                url + "?user=postgres",
                "create schema shop",
                "create table shop.orders (id bigserial, customer int not null, total numeric(12,2), note varchar(20),"
                        + " paid bool, at timestamptz, day date, raw bytea, doc jsonb, tags text[], n int[], free numeric,"
                        + " primary key (id, customer))",
                "comment on table shop.orders is 'what was ordered'",
                "comment on column shop.orders.total is 'in Swiss francs'",
                "create view shop.paid as select id, total from shop.orders where paid",
                "create table other (a int)",
                "insert into shop.orders (customer) select generate_series(1, 50)",
                "analyze");

        Found found = find(access(url, "postgres", List.of(IncludePath.parse(database.name() + "/shop/%")), List.of()));

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("shop/orders", "shop/paid");
        FoundTable orders = found.tables().get(0);
        assertThat(types(orders))
                .containsExactly(
                        "id bigint",
                        "customer int",
                        "total decimal(12,2)",
                        "note string",
                        "paid boolean",
                        "at timestamp",
                        "day date",
                        "raw binary",
                        "doc string",
                        "tags array<string>",
                        "n array<int>",
                        "free string");
        assertThat(orders.rows().rows()).isEqualTo(50);
        assertThat(orders.location()).isEqualTo(url.substring("jdbc:".length()) + "/shop/orders");
        Relation relation = (Relation) orders.content();
        assertThat(relation.comment()).contains("what was ordered");
        assertThat(relation.comments()).containsEntry("total", "in Swiss francs");
        assertThat(relation.rawTypes()).containsEntry("note", "varchar(20)").containsEntry("doc", "jsonb");
        assertThat(relation.tableProperties())
                .containsEntry("skep.jdbc.primaryKey", "id,customer")
                .containsEntry("hive.sql.schema", "shop");
        assertThat(relation.serdeProperties())
                .containsEntry("dbtable", "\"shop\".\"orders\"")
                .containsEntry("url", url);
        assertThat(((Relation) found.tables().get(1).content()).view()).isTrue();
        assertThatThrownBy(() -> find(access(url, "postgres", List.of(IncludePath.parse("x/shop/%")), List.of())))
                .hasMessageContaining("is of another database than " + database.name());
    }

    @Test
    void findsWhatMariaDbHolds() throws Exception {
        OwnDatabase database = MariaDbServer.fresh();
        execute(
                database.url() + "?user=" + database.user(),
                "create table orders (id bigint unsigned auto_increment, customer mediumint not null, small tinyint unsigned,"
                        + " flag tinyint(1), n int unsigned, total decimal(12,2) comment 'in Swiss francs', note varchar(20)"
                        + " character set utf8mb4, size enum('s','l'), at datetime(3), seen timestamp null, day date,"
                        + " y year, t time, doc json, raw blob, bits bit(8), f float, d double,"
                        + " primary key (id, customer)) comment 'what was ordered'",
                "create view cheap as select id, total from orders where total < 10",
                "create table other (a int)",
                "insert into orders (customer) values (1), (2), (3)",
                "analyze table orders");

        IncludePath include = IncludePath.parse(database.name() + "/%e%r%");
        for (String url : List.of(database.url(), database.url().replace("jdbc:mariadb:", "jdbc:mysql:"))) {
            Found found = find(access(url, database.user(), List.of(include), List.of(Glob.parse("other"))));

            assertThat(found.problems()).isEmpty();
            assertThat(found.tables()).extracting(FoundTable::path).containsExactly("orders");
            FoundTable orders = found.tables().get(0);
            assertThat(types(orders))
                    .containsExactly(
                            "id decimal(20,0)",
                            "customer int",
                            "small smallint",
                            "flag boolean",
                            "n bigint",
                            "total decimal(12,2)",
                            "note string",
                            "size string",
                            "at timestamp",
                            "seen timestamp",
                            "day date",
                            "y int",
                            "t string",
                            "doc string",
                            "raw binary",
                            "bits binary",
                            "f float",
                            "d double");
            assertThat(orders.rows().rows()).isEqualTo(3);
            Relation relation = (Relation) orders.content();
            assertThat(relation.comment()).contains("what was ordered");
            assertThat(relation.comments()).containsEntry("total", "in Swiss francs");
            assertThat(relation.tableProperties()).containsEntry("skep.jdbc.primaryKey", "id,customer");
            assertThat(relation.serdeProperties())
                    .containsEntry("dbtable", "`orders`")
                    .containsEntry(
                            "url", database.url().replaceFirst("^jdbc:mariadb:", "jdbc:mysql:") + "?permitMysqlScheme");
        }
        Found whole = find(access(database.url(), database.user(), List.of(), List.of()));
        assertThat(whole.tables()).extracting(FoundTable::path).containsExactly("cheap", "orders", "other");
        assertThat(((Relation) whole.tables().get(0).content()).view()).isTrue();

        String server = database.url().replaceFirst("/[^/]*$", "/");
        assertThatThrownBy(() -> find(access(server, database.user(), List.of(), List.of())))
                .as("tables of several databases would be taken for one")
                .hasMessageContaining("names no database");
    }

    @Test
    void findsWhatH2Holds() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("h2");
        execute(
                url,
                "create table \"Mixed\" (\"Id\" int primary key, price decimal(10,3), born date, flag boolean, big bigint,"
                        + " b varbinary(10), t time)",
                "create view cheap as select price from \"Mixed\"",
                "create table skipped (a int)");

        Found found = find(access(url, "", List.of(), List.of(Glob.parse("*/SKIP*"))));

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("PUBLIC/CHEAP", "PUBLIC/Mixed");
        assertThat(types(found.tables().get(1)))
                .containsExactly(
                        "id int",
                        "price decimal(10,3)",
                        "born date",
                        "flag boolean",
                        "big bigint",
                        "b binary",
                        "t string");
    }

    @Test
    void findsWhatSqliteHolds() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("lite.db");
        execute(
                url,
                "create table t (id integer primary key, name text, weight real, data blob, whatever)",
                "insert into t values (1, 'a', 1.5, null, 'x')");

        Found found = find(access(url, "", List.of(), List.of()));

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("t");
        assertThat(types(found.tables().get(0)))
                .containsExactly("id bigint", "name string", "weight double", "data binary", "whatever string");
    }

    @Test
    void findsWhatDuckDbHolds() throws Exception {
        String url = "jdbc:duckdb:" + folder.resolve("duck.db");
        execute(
                url,
                "create table t (id ubigint, small utinyint, price decimal(18,4), moment timestamp, name varchar)",
                "insert into t values (1, 2, 3.5, now(), 'x'), (2, 3, 4.5, now(), 'y')");

        FoundTable table = find(access(url, "", List.of(), List.of())).tables().get(0);

        assertThat(table.path()).isEqualTo("main/t");
        assertThat(types(table))
                .containsExactly(
                        "id decimal(20,0)", "small smallint", "price decimal(18,4)", "moment timestamp", "name string");
        assertThat(table.rows().rows()).isEqualTo(2);
    }

    @Test
    void writesNothingAndMakesNoDatabase() throws Exception {
        assertThatThrownBy(() -> find(access("jdbc:h2:" + folder.resolve("none"), "", List.of(), List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached");
        assertThatThrownBy(() -> find(access("jdbc:sqlite:" + folder.resolve("none"), "", List.of(), List.of())))
                .isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void saysWhichDriverIsMissing() {
        assertThatThrownBy(() -> find(access("jdbc:trino://localhost/hive", "", List.of(), List.of())))
                .hasMessageContaining("there is no driver for trino")
                .hasMessageContaining("--drivers");
    }

    private static List<String> types(FoundTable table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.type().text())
                .toList();
    }

    private static JdbcAccess access(String url, String user, List<IncludePath> include, List<Glob> exclude) {
        return new JdbcAccess(url, user.isEmpty() ? null : user, null, include, exclude, null, true, Egress.LOCAL);
    }

    private static Found find(JdbcAccess access) throws IOException {
        return new JdbcFinder(access).find(Finder.Memory.NONE, new Finder.Progress() {
            @Override
            public void listed(long files) {}

            @Override
            public void sampled(long done, long all) {}
        });
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
