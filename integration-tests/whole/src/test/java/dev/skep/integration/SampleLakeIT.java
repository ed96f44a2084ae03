package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.integration.Truth.Column;
import dev.skep.integration.Truth.Filter;
import dev.skep.integration.Truth.Table;
import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample lake, crawled once, as Spark reads it; all figures are compared with those computed without this product. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SampleLakeIT {
    private static final Truth TRUTH = Truth.read();
    private static final Set<String> WITHOUT_HEADER = Set.of("readings");

    private final SparkCatalog catalog;
    private Ended firstCrawl;

    SampleLakeIT(SparkCatalog catalog) {
        this.catalog = catalog;
    }

    static List<Table> tables() {
        return TRUTH.tables();
    }

    static Stream<Arguments> filters() {
        return TRUTH.tables().stream()
                .flatMap(table -> table.filters().stream().map(filter -> Arguments.of(table, filter)));
    }

    @BeforeAll
    void crawlOnce() {
        firstCrawl = crawl();
        assertThat(firstCrawl.exitCode()).as("%s", firstCrawl).isZero();
    }

    @Test
    void findsEveryTableAndNoOther() {
        assertThat(catalog.rows("SHOW TABLES IN lake"))
                .containsExactlyInAnyOrderElementsOf(TRUTH.tables().stream()
                        .map(table -> "lake|" + table.name() + "|false")
                        .toList());
    }

    @Test
    void reportsTheBrokenFileAndNoOther() {
        String said = firstCrawl.out() + firstCrawl.err();

        assertThat(TRUTH.problems())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(said).contains(file));
        assertThat(said).doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void hasTheColumnsOf(Table table) {
        List<String> expected = Stream.concat(table.columns().stream(), table.partitionKeys().stream())
                .map(Column::toString)
                .toList();

        assertThat(Arrays.stream(catalog.session()
                                .table("lake." + table.name())
                                .schema()
                                .fields())
                        .map(field -> field.name() + " " + field.dataType().catalogString()))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void hasThePartitionsOf(Table table) {
        if (!table.partitionKeys().isEmpty()) {
            assertThat(catalog.partitions("lake." + table.name()))
                    .containsExactlyInAnyOrderElementsOf(table.partitions());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void hasTheFiguresOf(Table table) {
        Dataset<Row> query = query(table, table.checks(), "true");

        assertFigures(query.collectAsList().get(0), table.rows(), table.checks());
        assertThat(Scan.of(query).rows()).isEqualTo(table.rows());
    }

    @ParameterizedTest
    @MethodSource("filters")
    void readsOnlyThePartitionsThatAFilterLeaves(Table table, Filter filter) throws IOException {
        Dataset<Row> query = query(table, filter.checks(), filter.where());

        assertFigures(query.collectAsList().get(0), filter.rows(), filter.checks());
        assertThat(Scan.of(query)).isEqualTo(new Scan(filter.partitions(), filter.rows()));
        if (!filter.where().contains(" is null")) {
            // Hive's filters spell a quote within a text by the other kind of quote.
            String where = filter.where().contains("\\'") ? "city = \"O'Brien\"" : filter.where();
            assertThat(catalog.rest()
                            .getDatabases("/lake/tables/" + table.name() + "/partitions/count?filter="
                                    + URLEncoder.encode(where, StandardCharsets.UTF_8))
                            .body()
                            .path("count")
                            .asInt(-1))
                    .isEqualTo(filter.partitions());
        }
    }

    /** What optimizers are told is what a query finds. */
    @Test
    void tellsOptimizersWhatIsTrue() throws IOException {
        int told = 0;
        for (Table table : TRUTH.tables()) {
            JsonNode parameters = catalog.rest()
                    .getDatabases("/lake/tables/" + table.name())
                    .body()
                    .path("parameters");
            List<String> queries = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (Column column : table.columns()) {
                String name = "`" + column.name() + "`";
                Map<String, String> figures = Map.of(
                        "nullCount",
                        "count(*) - count(" + name + ")",
                        "min",
                        "min(" + name + ")",
                        "max",
                        "max(" + name + ")");
                figures.forEach((figure, query) -> {
                    String parameter = "spark.sql.statistics.colStats." + column.name() + "." + figure;
                    if (parameters.has(parameter)) {
                        queries.add("cast(" + query + " as string)");
                        expected.add(parameters.path(parameter).asText());
                    }
                });
            }
            if (parameters.has("spark.sql.statistics.numRows")) {
                assertThat(parameters.path("spark.sql.statistics.numRows").asLong())
                        .isEqualTo(table.rows());
                assertThat(catalog.rows("DESCRIBE EXTENDED lake." + table.name()))
                        .anyMatch(row -> row.startsWith("Statistics|") && row.contains(" " + table.rows() + " rows"));
            }
            if (!queries.isEmpty()) {
                told += queries.size();
                assertThat(catalog.rows("SELECT " + String.join(", ", queries) + " FROM lake." + table.name()))
                        .as(table.name())
                        .containsExactly(String.join("|", expected));
            }
        }
        assertThat(told).isGreaterThan(10);
        assertThat(catalog.rows("DESCRIBE EXTENDED lake.trips trip_id")).contains("min|5000000001", "num_nulls|0");
    }

    /** What stands in a file and reads as null has been given the wrong type. */
    @ParameterizedTest
    @MethodSource("tables")
    void losesNoValueOf(Table table) {
        if (!table.format().equals("csv")) {
            return;
        }
        Dataset<Row> raw = catalog.session()
                .read()
                .option("header", !WITHOUT_HEADER.contains(table.name()))
                .option("recursiveFileLookup", true)
                .csv(Product.LAKE.resolve(table.path()).toUri().toString());
        String[] found = raw.columns();
        List<String> rawCounts = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i).name();
            rawCounts.add("count(`" + found[i] + "`)");
            counts.add("count(nullif(cast(`" + column + "` as string), ''))");
        }

        assertThat(catalog.rows("SELECT " + String.join(", ", counts) + " FROM lake." + table.name()))
                .isEqualTo(raw.selectExpr(rawCounts.toArray(String[]::new)).collectAsList().stream()
                        .map(row -> row.mkString("|"))
                        .toList());
    }

    @Test
    void changesNothingWhenNothingHasChanged() throws IOException {
        Map<String, JsonNode> before = everything();

        Ended again = crawl();

        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(again.out() + again.err()).containsIgnoringCase("nothing changed");
        assertThat(everything()).isEqualTo(before);
    }

    private Ended crawl() {
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(List.of(
                "crawl",
                Product.LAKE.toString(),
                "--database",
                TRUTH.database(),
                "--server",
                catalog.server().http().toString()));
        return Program.run(Path.of("/"), Map.of(), command);
    }

    /** All tables and partitions of the lake as REST shows them, versions included. */
    private Map<String, JsonNode> everything() throws IOException {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        for (Table table : TRUTH.tables()) {
            String path = "/lake/tables/" + table.name();
            objects.put(path, catalog.rest().getDatabases(path).body());
            if (!table.partitionKeys().isEmpty()) {
                String partitions = path + "/partitions?pageSize=1000";
                objects.put(partitions, catalog.rest().getDatabases(partitions).body());
            }
        }
        assertThat(objects.values())
                .allSatisfy(object -> assertThat(object.isObject()).isTrue());
        return objects;
    }

    private Dataset<Row> query(Table table, Map<String, BigDecimal> checks, String where) {
        List<String> aggregates = new ArrayList<>(List.of("count(*)"));
        aggregates.addAll(checks.keySet());
        return catalog.sql(
                "SELECT " + String.join(", ", aggregates) + " FROM lake." + table.name() + " WHERE " + where);
    }

    private static void assertFigures(Row row, long rows, Map<String, BigDecimal> checks) {
        assertThat(row.getLong(0)).as("rows").isEqualTo(rows);
        int i = 1;
        for (Map.Entry<String, BigDecimal> check : checks.entrySet()) {
            assertThat(row.isNullAt(i)).as("%s is null", check.getKey()).isFalse();
            BigDecimal tolerance = check.getValue().abs().movePointLeft(9);
            assertThat(new BigDecimal(row.get(i).toString()))
                    .as(check.getKey())
                    .isCloseTo(check.getValue(), within(tolerance));
            i++;
        }
    }
}
