package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Databases and functions as Spark makes, changes and drops them. */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class SparkDatabasesIT {
    private final SparkCatalog catalog;
    private final Lasting lasting;

    SparkDatabasesIT(SparkCatalog catalog) {
        this.catalog = catalog;
        this.lasting = new Lasting(catalog);
    }

    @Test
    void keepsCommentLocationAndProperties() throws Throwable {
        Path folder = catalog.newFolder("elsewhere");
        catalog.sql("CREATE DATABASE elsewhere COMMENT 'Größe: 😀 \\'quoted\\''" + " LOCATION '" + folder.toUri()
                + "' WITH DBPROPERTIES ('a' = '1', 'ключ' = 'значение')");
        catalog.sql("ALTER DATABASE elsewhere SET DBPROPERTIES ('a' = '2', 'b' = '')");
        catalog.sql("CREATE TABLE elsewhere.t (a INT) STORED AS TEXTFILE");
        catalog.sql("INSERT INTO elsewhere.t VALUES (1)");

        lasting.check(() -> {
            assertThat(catalog.rows("DESCRIBE DATABASE EXTENDED elsewhere"))
                    .contains(
                            "Namespace Name|elsewhere",
                            "Comment|Größe: 😀 'quoted'",
                            "Properties|((a,2), (b,), (ключ,значение))")
                    .anyMatch(row ->
                            row.matches("Location\\|file:/+" + folder.toString().substring(1) + "/?"));
            assertThat(SparkCatalog.files(folder)).hasSize(1).allMatch(file -> file.startsWith("t/"));
            assertThat(catalog.rows("SELECT * FROM elsewhere.t")).containsExactly("1");
        });
    }

    @Test
    void listsByPattern() throws Throwable {
        catalog.sql("CREATE DATABASE listing_one");
        catalog.sql("CREATE DATABASE listing_two");
        catalog.sql("CREATE DATABASE IF NOT EXISTS listing_two");

        lasting.check(() -> {
            assertThat(catalog.rows("SHOW DATABASES LIKE 'listing*'")).containsExactly("listing_one", "listing_two");
            assertThat(catalog.rows("SHOW DATABASES LIKE 'listing_o*|default'"))
                    .containsExactlyInAnyOrder("default", "listing_one");
        });
    }

    @Test
    void refusesADatabaseThatExists() {
        catalog.sql("CREATE DATABASE once");

        assertThatThrownBy(() -> catalog.sql("CREATE DATABASE once")).hasMessageContaining("already exists");
    }

    @Test
    void dropsADatabaseThatIsFullOnlyWithCascade() {
        catalog.sql("CREATE DATABASE full");
        catalog.sql("CREATE TABLE full.t (a INT) USING parquet");
        catalog.sql("INSERT INTO full.t VALUES (1)");
        Path folder = catalog.warehouse().resolve("full.db");
        assertThat(SparkCatalog.files(folder)).isNotEmpty();

        assertThatThrownBy(() -> catalog.sql("DROP DATABASE full")).hasMessageContaining("CASCADE");
        assertThat(catalog.rows("SELECT * FROM full.t")).containsExactly("1");

        catalog.sql("DROP DATABASE full CASCADE");
        assertThat(catalog.rows("SHOW DATABASES LIKE 'full'")).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void keepsFunctionsOfHive() throws Throwable {
        catalog.sql("CREATE DATABASE functions");
        catalog.sql("CREATE FUNCTION functions.shout AS 'org.apache.hadoop.hive.ql.udf.generic.GenericUDFLower'");
        catalog.sql("CREATE OR REPLACE FUNCTION functions.shout"
                + " AS 'org.apache.hadoop.hive.ql.udf.generic.GenericUDFUpper'");
        catalog.sql("CREATE FUNCTION functions.gone AS 'org.apache.hadoop.hive.ql.udf.generic.GenericUDFUpper'");
        catalog.sql("DROP FUNCTION functions.gone");

        lasting.check(() -> {
            assertThat(catalog.rows("SHOW USER FUNCTIONS IN functions LIKE '*o*'"))
                    .containsExactly("spark_catalog.functions.shout");
            assertThat(catalog.value("SELECT functions.shout('grüezi')")).isEqualTo("GRÜEZI");
        });
    }

    @Test
    void keepsFunctionsOfSqlHoweverLong() throws Throwable {
        assumeThat(catalog.session().version()).as("Spark has them from 4 on").isGreaterThan("4");
        String longText = "x".repeat(9_000);
        catalog.sql("CREATE DATABASE sql_functions");
        catalog.sql("CREATE FUNCTION sql_functions.area(width DOUBLE, height DOUBLE COMMENT 'in m') RETURNS DOUBLE"
                + " COMMENT 'Fläche' RETURN width * height");
        catalog.sql("CREATE FUNCTION sql_functions.long_one() RETURNS INT RETURN length('" + longText + "')");

        lasting.check(() -> {
            assertThat(catalog.value("SELECT sql_functions.area(2, 3.5D)")).isEqualTo(7.0);
            assertThat(catalog.value("SELECT sql_functions.long_one()")).isEqualTo(9_000);
        });
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isTheSameAfterARestart() {
        lasting.checkAgainAfterRestart();
    }
}
