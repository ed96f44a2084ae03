package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.h2.tools.Server;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a crawl registers is read by Spark without loss, or not registered and told. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SparkCrawledFilesIT {
    private final SparkCatalog catalog;
    private TroubledLake lake;
    private Ended crawl;

    SparkCrawledFilesIT(SparkCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeAll
    void crawlOnce() throws IOException {
        Path root = catalog.newFolder("troubled");
        lake = new TroubledLake(root);
        Path titled = Files.createDirectories(root.resolve("titled")).resolve("a.csv");
        Files.writeString(titled, "Sales of the year\n\nid,name,amount\n1,ann,1.5\n2,bob,2.5\n3,cid,3.5\n");
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(List.of("crawl", root.toString(), "--database", "troubled"));
        command.addAll(List.of("--server", catalog.server().http().toString()));
        crawl = Program.run(Path.of("/"), Map.of(), command);
        assertThat(crawl.exitCode()).as("%s", crawl).isZero();
    }

    @Test
    void everyValueOfEveryTableIsThatOfTheFile() {
        assertThatAllIsRead(lake.tables());
    }

    /** Spark has had a reader for XML since 4.0. */
    @Test
    void documentsOfXmlAreReadWhereThereIsAReader() {
        if (catalog.session().version().startsWith("3.")) {
            assertThatThrownBy(() -> catalog.rows("SELECT * FROM troubled.xml"))
                    .hasMessageContaining("Failed to find the data source: xml");
            return;
        }
        assertThatAllIsRead(lake.documents());
        assertThat(catalog.rows("SELECT count(*), sum(id), sum(amount), sum(big), max(day) FROM troubled.xml"))
                .containsExactly("20|190|200.0|60000000190|2024-02-20");
    }

    private void assertThatAllIsRead(Map<String, List<List<String>>> tables) {
        Map<Integer, List<String>> byWidth = tables.keySet().stream()
                .collect(Collectors.groupingBy(
                        table -> tables.get(table).get(0).size(), LinkedHashMap::new, Collectors.toList()));
        Map<String, List<List<String>>> read = new LinkedHashMap<>();
        for (List<String> alike : byWidth.values()) {
            String query = alike.stream().map(this::texts).collect(Collectors.joining(" UNION ALL "));
            for (Row row : catalog.sql(query).collectAsList()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i < row.length(); i++) {
                    values.add(row.getString(i));
                }
                read.computeIfAbsent(row.getString(0), table -> new ArrayList<>())
                        .add(values);
            }
        }

        assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(tables.keySet());
        tables.forEach(
                (table, truth) -> assertThat(read.get(table)).as(table).containsExactlyInAnyOrderElementsOf(truth));
    }

    /** Spark counts without looking at values, which is another way through its readers. */
    @Test
    void everyTableHasAsManyRowsAsTheFile() {
        String query = lake.tables().keySet().stream()
                .map(table -> "SELECT '" + table + "', count(*) FROM troubled." + table)
                .collect(Collectors.joining(" UNION ALL "));

        assertThat(catalog.sql(query).collectAsList())
                .extracting(row -> row.getString(0) + " " + row.getLong(1))
                .containsExactlyInAnyOrderElementsOf(lake.tables().entrySet().stream()
                        .map(table -> table.getKey() + " " + table.getValue().size())
                        .toList());
    }

    @Test
    void numbersAreNumbers() {
        assertThat(catalog.rows("SELECT sum(id), sum(amount) FROM troubled.plain"))
                .containsExactly("190|200.0");
        assertThat(catalog.rows("SELECT sum(id), sum(amount), sum(big) FROM troubled.json_array"))
                .containsExactly("190|200.0|60000000190");
    }

    @Test
    void whatNoEngineReadsIsToldAndNotRegistered() {
        assertThat(lake.unreadable())
                .allSatisfy(file -> assertThat(crawl.out() + crawl.err()).contains(file));
        assertThat(catalog.rows("SHOW TABLES IN troubled"))
                .hasSize(lake.tables().size() + lake.documents().size() + 1);
    }

    /** An error is better than lines of a title as rows. */
    @Test
    void linesAboveATableAreNoRows() {
        assertThatThrownBy(() -> catalog.rows("SELECT * FROM troubled.titled")).hasStackTraceContaining("alformed");
    }

    /** The catalog knows where the table is, and who reads it brings user and password. */
    @Test
    void tablesOfADatabaseAreReadByWhoBringsThePassword() throws Exception {
        Server tcp = Server.createTcpServer("-tcpPort", "0").start();
        try (Connection held = DriverManager.getConnection("jdbc:h2:mem:shop", "reader", "s3same");
                Statement statement = held.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, price DECIMAL(10, 2), at TIME, note VARCHAR)");
            statement.execute("INSERT INTO orders VALUES (1, 1.25, '10:00:00', 'a'), (2, 2.50, '11:00:00', NULL)");
            statement.execute("CREATE VIEW \"Odd name\" AS SELECT id, 'x' AS \"mixed Case\" FROM orders");
            String url = "jdbc:h2:tcp://127.0.0.1:" + tcp.getPort() + "/mem:shop";
            List<String> command = new ArrayList<>(Product.commands());
            command.addAll(List.of("crawl", url, "--database", "dealer", "--user", "reader"));
            command.addAll(List.of("--server", catalog.server().http().toString()));
            Ended ended = Program.run(Path.of("/"), Map.of("SKEP_DATABASE_PASSWORD", "s3same"), command);
            assertThat(ended.exitCode()).as("%s", ended).isZero();

            assertThat(catalog.rows("SHOW TABLES IN dealer")).hasSize(2);
            assertThatThrownBy(() -> catalog.rows("SELECT * FROM dealer.orders"))
                    .hasStackTraceContaining("Wrong user name or password");
            Dataset<Row> orders = catalog.session()
                    .read()
                    .option("user", "reader")
                    .option("password", "s3same")
                    .table("dealer.orders");
            assertThat(orders.filter("price > 2").select("id", "price", "note").collectAsList())
                    .extracting(row -> row.mkString("|"))
                    .containsExactly("2|2.50|null");
            if (!catalog.session().version().startsWith("3.")) {
                assertThat(catalog.rows("SELECT count(*), max(`mixed Case`) FROM dealer.odd_name"
                                + " WITH (user = 'reader', password = 's3same')"))
                        .containsExactly("2|x");
            }
        } finally {
            tcp.stop();
        }
    }

    private String texts(String table) {
        StructField[] fields =
                catalog.session().table("troubled." + table).schema().fields();
        return Arrays.stream(fields)
                .map(field -> "coalesce(" + text(field) + ", '" + TroubledLake.NULL + "')")
                .collect(Collectors.joining(", ", "SELECT '" + table + "', ", " FROM troubled." + table));
    }

    private static String text(StructField field) {
        boolean nested = !field.dataType().sameType(DataTypes.StringType)
                && field.dataType().catalogString().contains("<");
        return nested ? "to_json(`" + field.name() + "`)" : "cast(`" + field.name() + "` AS string)";
    }
}
