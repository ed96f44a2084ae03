package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions as Spark makes, changes, drops and selects them. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SparkPartitionsIT {
    /** Values that a path, a name, a filter or a quoted text may trip over; null is Hive's default partition. */
    private static final List<String> ODD_VALUES = Arrays.asList(
            "a/b",
            "a=b",
            "100%",
            "a%2Fb",
            "two words",
            " leading",
            "Zürich",
            "日本語",
            "👩‍🚀😀",
            "O'Brien",
            "say \"so\"",
            "back\\slash",
            "#1",
            "{x}[y]^",
            "a:b*?",
            "case",
            "CASE",
            "..",
            "-1.5e3",
            "a,b;c&d<e>|",
            null);

    private final SparkCatalog catalog;
    private final Lasting lasting;

    SparkPartitionsIT(SparkCatalog catalog) {
        this.catalog = catalog;
        this.lasting = new Lasting(catalog);
    }

    @BeforeAll
    void makeDatabase() {
        catalog.sql("CREATE DATABASE parts");
        catalog.sql("USE parts");
    }

    @ParameterizedTest
    @CsvSource({"hive_text,STORED AS TEXTFILE", "hive_orc,STORED AS ORC", "spark_parquet,USING parquet"})
    void insertsIntoPartitionsFoundInTheRows(String table, String form) throws Throwable {
        createPartitioned(table, "year INT, region STRING", form);
        catalog.sql(
                "INSERT INTO " + table + " SELECT id, 2020 + id % 3, if(id % 2 = 0, 'north', 'south') FROM range(60)");
        catalog.sql("INSERT INTO " + table + " PARTITION (year = 2030, region) SELECT 100, 'west'");
        catalog.sql("INSERT OVERWRITE " + table + " PARTITION (year = 2020, region = 'north') SELECT 1000");

        lasting.check(() -> {
            assertThat(catalog.partitions(table))
                    .containsExactlyInAnyOrder(
                            "year=2020/region=north",
                            "year=2020/region=south",
                            "year=2021/region=north",
                            "year=2021/region=south",
                            "year=2022/region=north",
                            "year=2022/region=south",
                            "year=2030/region=west");
            assertThat(catalog.rows("SELECT year, region, count(*), sum(a) FROM " + table
                            + " WHERE year IN (2020, 2030) GROUP BY ALL ORDER BY ALL"))
                    .containsExactly("2020|north|1|1000", "2020|south|10|300", "2030|west|1|100");
            assertThat(catalog.partitions(table + " PARTITION (region = 'west')"))
                    .containsExactly("year=2030/region=west");
        });
    }

    @ParameterizedTest
    @CsvSource({"altered_text,STORED AS TEXTFILE", "altered_parquet,USING parquet"})
    void addsRenamesAndDropsPartitionsWithTheirFiles(String table, String form) throws Throwable {
        Path outside = catalog.newFolder(table);
        Path folder = catalog.warehouse().resolve("parts.db").resolve(table);
        createPartitioned(table, "k STRING", form);
        catalog.sql("INSERT INTO " + table + " VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        catalog.sql("ALTER TABLE " + table + " ADD PARTITION (k = 'empty') PARTITION (k = 'outside') LOCATION '"
                + outside.toUri() + "'");
        catalog.sql("ALTER TABLE " + table + " ADD IF NOT EXISTS PARTITION (k = 'one') PARTITION (k = 'more')");
        catalog.sql("INSERT INTO " + table + " PARTITION (k = 'outside') VALUES (4)");
        catalog.sql("ALTER TABLE " + table + " PARTITION (k = 'two') RENAME TO PARTITION (k = '2/b')");
        catalog.sql("ALTER TABLE " + table + " DROP PARTITION (k = 'three'), PARTITION (k = 'empty')");
        catalog.sql("ALTER TABLE " + table + " DROP IF EXISTS PARTITION (k = 'never')");

        lasting.check(() -> {
            assertThat(catalog.partitions(table)).containsExactlyInAnyOrder("k=one", "k=more", "k=outside", "k=2%2Fb");
            assertThat(catalog.rows("SELECT * FROM " + table + " ORDER BY a"))
                    .containsExactly("1|one", "2|2/b", "4|outside");
            assertThat(catalog.rows("SELECT * FROM " + table + " WHERE k = '2/b'"))
                    .containsExactly("2|2/b");
            assertThat(SparkCatalog.files(folder).stream().map(file -> file.replaceFirst("/.*", "")))
                    .containsExactlyInAnyOrder("k=2%2Fb", "k=one");
            assertThat(SparkCatalog.files(outside)).hasSize(1);
        });
        assertThatThrownBy(() -> catalog.sql("ALTER TABLE " + table + " ADD PARTITION (k = 'one')"))
                .hasMessageContaining("ALREADY_EXIST");
        assertThatThrownBy(() -> catalog.sql("ALTER TABLE " + table + " DROP PARTITION (k = 'never')"))
                .hasMessageContaining("never");
        assertThatThrownBy(() ->
                        catalog.sql("ALTER TABLE " + table + " PARTITION (k = 'one') RENAME TO PARTITION (k = 'more')"))
                .hasMessageContaining("ALREADY_EXIST");
    }

    @Test
    void movesAPartitionToAnotherLocation() throws Throwable {
        Path folder = catalog.newFolder("relocated");
        createPartitioned("relocated", "k STRING", "STORED AS TEXTFILE");
        catalog.sql("INSERT INTO relocated VALUES (1, 'x')");
        Files.writeString(folder.resolve("rows.txt"), "42\n");
        catalog.sql("ALTER TABLE relocated PARTITION (k = 'x') SET LOCATION '" + folder.toUri() + "'");

        lasting.check(() -> assertThat(catalog.rows("SELECT * FROM relocated")).containsExactly("42|x"));
    }

    @ParameterizedTest
    @CsvSource({"repaired_text,STORED AS TEXTFILE", "repaired_csv,USING csv"})
    void repairsATableFromItsFolders(String table, String form) throws Throwable {
        Path folder = catalog.newFolder(table);
        for (String partition : List.of(
                "k=1/s=plain", "k=2/s=a%2Fb", "k=3/s=zwei Wörter", "k=4/s=__HIVE_DEFAULT_PARTITION__", "k=5/s=gone")) {
            Path leaf = Files.createDirectories(folder.resolve(partition));
            Files.writeString(leaf.resolve("rows"), partition.charAt(2) + "\n");
        }
        catalog.sql("CREATE TABLE " + table + " (a INT" + (form.startsWith("USING") ? ", k INT, s STRING) " : ") ")
                + (form.startsWith("USING")
                        ? form + " PARTITIONED BY (k, s)"
                        : "PARTITIONED BY (k INT, s STRING) " + form)
                + " LOCATION '" + folder.toUri() + "'");
        assertThat(catalog.rows("SELECT * FROM " + table)).isEmpty();
        catalog.sql("MSCK REPAIR TABLE " + table);
        assertThat(catalog.partitions(table)).hasSize(5);
        Files.delete(folder.resolve("k=5/s=gone/rows"));
        Files.delete(folder.resolve("k=5/s=gone"));
        catalog.sql("MSCK REPAIR TABLE " + table + " SYNC PARTITIONS");

        lasting.check(() -> {
            assertThat(catalog.partitions(table))
                    .containsExactlyInAnyOrder(
                            "k=1/s=plain", "k=2/s=a%2Fb", "k=3/s=zwei Wörter", "k=4/s=__HIVE_DEFAULT_PARTITION__");
            assertThat(catalog.rows("SELECT * FROM " + table + " ORDER BY a"))
                    .containsExactly("1|1|plain", "2|2|a/b", "3|3|zwei Wörter", "4|4|" + nullIn(form));
        });
    }

    @ParameterizedTest
    @CsvSource({"odd_text,STORED AS TEXTFILE", "odd_parquet,USING parquet"})
    void keepsOddValues(String table, String form) throws Throwable {
        createPartitioned(table, "s STRING", form);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ODD_VALUES.size(); i++) {
            rows.add(RowFactory.create(i, ODD_VALUES.get(i)));
        }
        List<String> read = new ArrayList<>(ODD_VALUES);
        read.replaceAll(value -> value == null ? nullIn(form) : value);
        StructType schema = new StructType().add("a", DataTypes.IntegerType).add("s", DataTypes.StringType);
        catalog.session().createDataFrame(rows, schema).write().insertInto(table);

        lasting.check(() -> {
            assertThat(catalog.session().table(table).orderBy("a").collectAsList())
                    .extracting(row -> row.getString(1))
                    .isEqualTo(read);
            assertThat(catalog.partitions(table))
                    .hasSize(ODD_VALUES.size())
                    .contains(
                            "s=a%2Fb",
                            "s=a%3Db",
                            "s=100%25",
                            "s=a%252Fb",
                            "s=two words",
                            "s=Zürich",
                            "s=👩‍🚀😀",
                            "s=O%27Brien",
                            "s=__HIVE_DEFAULT_PARTITION__");
            for (String value : ODD_VALUES) {
                if (value != null) {
                    assertThat(catalog.session()
                                    .table(table)
                                    .where(functions.col("s").equalTo(value))
                                    .collectAsList())
                            .as(value)
                            .extracting(row -> row.getString(1))
                            .containsExactly(value);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "100%", "Zürich", "O\\'Brien", "two words", "say \"so\""})
    void dropsAPartitionWithAnOddValue(String value) {
        catalog.sql("DROP TABLE IF EXISTS odd_drop");
        createPartitioned("odd_drop", "s STRING", "STORED AS TEXTFILE");
        catalog.sql("INSERT INTO odd_drop VALUES (1, '" + value + "'), (2, 'stays')");

        catalog.sql("ALTER TABLE odd_drop DROP PARTITION (s = '" + value + "')");

        assertThat(catalog.rows("SELECT * FROM odd_drop")).containsExactly("2|stays");
    }

    /** The same question to a table without partitions has the same answer, and nothing else is read for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "i = 3",
                "i <> 3",
                "i < 3",
                "i <= 3",
                "i > 3",
                "i >= 3",
                "3 < i",
                "i IN (1, 3, 99)",
                "i NOT IN (1, 3)",
                "i BETWEEN 2 AND 4",
                "i NOT BETWEEN 2 AND 4",
                "i = 99",
                "i > -1",
                "s = 'b'",
                "s <> 'b'",
                "s < 'b'",
                "s >= 'b'",
                "s IN ('a', 'c', 'none')",
                "s NOT IN ('a', 'c')",
                "s LIKE 'a%'",
                "s LIKE '%b'",
                "s LIKE '%a%'",
                "s LIKE 'a_'",
                "s LIKE 'a\\\\_%'",
                "s = 'a%'",
                "s IS NULL",
                "s IS NOT NULL",
                "s <=> NULL",
                "d = DATE'2024-01-02'",
                "d > DATE'2024-01-02'",
                "d <> DATE'2024-01-02'",
                "d IN (DATE'2024-01-01', DATE'2024-01-03')",
                "d BETWEEN DATE'2024-01-02' AND DATE'2024-01-03'",
                "d = '2024-01-02'",
                "year(d) = 2024",
                "i = 1 OR s = 'b'",
                "i = 1 AND s = 'a' AND d = DATE'2024-01-02'",
                "(i = 1 OR i = 2) AND (s = 'a' OR d > DATE'2024-01-01')",
                "NOT (i = 1 OR s = 'b')",
                "NOT (i = 1 AND s = 'b')",
                "i + 1 = 3",
                "upper(s) = 'B'",
                "cast(i AS STRING) = '2'",
                "i = 1 AND s LIKE '%a%' OR i = 4 AND s IS NULL"
            })
    void selectsByEveryOperator(String filter) {
        if (!catalog.session().catalog().tableExists("parts.plain")) {
            makeFilteredTables();
        }
        String expected = "SELECT * FROM plain WHERE " + filter + " ORDER BY a";
        for (String table : List.of("filtered_orc", "filtered_parquet")) {
            Dataset<Row> query = catalog.sql("SELECT * FROM " + table + " WHERE " + filter);
            List<Row> found = query.collectAsList();

            assertThat(found.stream().map(row -> row.mkString("|")))
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(catalog.rows(expected));
            assertThat(Scan.of(query)).as(table).isEqualTo(new Scan(found.size(), found.size()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BOOLEAN;true, false;k = true;1",
                "TINYINT;1Y, -2Y;k < 0;1",
                "SMALLINT;300S, -2S;k >= 300;1",
                "BIGINT;9000000000L, 1L;k > 5000000000;1",
                "DOUBLE;1.5D, 10.25D, 9.0D;k > 2;2",
                "DECIMAL(10,2);1.50BD, 10.25BD, 9.00BD;k > 2;2",
                "DECIMAL(10,2);1.50BD, 10.25BD;k = 1.5;1",
                "TIMESTAMP;TIMESTAMP'2024-01-01 10:00:00', TIMESTAMP'2024-01-02 00:00:00.123'"
                        + ";k > TIMESTAMP'2024-01-01 12:00:00';1",
                "VARCHAR(9);'x', 'yy';k = 'yy';1",
                "CHAR(4);'x', 'yy';k = 'yy';1"
            })
    void selectsByKeysOfEveryType(String type, String values, String filter, int rows) {
        for (String form : List.of("STORED AS TEXTFILE", "USING parquet")) {
            catalog.sql("DROP TABLE IF EXISTS keyed");
            createPartitioned("keyed", "k " + type, form);
            catalog.sql("INSERT INTO keyed SELECT 1, explode(array(" + values + "))");
            Dataset<Row> query = catalog.sql("SELECT * FROM keyed WHERE " + filter);

            assertThat(query.collectAsList()).as(form).hasSize(rows);
            assertThat(catalog.value("SELECT count(DISTINCT k) FROM keyed"))
                    .as(form)
                    .isEqualTo((long) values.split(",", -1).length);
            assertThat(Scan.of(query)).as(form).isEqualTo(new Scan(rows, rows));
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isTheSameAfterARestart() {
        lasting.checkAgainAfterRestart();
    }

    private void makeFilteredTables() {
        catalog.sql("CREATE TABLE plain USING parquet AS SELECT * FROM VALUES"
                + " (1, 1, 'a', DATE'2024-01-01'), (2, 1, 'a', DATE'2024-01-02'), (3, 1, 'b', DATE'2024-01-01'),"
                + " (4, 2, 'ab', DATE'2024-01-03'), (5, 2, 'a_c', DATE'2023-12-31'), (6, 3, 'b', DATE'2024-01-02'),"
                + " (7, 3, 'a%', DATE'2024-01-03'), (8, 4, cast(NULL AS STRING), DATE'2024-01-01'),"
                + " (9, -5, 'B', DATE'2024-01-02'), (10, 10, 'c', cast(NULL AS DATE)) AS rows(a, i, s, d)");
        for (String form : List.of("STORED AS ORC", "USING parquet")) {
            String table = form.startsWith("USING") ? "filtered_parquet" : "filtered_orc";
            createPartitioned(table, "i INT, s STRING, d DATE", form);
            catalog.sql("INSERT INTO " + table + " SELECT * FROM plain");
        }
    }

    /** As what Spark reads a null key of type string: where it reads through Hive's SerDes, as its folder's name. */
    private static @Nullable String nullIn(String form) {
        return form.contains("TEXTFILE") ? "__HIVE_DEFAULT_PARTITION__" : null;
    }

    /** Makes a table with an INT column a and the given keys, in the grammar that the form asks for. */
    private void createPartitioned(String table, String keys, String form) {
        if (form.startsWith("USING")) {
            String names = String.join(
                    ", ",
                    Arrays.stream(keys.split(", ", -1))
                            .map(key -> key.split(" ", 2)[0])
                            .toList());
            catalog.sql("CREATE TABLE " + table + " (a INT, " + keys + ") " + form + " PARTITIONED BY (" + names + ")");
        } else {
            catalog.sql("CREATE TABLE " + table + " (a INT) PARTITIONED BY (" + keys + ") " + form);
        }
    }
}
