package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.partition;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.Column;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines answer counts from these figures without a look at the files. */
class RowFiguresTest {
    private static final Map<String, String> TWO_ROWS = Map.of(
            "numFiles", "1",
            "totalSize", "80",
            "numRows", "2",
            "rawDataSize", "78",
            "colour", "blue",
            "COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\"}}");

    @TempDir
    private Path root;

    private CatalogFixture catalog;

    @BeforeEach
    void open() {
        catalog = new CatalogFixture(root);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void aTruncatedTableHasNoRows() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null).withParameters(TWO_ROWS), WriteMode.APPLY);
        catalog.statistics.putForTable(table("t"), List.of(statistics()), false);

        catalog.tables.truncate(table("t"), List.of());

        Table emptied = catalog.tables.get(table("t")).value();
        assertHoldsNothing(emptied.parameters());
        assertThat(catalog.statistics.ofTable(table("t"), List.of("id"), ColumnStatistics.DEFAULT_ENGINE))
                .isEmpty();
    }

    /** Hive's own tests truncate a table without partitions by names of some, and expect that nothing happens. */
    @Test
    void partitionsThatAreNotThereArePassedOver() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null).withParameters(TWO_ROWS), WriteMode.APPLY);

        catalog.tables.truncate(table("t"), List.of(new PartitionName("day=1")));

        assertThat(catalog.tables.get(table("t")).value().parameters()).containsAllEntriesOf(TWO_ROWS);
    }

    @Test
    void truncatedPartitionsHaveNoRowsAndOthersKeepTheirs() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null, new Column("day", "string")), WriteMode.APPLY);
        List<Partition> both =
                List.of(partition("1").withParameters(TWO_ROWS), partition("2").withParameters(TWO_ROWS));
        catalog.partitions.add(table("t"), any -> both, false, WriteMode.APPLY);
        PartitionName first = new PartitionName("day=1");
        PartitionName second = new PartitionName("day=2");
        catalog.statistics.putForPartitions(
                table("t"), Map.of(first, List.of(statistics()), second, List.of(statistics())), false);

        catalog.tables.truncate(table("t"), List.of(first));

        assertHoldsNothing(parameters("1"));
        assertThat(parameters("2")).containsAllEntriesOf(TWO_ROWS);
        assertThat(catalog.statistics.ofPartitions(
                        table("t"), List.of(first, second), List.of("id"), ColumnStatistics.DEFAULT_ENGINE))
                .containsOnlyKeys(second);

        catalog.tables.truncate(table("t"), List.of());

        assertHoldsNothing(parameters("2"));
    }

    @Test
    void aNewTableStartsFromNothingOnlyWhereNothingIs() throws IOException {
        assertThat(created("fresh"))
                .containsEntry("numRows", "0")
                .containsEntry(
                        "COLUMN_STATS_ACCURATE",
                        "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\",\"name\":\"true\"}}");

        catalog.file("warehouse/sales.db/emptied/_hidden", "x");
        assertThat(created("emptied")).containsEntry("numRows", "0");

        catalog.file("warehouse/sales.db/full/f", "12345");
        assertThat(created("full"))
                .containsEntry("totalSize", "5")
                .doesNotContainKeys("numRows", "COLUMN_STATS_ACCURATE");
    }

    /** Figures of rows that came to rows of which nothing is known would pass for those of all. */
    @Test
    void statisticsOfNewRowsAreAddedOnlyToThoseOfAllRows() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null), WriteMode.APPLY);

        catalog.statistics.putForTable(table("t"), List.of(statistics()), true);
        assertThat(nulls()).isEmpty();
        assertThat(marks()).isNull();

        catalog.statistics.putForTable(table("t"), List.of(statistics()), false);
        assertThat(marks()).isEqualTo("{\"COLUMN_STATS\":{\"id\":\"true\"}}");

        catalog.statistics.putForTable(table("t"), List.of(statistics()), true);
        assertThat(nulls()).containsExactly(6L);

        catalog.statistics.deleteForTable(table("t"), List.of("id"), List.of());
        assertThat(marks()).isNull();
    }

    @Test
    void statisticsOfPartitionsAreMarkedInTheirParameters() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null, new Column("day", "string")), WriteMode.APPLY);
        catalog.partitions.add(table("t"), any -> List.of(partition("1")), false, WriteMode.APPLY);
        PartitionName asClientsMayWriteIt = new PartitionName("DAY=1");

        catalog.statistics.putForPartitions(table("t"), Map.of(asClientsMayWriteIt, List.of(statistics())), true);
        assertThat(parameters("1")).doesNotContainKey("COLUMN_STATS_ACCURATE");

        catalog.statistics.putForPartitions(table("t"), Map.of(asClientsMayWriteIt, List.of(statistics())), false);
        assertThat(parameters("1")).containsEntry("COLUMN_STATS_ACCURATE", "{\"COLUMN_STATS\":{\"id\":\"true\"}}");

        assertThat(catalog.statistics.deleteForPartitions(
                        table("t"), List.of(asClientsMayWriteIt), List.of(), List.of()))
                .isEqualTo(1);
        assertThat(parameters("1")).doesNotContainKey("COLUMN_STATS_ACCURATE");
    }

    @Test
    void marksAreReadInEveryFormThatHiveHasWritten() {
        Map<String, String> odd = RowFigures.withExact(Map.of(), List.of("a\"b\\c"));

        assertThat(RowFigures.exactColumns(odd)).containsExactly("a\"b\\c");
        assertThat(RowFigures.exactColumns(Map.of("COLUMN_STATS_ACCURATE", "{}")))
                .isEmpty();
        assertThat(RowFigures.withExact(Map.of("COLUMN_STATS_ACCURATE", "true"), List.of("id")))
                .containsEntry(
                        "COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\"}}");
    }

    @Test
    void statisticsOfColumnsThatAreNotThereAreRefused() {
        catalog.tables.create(draft("t", TableKind.MANAGED, null), WriteMode.APPLY);
        ColumnStatistics stray = new ColumnStatistics(
                "nope",
                "bigint",
                ColumnStatistics.DEFAULT_ENGINE,
                null,
                statistics().figures());

        assertThatThrownBy(() -> catalog.statistics.putForTable(table("t"), List.of(stray), false))
                .hasMessageContaining("has no column nope");
    }

    private @Nullable String marks() {
        return catalog.tables.get(table("t")).value().parameters().get("COLUMN_STATS_ACCURATE");
    }

    private List<Long> nulls() {
        return catalog.statistics.ofTable(table("t"), List.of("id"), ColumnStatistics.DEFAULT_ENGINE).stream()
                .map(each -> each.figures().nulls())
                .toList();
    }

    private Map<String, String> created(String name) {
        return catalog.tables
                .create(
                        draft(name, TableKind.MANAGED, null),
                        new TableAttachments(List.of(), List.of(), List.of(), List.of("name", "id")),
                        QuickStatistics.GATHERED,
                        WriteMode.APPLY)
                .value()
                .parameters();
    }

    private Map<String, String> parameters(String day) {
        return catalog.partitions.get(table("t"), List.of(day)).value().parameters();
    }

    private static void assertHoldsNothing(Map<String, String> parameters) {
        assertThat(parameters)
                .containsEntry("numFiles", "0")
                .containsEntry("totalSize", "0")
                .containsEntry("numRows", "0")
                .containsEntry("rawDataSize", "0")
                .containsEntry("colour", "blue")
                .containsEntry("COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\"}");
    }

    private static ColumnStatistics statistics() {
        return new ColumnStatistics(
                "id",
                "bigint",
                ColumnStatistics.DEFAULT_ENGINE,
                null,
                new ColumnStatistics.OfLong(1L, 2L, 3, 2, ColumnStatistics.Sketches.NONE));
    }
}
