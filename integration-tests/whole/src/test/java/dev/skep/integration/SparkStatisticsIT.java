package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Statistics as Spark computes and keeps them. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SparkStatisticsIT {
    private final SparkCatalog catalog;
    private final Lasting lasting;

    SparkStatisticsIT(SparkCatalog catalog) {
        this.catalog = catalog;
        this.lasting = new Lasting(catalog);
    }

    @BeforeAll
    void makeDatabase() {
        catalog.sql("CREATE DATABASE measured");
        catalog.sql("USE measured");
    }

    @Test
    void keepsThoseOfATableAndItsColumns() throws Throwable {
        for (String form : List.of("STORED AS TEXTFILE", "USING parquet")) {
            String table = "whole_" + form.charAt(0);
            catalog.sql("CREATE TABLE " + table + " (i INT, s STRING, d DATE, x DOUBLE) " + form);
            catalog.sql("INSERT INTO " + table + " SELECT id, if(id % 4 = 0, NULL, concat('größe', id % 5)),"
                    + " date_add(DATE'2024-01-01', cast(id AS INT)), id / 2 FROM range(100)");
            catalog.sql("ANALYZE TABLE " + table + " COMPUTE STATISTICS FOR ALL COLUMNS");

            lasting.check(() -> {
                assertThat(catalog.rows("DESCRIBE EXTENDED " + table))
                        .anyMatch(row -> row.matches("Statistics\\|\\d+ bytes, 100 rows\\|"));
                assertThat(catalog.rows("DESCRIBE EXTENDED " + table + " i"))
                        .contains("min|0", "max|99", "num_nulls|0")
                        .anyMatch(row -> row.matches("distinct_count\\|(9|10)\\d"));
                assertThat(catalog.rows("DESCRIBE EXTENDED " + table + " s")).contains("num_nulls|25", "max_col_len|6");
                assertThat(catalog.rows("DESCRIBE EXTENDED " + table + " d")).contains("max|2024-04-09");
                assertThat(catalog.rows("DESCRIBE EXTENDED " + table + " x")).contains("max|49.5");
            });
        }
    }

    @Test
    void keepsThoseOfPartitions() throws Throwable {
        catalog.sql("CREATE TABLE parts (i INT) PARTITIONED BY (k STRING) STORED AS PARQUET");
        catalog.sql("INSERT INTO parts SELECT id, if(id < 30, 'small', 'a/b') FROM range(100)");
        catalog.sql("ANALYZE TABLE parts PARTITION (k) COMPUTE STATISTICS");

        lasting.check(() -> {
            assertThat(catalog.rows("DESCRIBE EXTENDED parts PARTITION (k = 'small')"))
                    .anyMatch(row -> row.matches("Partition Statistics\\|\\d+ bytes, 30 rows\\|"));
            assertThat(catalog.rows("DESCRIBE EXTENDED parts PARTITION (k = 'a/b')"))
                    .anyMatch(row -> row.matches("Partition Statistics\\|\\d+ bytes, 70 rows\\|"));
        });
    }

    @Test
    void forgetsThoseOfRowsThatAreReplaced() {
        catalog.sql("CREATE TABLE replaced (i INT) USING parquet");
        catalog.sql("INSERT INTO replaced SELECT id FROM range(10)");
        catalog.sql("ANALYZE TABLE replaced COMPUTE STATISTICS");
        catalog.sql("INSERT OVERWRITE replaced SELECT 1");

        assertThat(catalog.rows("DESCRIBE EXTENDED replaced")).noneMatch(row -> row.contains("10 rows"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isTheSameAfterARestart() {
        lasting.checkAgainAfterRestart();
    }
}
