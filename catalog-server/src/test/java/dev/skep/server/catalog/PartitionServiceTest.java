package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.NOW;
import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.partition;
import static dev.skep.server.catalog.CatalogFixture.refused;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableKind;
import dev.skep.server.store.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionServiceTest {
    private static final Column[] KEYS = {new Column("day", "date"), new Column("hr", "int")};

    @TempDir
    private Path root;

    private CatalogFixture catalog;

    @BeforeEach
    void open() {
        catalog = new CatalogFixture(root);
        catalog.tables.create(draft("t", TableKind.MANAGED, null, KEYS), WriteMode.APPLY);
        catalog.tables.create(draft("e", TableKind.EXTERNAL, null, KEYS), WriteMode.APPLY);
        catalog.tables.create(draft("plain", TableKind.MANAGED, null), WriteMode.APPLY);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void givesAPartitionItsPlaceTimeAndDirectory() {
        add("t", partition("2024-01-01", "3"));

        Partition added =
                catalog.partitions.get(table("t"), List.of("2024-01-01", "3")).value();
        assertThat(added.location()).isEqualTo(catalog.at("warehouse/sales.db/t/day=2024-01-01/hr=3"));
        assertThat(root.resolve("warehouse/sales.db/t/day=2024-01-01/hr=3")).isDirectory();
        assertThat(added.createdAt()).isEqualTo(NOW);
        assertThat(added.parameters()).containsKey("transient_lastDdlTime");
    }

    @Test
    void addsAllOrNone() {
        add("t", partition("2024-01-01", "3"));
        refused(
                ErrorKind.ALREADY_EXISTS,
                "day=2024-01-01/hr=3",
                () -> add("t", partition("2024-01-01", "4"), partition("2024-01-01", "3")));
        assertThat(names("t", new Selection.All())).containsExactly("day=2024-01-01/hr=3");
        assertThat(root.resolve("warehouse/sales.db/t/day=2024-01-01/hr=4")).doesNotExist();
    }

    @Test
    void leavesWhatExistsIfThatIsAskedFor() {
        add("t", partition("2024-01-01", "3"));
        PartitionService.Added added = catalog.partitions.add(
                table("t"),
                any -> List.of(partition("2024-01-01", "3"), partition("2024-01-01", "4")),
                true,
                WriteMode.APPLY);
        assertThat(added.added()).extracting(Partition::values).containsExactly(List.of("2024-01-01", "4"));
        assertThat(added.existing()).extracting(Partition::values).containsExactly(List.of("2024-01-01", "3"));
    }

    @Test
    void refusesWhatIsNoPartitionOfTheTable() {
        refused(ErrorKind.INVALID, "[day, hr]", () -> add("t", partition("2024-01-01")));
        refused(ErrorKind.INVALID, "not partitioned", () -> add("plain", partition()));
        refused(ErrorKind.INVALID, "700", () -> add("t", partition("2024-01-01", "x".repeat(701))));
        refused(ErrorKind.INVALID, "twice", () -> add("t", partition("2024-01-01", "1"), partition("2024-01-01", "1")));
        refused(ErrorKind.NOT_FOUND_TABLE, "sales.gone", () -> add("gone", partition("1", "2")));
    }

    @Test
    void selectsByFilterAndByLeadingValues() {
        add("t", partition("2024-01-01", "3"), partition("2024-01-01", "12"), partition("2024-02-01", "3"));

        assertThat(names("t", new Selection.ByFilter("hr > 5 or day >= '2024-02-01'")))
                .containsExactly("day=2024-01-01/hr=12", "day=2024-02-01/hr=3");
        assertThat(names("t", new Selection.ByValues(List.of("2024-01-01"))))
                .containsExactly("day=2024-01-01/hr=12", "day=2024-01-01/hr=3");
        assertThat(names("t", new Selection.ByValues(List.of("", "3"))))
                .containsExactly("day=2024-01-01/hr=3", "day=2024-02-01/hr=3");
        assertThat(catalog.partitions.count(table("t"), new Selection.ByFilter("hr = 3")))
                .isEqualTo(2);
        refused(ErrorKind.INVALID, "partition key", () -> names("t", new Selection.ByFilter("colour = 'red'")));
    }

    @Test
    void keepsPlaceAndTimeOfWhatIsAlteredWithoutThem() {
        add("t", partition("2024-01-01", "3"));
        catalog.partitions.alter(
                table("t"),
                found -> List.of(partition("2024-01-01", "3").withParameters(Map.of("rows", "7"))),
                (before, next) -> next,
                QuickStatistics.LEFT_ALONE);

        Partition altered =
                catalog.partitions.get(table("t"), List.of("2024-01-01", "3")).value();
        assertThat(altered.location()).isEqualTo(catalog.at("warehouse/sales.db/t/day=2024-01-01/hr=3"));
        assertThat(altered.createdAt()).isEqualTo(NOW);
        assertThat(altered.parameters()).containsEntry("rows", "7");
    }

    @Test
    void countsTheFilesOfWhatIsAddedAndAltered() throws IOException {
        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/f", "abc");
        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/_hidden", "abc");
        Partition unwanted = partition("2024-01-01", "5").withParameters(Map.of("DO_NOT_UPDATE_STATS", "true"));
        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=5/f", "abc");
        catalog.partitions.add(
                table("t"),
                found -> List.of(partition("2024-01-01", "3"), partition("2024-01-01", "4"), unwanted),
                false,
                QuickStatistics.GATHERED,
                WriteMode.APPLY);

        assertThat(parameters("3")).containsEntry("numFiles", "1").containsEntry("totalSize", "3");
        assertThat(parameters("4")).doesNotContainKey("numFiles");
        assertThat(parameters("5")).doesNotContainKeys("numFiles", "DO_NOT_UPDATE_STATS");

        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/g", "abcd");
        alter(Map.of("numFiles", "1", "totalSize", "3", "COLUMN_STATS_ACCURATE", "x"), QuickStatistics.GATHERED);
        assertThat(parameters("3")).containsEntry("totalSize", "3").containsKey("COLUMN_STATS_ACCURATE");
        alter(Map.of("numFiles", "1", "totalSize", "99", "COLUMN_STATS_ACCURATE", "x"), QuickStatistics.GATHERED);
        assertThat(parameters("3"))
                .containsEntry("numFiles", "2")
                .containsEntry("totalSize", "7")
                .doesNotContainKey("COLUMN_STATS_ACCURATE");
        alter(Map.of("numFiles", "1", "totalSize", "3"), QuickStatistics.LEFT_ALONE);
        assertThat(parameters("3")).containsEntry("totalSize", "3");
        alter(Map.of("numFiles", "1", "totalSize", "3"), QuickStatistics.GATHERED_EXACTLY);
        assertThat(parameters("3")).containsEntry("totalSize", "7").containsKey("COLUMN_STATS_ACCURATE");
    }

    private void alter(Map<String, String> parameters, QuickStatistics statistics) {
        catalog.partitions.alter(
                table("t"),
                found -> List.of(partition("2024-01-01", "3").withParameters(parameters)),
                (before, next) -> next,
                statistics);
    }

    private Map<String, String> parameters(String hour) {
        return catalog.partitions
                .get(table("t"), List.of("2024-01-01", hour))
                .value()
                .parameters();
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseChanged() {
        add("t", partition("2024-01-01", "3"));
        PartitionName name = new PartitionName("day=2024-01-01/hr=3");
        long version = catalog.partitions.get(table("t"), name).version();
        catalog.partitions.alter(
                table("t"),
                found -> List.of(partition("2024-01-01", "3")),
                (before, next) -> next,
                QuickStatistics.LEFT_ALONE);

        refused(
                ErrorKind.CONFLICT,
                "day=2024-01-01/hr=3",
                () -> catalog.partitions.alter(
                        table("t"), name, (any, current) -> current, Precondition.version(version), WriteMode.APPLY));
    }

    @Test
    void movesTheDirectoryOfARenamedPartitionWhereTheTableOwnsIt() throws IOException {
        for (String name : List.of("t", "e")) {
            add(name, partition("2024-01-01", "3"));
        }
        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/f", "x");
        catalog.file("external/sales.db/e/day=2024-01-01/hr=3/f", "x");

        for (String name : List.of("t", "e")) {
            catalog.partitions.rename(
                    table(name),
                    List.of("2024-01-01", "3"),
                    found -> partition("2025-01-01", "3"),
                    (before, next) -> next);
            assertThat(names(name, new Selection.All())).containsExactly("day=2025-01-01/hr=3");
        }

        assertThat(root.resolve("warehouse/sales.db/t/day=2025-01-01/hr=3/f")).hasContent("x");
        assertThat(root.resolve("external/sales.db/e/day=2024-01-01/hr=3/f")).hasContent("x");
        assertThat(location("e", "2025-01-01", "3")).isEqualTo(catalog.at("external/sales.db/e/day=2024-01-01/hr=3"));
    }

    @Test
    void dropsFilesOnlyWhereTheTableOwnsThem() throws IOException {
        for (String name : List.of("t", "e")) {
            add(name, partition("2024-01-01", "3"));
        }
        catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/f", "x");
        catalog.file("external/sales.db/e/day=2024-01-01/hr=3/f", "x");

        for (String name : List.of("t", "e")) {
            catalog.partitions.drop(
                    table(name),
                    SelectedPartitions.values(List.of("2024-01-01", "3")),
                    DroppedFiles.REMOVED,
                    false,
                    WriteMode.APPLY);
            assertThat(names(name, new Selection.All())).isEmpty();
        }

        assertThat(root.resolve("warehouse/sales.db/t/day=2024-01-01/hr=3")).doesNotExist();
        assertThat(root.resolve("external/sales.db/e/day=2024-01-01/hr=3/f")).exists();
    }

    @Test
    void dropsFilesOfAnExternalTableThatSaysSo() throws IOException {
        catalog.tables.alter(
                table("e"),
                before -> before.withParameters(Map.of("external.table.purge", "true")),
                false,
                Precondition.NONE,
                WriteMode.APPLY);
        add("e", partition("2024-01-01", "3"));
        catalog.file("external/sales.db/e/day=2024-01-01/hr=3/f", "x");

        dropOne("e", DroppedFiles.KEPT);
        assertThat(root.resolve("external/sales.db/e/day=2024-01-01/hr=3/f")).exists();
        add("e", partition("2024-01-01", "3"));
        dropOne("e", DroppedFiles.REMOVED);

        assertThat(root.resolve("external/sales.db/e/day=2024-01-01")).doesNotExist();
    }

    @Test
    void removesTheDirectoryOfAnArchive() throws IOException {
        Path before = catalog.file("elsewhere/f", "x").getParent();
        Path now = catalog.file("warehouse/sales.db/t/day=2024-01-01/hr=3/f", "x");
        add(
                "t",
                partition("2024-01-01", "3")
                        .withParameters(Map.of("is_archived", "true", "original_location", catalog.at("elsewhere"))));

        dropOne("t", DroppedFiles.REMOVED);

        assertThat(before).doesNotExist();
        assertThat(now).exists();
    }

    private void dropOne(String table, DroppedFiles files) {
        catalog.partitions.drop(
                table(table), SelectedPartitions.values(List.of("2024-01-01", "3")), files, false, WriteMode.APPLY);
    }

    @Test
    void dropsAllOfTheNamedOrNone() {
        add("t", partition("2024-01-01", "3"));
        SelectedPartitions oneTooMany = SelectedPartitions.names(
                List.of(new PartitionName("day=2024-01-01/hr=3"), new PartitionName("day=2024-01-01/hr=4")));

        refused(
                ErrorKind.NOT_FOUND_PARTITION,
                "hr=4",
                () -> catalog.partitions.drop(table("t"), oneTooMany, DroppedFiles.REMOVED, false, WriteMode.APPLY));
        assertThat(names("t", new Selection.All())).hasSize(1);
        assertThat(catalog.partitions.drop(table("t"), oneTooMany, DroppedFiles.REMOVED, true, WriteMode.APPLY))
                .hasSize(1);
    }

    @Test
    void aListingIsOfOneMoment() {
        List<Partition> many = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            many.add(partition("2024-01-01", String.valueOf(i)));
        }
        catalog.partitions.add(table("e"), any -> many, false, WriteMode.APPLY);

        int read = 0;
        try (Listing<Stored<Partition>> listing = catalog.partitions.list(table("e"), new Selection.All(), -1)) {
            add("e", partition("2024-01-01", "999999"));
            for (Stored<Partition> ignored : listing) {
                read++;
            }
            assertThat(read).isEqualTo(listing.size()).isEqualTo(2_500);
        }
    }

    private void add(String table, Partition... partitions) {
        catalog.partitions.add(table(table), any -> List.of(partitions), false, WriteMode.APPLY);
    }

    private List<String> names(String table, Selection selection) {
        List<String> names = new ArrayList<>();
        try (Listing<PartitionName> listing = catalog.partitions.names(table(table), selection, -1)) {
            listing.forEach(name -> names.add(name.value()));
        }
        return names;
    }

    private String location(String table, String... values) {
        return catalog.partitions.get(table(table), List.of(values)).value().location();
    }
}
