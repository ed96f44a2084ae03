package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and views as Spark makes, changes and drops them. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SparkTablesIT {
    private final SparkCatalog catalog;
    private final Lasting lasting;

    SparkTablesIT(SparkCatalog catalog) {
        this.catalog = catalog;
        this.lasting = new Lasting(catalog);
    }

    @BeforeAll
    void makeDatabase() {
        catalog.sql("CREATE DATABASE shop");
        catalog.sql("USE shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORED AS TEXTFILE", "STORED AS PARQUET", "STORED AS ORC", "USING parquet", "USING json"})
    void keepsEveryType(String form) throws Throwable {
        String table = "types_" + form.toLowerCase(Locale.ROOT).replace(' ', '_');
        catalog.sql("CREATE TABLE " + table + " (b BOOLEAN, t TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE,"
                + " n DECIMAL(38,18), c STRING, v VARCHAR(7), day DATE, ts TIMESTAMP, a ARRAY<INT>,"
                + " m MAP<STRING,ARRAY<INT>>, st STRUCT<x:INT,y:STRUCT<z:STRING>>) " + form);
        catalog.sql("INSERT INTO " + table + " VALUES (true, 1Y, 2S, 3, 4L, 1.5F, 2.5D, 12.345BD, 'ä', 'seven',"
                + " DATE'2024-02-29', TIMESTAMP'2024-02-29 12:34:56', array(1,2), map('k', array(3)),"
                + " named_struct('x', 1, 'y', named_struct('z', '😀')))");

        lasting.check(() -> {
            assertThat(Arrays.stream(catalog.session().table(table).schema().fields())
                            .map(field -> field.dataType().catalogString()))
                    .containsExactly(
                            "boolean",
                            "tinyint",
                            "smallint",
                            "int",
                            "bigint",
                            "float",
                            "double",
                            "decimal(38,18)",
                            "string",
                            "string",
                            "date",
                            "timestamp",
                            "array<int>",
                            "map<string,array<int>>",
                            "struct<x:int,y:struct<z:string>>");
            assertThat(catalog.rows("DESCRIBE " + table)).contains("v|varchar(7)|null");
            assertThat(catalog.rows(
                            "SELECT b, t, s, i, l, f, d, n, c, v, day, ts, a[1], m['k'][0], st.y.z FROM " + table))
                    .containsExactly("true|1|2|3|4|1.5|2.5|12.345000000000000000|ä|seven|2024-02-29|"
                            + "2024-02-29 12:34:56.0|2|3|😀");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORED AS ORC", "USING parquet"})
    void createsFromAQuery(String form) throws Throwable {
        String table = "ctas_" + form.toLowerCase(Locale.ROOT).replace(' ', '_');
        catalog.sql("CREATE TABLE " + table + " " + form + " PARTITIONED BY (k) COMMENT 'from a query'"
                + " AS SELECT id, id * 2 AS twice, cast(id % 3 AS STRING) AS k FROM range(30)");

        lasting.check(() -> {
            assertThat(catalog.rows("SELECT k, count(*), sum(twice) FROM " + table + " GROUP BY k ORDER BY k"))
                    .containsExactly("0|10|270", "1|10|290", "2|10|310");
            assertThat(catalog.partitions(table)).containsExactly("k=0", "k=1", "k=2");
        });
    }

    @Test
    void keepsAThousandColumns() throws Throwable {
        String columns = IntStream.range(0, 1_000)
                .mapToObj(i -> "column_number_" + i + (i % 2 == 0 ? " INT" : " STRING") + " COMMENT 'No. " + i + "'")
                .collect(Collectors.joining(", "));
        String values = IntStream.range(0, 1_000)
                .mapToObj(i -> i % 2 == 0 ? String.valueOf(i) : "'" + i + "'")
                .collect(Collectors.joining(", "));
        for (String form : List.of("STORED AS TEXTFILE", "USING parquet")) {
            String table = "wide_" + form.substring(0, 1).toLowerCase(Locale.ROOT);
            catalog.sql("CREATE TABLE " + table + " (" + columns + ") " + form);
            catalog.sql("INSERT INTO " + table + " VALUES (" + values + ")");

            lasting.check(() -> {
                assertThat(catalog.rows("DESCRIBE " + table))
                        .hasSize(1_000)
                        .contains("column_number_0|int|No. 0", "column_number_999|string|No. 999");
                assertThat(catalog.rows("SELECT column_number_0, column_number_998, column_number_999 FROM " + table))
                        .containsExactly("0|998|999");
            });
        }
    }

    @Test
    void keepsTypesLongerThanFourThousandCharacters() throws Throwable {
        String type = IntStream.range(0, 400)
                .mapToObj(i -> "a_field_with_a_long_name_" + i + ":array<struct<x:int,y:string>>")
                .collect(Collectors.joining(",", "struct<", ">"));
        assertThat(type.length()).isGreaterThan(4_000);
        catalog.sql("CREATE TABLE long_hive (s " + type + ") STORED AS TEXTFILE");
        catalog.sql("CREATE TABLE long_spark (s " + type + ") USING orc");

        lasting.check(() -> {
            for (String table : List.of("long_hive", "long_spark")) {
                assertThat(catalog.session()
                                .table(table)
                                .schema()
                                .fields()[0]
                                .dataType()
                                .catalogString())
                        .isEqualTo(type);
            }
        });
    }

    @Test
    void keepsCommentsInAnyScript() throws Throwable {
        String comment = "日本語, עברית, Ünïcödé, 👩‍🚀😀 \\'single\\' \"double\" a\\\\b tab\\there";
        String meant = "日本語, עברית, Ünïcödé, 👩‍🚀😀 'single' \"double\" a\\b tab\there";
        catalog.sql("CREATE TABLE commented (a INT COMMENT '" + comment + "', `größe` STRING) STORED AS ORC"
                + " COMMENT '" + comment + "' TBLPROPERTIES ('schlüssel 😀' = '" + comment + "')");

        lasting.check(() -> {
            assertThat(catalog.rows("DESCRIBE commented")).containsExactly("a|int|" + meant, "größe|string|null");
            assertThat(catalog.rows("DESCRIBE EXTENDED commented")).contains("Comment|" + meant + "|");
            assertThat(catalog.rows("SHOW TBLPROPERTIES commented")).contains("schlüssel 😀|" + meant);
        });
    }

    @Test
    void keepsBucketsAndSerdeProperties() throws Throwable {
        catalog.sql("CREATE TABLE bucketed (a INT, b STRING) USING parquet"
                + " CLUSTERED BY (a) SORTED BY (b) INTO 4 BUCKETS");
        catalog.sql("INSERT INTO bucketed SELECT id, id FROM range(100)");
        catalog.sql("CREATE TABLE delimited (a INT, b STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'"
                + " STORED AS TEXTFILE");
        catalog.sql("INSERT INTO delimited VALUES (1, 'x')");
        catalog.sql("ALTER TABLE delimited SET SERDEPROPERTIES ('escape.delim' = '~', 'note' = 'ü')");

        lasting.check(() -> {
            assertThat(catalog.rows("DESCRIBE EXTENDED bucketed"))
                    .contains("Num Buckets|4|", "Bucket Columns|[`a`]|", "Sort Columns|[`b`]|");
            assertThat(catalog.rows("SELECT count(*), sum(a) FROM bucketed")).containsExactly("100|4950");
            assertThat(catalog.rows("DESCRIBE EXTENDED delimited"))
                    .anySatisfy(row -> assertThat(row)
                            .startsWith("Storage Properties|")
                            .contains("field.delim=|", "escape.delim=~", "note=ü"));
            assertThat(Files.readString(onlyFile(catalog.warehouse().resolve("shop.db/delimited"))))
                    .isEqualTo("1|x\n");
        });
    }

    @Test
    void altersColumnsAndProperties() throws Throwable {
        catalog.sql("CREATE TABLE altered (a INT, k STRING) USING parquet PARTITIONED BY (k)"
                + " TBLPROPERTIES ('keep' = '1', 'drop' = '1')");
        catalog.sql("INSERT INTO altered VALUES (1, 'old')");
        catalog.sql("ALTER TABLE altered ADD COLUMNS (b STRING COMMENT 'new', c ARRAY<INT>)");
        catalog.sql("ALTER TABLE altered ALTER COLUMN a COMMENT 'first'");
        catalog.sql("ALTER TABLE altered SET TBLPROPERTIES ('more' = 'x=y')");
        catalog.sql("ALTER TABLE altered UNSET TBLPROPERTIES ('drop')");
        catalog.sql("COMMENT ON TABLE altered IS 'changed'");
        catalog.sql("INSERT INTO altered VALUES (2, 'two', array(2), 'new')");

        lasting.check(() -> {
            assertThat(catalog.rows("DESCRIBE altered"))
                    .startsWith("a|int|first", "b|string|new", "c|array<int>|null", "k|string|null");
            assertThat(catalog.rows("SELECT a, b, c[0], k FROM altered ORDER BY a"))
                    .containsExactly("1|null|null|old", "2|two|2|new");
            assertThat(catalog.rows("SHOW TBLPROPERTIES altered"))
                    .contains("keep|1", "more|x=y")
                    .noneMatch(row -> row.startsWith("drop|"));
            assertThat(catalog.rows("DESCRIBE EXTENDED altered")).contains("Comment|changed|");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORED AS TEXTFILE", "USING parquet"})
    void renamesATableWithItsFiles(String form) throws Throwable {
        String table = "renamed_" + form.substring(0, 1).toLowerCase(Locale.ROOT);
        catalog.sql("CREATE TABLE " + table + "_before (a INT, k STRING) " + form);
        catalog.sql("INSERT INTO " + table + "_before VALUES (1, 'x'), (2, 'y')");
        catalog.sql("ALTER TABLE " + table + "_before RENAME TO " + table);

        lasting.check(() -> {
            assertThat(catalog.rows("SELECT * FROM " + table + " ORDER BY a")).containsExactly("1|x", "2|y");
            assertThat(SparkCatalog.files(catalog.warehouse().resolve("shop.db/" + table)))
                    .isNotEmpty();
            assertThat(catalog.warehouse().resolve("shop.db/" + table + "_before"))
                    .doesNotExist();
            assertThat(catalog.rows("SHOW TABLES LIKE '" + table + "*'")).containsExactly("shop|" + table + "|false");
        });
    }

    @Test
    void renamesAPartitionedTableWithItsPartitions() throws Throwable {
        catalog.sql("CREATE TABLE parted_before (a INT) PARTITIONED BY (k STRING) STORED AS TEXTFILE");
        catalog.sql("INSERT INTO parted_before VALUES (1, 'x'), (2, 'y/z')");
        catalog.sql("ALTER TABLE parted_before RENAME TO parted");

        lasting.check(() -> {
            assertThat(catalog.rows("SELECT * FROM parted ORDER BY a")).containsExactly("1|x", "2|y/z");
            assertThat(catalog.rows("DESCRIBE EXTENDED parted PARTITION (k = 'x')"))
                    .anyMatch(row -> row.matches("Location\\|.*/shop\\.db/parted/k=x\\|"));
            assertThat(catalog.warehouse().resolve("shop.db/parted_before")).doesNotExist();
        });
    }

    @Test
    void dropsTheFilesOfAManagedTableAndKeepsThoseOfAnExternalOne() throws Throwable {
        Path folder = catalog.newFolder("kept");
        catalog.sql("CREATE TABLE managed (a INT) USING parquet");
        catalog.sql("INSERT INTO managed VALUES (1)");
        catalog.sql("CREATE EXTERNAL TABLE external (a INT) STORED AS PARQUET LOCATION '" + folder.toUri() + "'");
        catalog.sql("INSERT INTO external VALUES (1)");
        assertThat(SparkCatalog.files(catalog.warehouse().resolve("shop.db/managed")))
                .isNotEmpty();
        List<String> files = SparkCatalog.files(folder);
        assertThat(files).isNotEmpty();

        catalog.sql("DROP TABLE managed");
        catalog.sql("DROP TABLE external");

        lasting.check(() -> {
            assertThat(catalog.warehouse().resolve("shop.db/managed")).doesNotExist();
            assertThat(SparkCatalog.files(folder)).isEqualTo(files);
            assertThat(catalog.rows("SHOW TABLES LIKE 'managed|external'")).isEmpty();
        });
        assertThatThrownBy(() -> catalog.sql("SELECT * FROM managed")).hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    void truncatesAndLoads() throws Throwable {
        Path file = Files.writeString(catalog.newFolder("load").resolve("rows.txt"), "7\u0001seven\n");
        catalog.sql("CREATE TABLE loaded (a INT, b STRING) STORED AS TEXTFILE");
        catalog.sql("INSERT INTO loaded VALUES (1, 'gone')");
        catalog.sql("TRUNCATE TABLE loaded");
        assertThat(catalog.rows("SELECT * FROM loaded")).isEmpty();
        catalog.sql("LOAD DATA LOCAL INPATH '" + file + "' INTO TABLE loaded");

        lasting.check(() -> assertThat(catalog.rows("SELECT * FROM loaded")).containsExactly("7|seven"));
    }

    @Test
    void keepsViews() throws Throwable {
        catalog.sql("CREATE TABLE base (a INT, b STRING) USING parquet");
        catalog.sql("INSERT INTO base VALUES (1, 'one'), (2, 'two')");
        catalog.sql("CREATE VIEW seen (number COMMENT 'nº', name) COMMENT 'über base' TBLPROPERTIES ('p' = 'v')"
                + " AS SELECT a, b FROM base WHERE a > 1");
        catalog.sql("CREATE VIEW seen_again AS SELECT upper(name) AS name FROM seen");
        catalog.sql("CREATE VIEW changing AS SELECT 1 AS x");
        catalog.sql("ALTER VIEW changing AS SELECT 2 AS x, 'two' AS y");
        catalog.sql("CREATE VIEW gone AS SELECT 1 AS x");
        catalog.sql("DROP VIEW gone");
        catalog.sql("ALTER VIEW changing RENAME TO changed");

        lasting.check(() -> {
            assertThat(catalog.rows("SELECT * FROM seen_again")).containsExactly("TWO");
            assertThat(catalog.rows("SELECT * FROM changed")).containsExactly("2|two");
            assertThat(catalog.rows("DESCRIBE seen")).containsExactly("number|int|nº", "name|string|null");
            assertThat(catalog.rows("SHOW VIEWS LIKE '*'"))
                    .containsExactlyInAnyOrder("shop|seen|false", "shop|seen_again|false", "shop|changed|false");
            assertThat(catalog.rows("SHOW CREATE TABLE seen").get(0)).contains("WHERE a > 1", "über base");
        });
    }

    @Test
    void keepsNamesOfColumnsAsTheyAreWritten() throws Throwable {
        catalog.sql("CREATE TABLE mixed (camelCase INT, `with space` STRING, `a.b` INT) USING parquet");
        catalog.sql("INSERT INTO mixed VALUES (1, 'x', 2)");

        lasting.check(() -> {
            assertThat(catalog.session().table("mixed").columns()).containsExactly("camelCase", "with space", "a.b");
            assertThat(catalog.rows("SELECT `with space`, `a.b` FROM MIXED")).containsExactly("x|2");
        });
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isTheSameAfterARestart() {
        lasting.checkAgainAfterRestart();
    }

    private static Path onlyFile(Path folder) {
        List<String> files = SparkCatalog.files(folder);
        assertThat(files).hasSize(1);
        return folder.resolve(files.get(0));
    }
}
