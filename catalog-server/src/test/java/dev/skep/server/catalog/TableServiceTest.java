package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.ID_AND_NAME;
import static dev.skep.server.catalog.CatalogFixture.NOW;
import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.partition;
import static dev.skep.server.catalog.CatalogFixture.refused;
import static dev.skep.server.catalog.CatalogFixture.renamed;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Column;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableServiceTest {
    private static final Column DAY = new Column("day", "string");

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
    void givesAManagedTableItsPlaceTimeAndDirectory() {
        Table created = create(draft("orders", TableKind.MANAGED, null));

        assertThat(created.location()).isEqualTo(catalog.at("warehouse/sales.db/orders"));
        assertThat(root.resolve("warehouse/sales.db/orders")).isDirectory();
        assertThat(created.createdAt()).isEqualTo(NOW);
        assertThat(created.parameters())
                .containsExactly(Map.entry("transient_lastDdlTime", String.valueOf(NOW.getEpochSecond())));
        assertThat(catalog.tables.get(table("orders")).value()).isEqualTo(created);
    }

    @Test
    void putsExternalTablesUnderTheirOwnRoot() {
        assertThat(create(draft("ext", TableKind.EXTERNAL, null)).location())
                .isEqualTo(catalog.at("external/sales.db/ext"));
        assertThat(create(draft("elsewhere", TableKind.EXTERNAL, root.resolve("data") + "/"))
                        .location())
                .isEqualTo(catalog.at("data"));
    }

    @Test
    void takesASingleFileForAnExternalTableOnly() throws IOException {
        catalog.file("data/planets.json", "{}");
        String file = catalog.at("data/planets.json");

        assertThat(create(draft("planets", TableKind.EXTERNAL, file)).location())
                .isEqualTo(file);
        refused(
                ErrorKind.INVALID_LOCATION,
                "a file is in the way",
                () -> create(draft("mine", TableKind.MANAGED, file)));
        assertThat(root.resolve("data/planets.json")).hasContent("{}");
    }

    @Test
    void givesAViewNoDirectory() {
        assertThat(create(draft("v", TableKind.VIEW, null)).location()).isNull();
        assertThat(root.resolve("warehouse/sales.db/v")).doesNotExist();
    }

    @Test
    void refusesWhatIsNoTable() {
        refused(ErrorKind.INVALID, "'a/b'", () -> create(draft("a/b", TableKind.MANAGED, null)));
        refused(
                ErrorKind.INVALID,
                "two columns called Name",
                () -> create(draft("t", TableKind.MANAGED, null, new Column("Name", "string"))));
        refused(
                ErrorKind.INVALID,
                "no type",
                () -> create(draft("t", TableKind.MANAGED, null, new Column("day", " "))));
        TableName lost = Names.table(Names.database(Names.DEFAULT_CATALOG, "nowhere"), "t");
        refused(
                ErrorKind.NOT_FOUND_DATABASE,
                "nowhere",
                () -> create(renamed(draft("t", TableKind.MANAGED, null), lost)));
    }

    @Test
    void refusesASecondTableOfTheSameNameAndKeepsTheFirst() {
        Table first = create(draft("t", TableKind.MANAGED, null));
        refused(
                ErrorKind.ALREADY_EXISTS,
                "sales.t",
                () -> create(
                        draft("T", TableKind.EXTERNAL, root.resolve("other").toString())));
        assertThat(catalog.tables.get(table("t")).value()).isEqualTo(first);
        assertThat(root.resolve("other")).doesNotExist();
    }

    @Test
    void aDryRunAnswersWhatWouldBeAndLeavesNothing() {
        Stored<Table> would = catalog.tables.create(draft("t", TableKind.MANAGED, null), WriteMode.DRY_RUN);

        assertThat(would.value().location()).isEqualTo(catalog.at("warehouse/sales.db/t"));
        assertThat(root.resolve("warehouse/sales.db/t")).doesNotExist();
        refused(ErrorKind.NOT_FOUND_TABLE, "sales.t", () -> catalog.tables.get(table("t")));
    }

    @Test
    void takesTheDirectoryAlongWhenAManagedTableIsRenamed() throws IOException {
        create(draft("old", TableKind.MANAGED, null, DAY));
        catalog.partitions.add(table("old"), any -> List.of(partition("1")), false, WriteMode.APPLY);
        catalog.partitions.add(
                table("old"), any -> List.of(partition("2").withLocation(catalog.at("aside"))), false, WriteMode.APPLY);
        catalog.file("warehouse/sales.db/old/day=1/f", "x");

        alter("old", current -> renamed(current, table("new")));

        assertThat(catalog.tables.get(table("new")).value().location()).isEqualTo(catalog.at("warehouse/sales.db/new"));
        assertThat(root.resolve("warehouse/sales.db/new/day=1/f")).hasContent("x");
        assertThat(root.resolve("warehouse/sales.db/old")).doesNotExist();
        assertThat(catalog.partitions.get(table("new"), List.of("1")).value().location())
                .isEqualTo(catalog.at("warehouse/sales.db/new/day=1"));
        assertThat(catalog.partitions.get(table("new"), List.of("2")).value().location())
                .isEqualTo(catalog.at("aside"));
    }

    @Test
    void leavesAManagedTableWhereSomebodyPutItWhenItIsRenamed() throws IOException {
        create(draft("old", TableKind.MANAGED, catalog.at("aside/mine")));
        catalog.file("aside/mine/f", "x");

        alter("old", current -> renamed(current, table("new")));

        assertThat(catalog.tables.get(table("new")).value().location()).isEqualTo(catalog.at("aside/mine"));
        assertThat(root.resolve("aside/mine/f")).hasContent("x");
    }

    @Test
    void countsFilesForACallerWhoWantsThat() throws IOException {
        catalog.file("warehouse/sales.db/t/f", "12345");
        Map<String, String> made = catalog.tables
                .create(
                        draft("t", TableKind.MANAGED, null),
                        TableAttachments.NONE,
                        QuickStatistics.GATHERED,
                        WriteMode.APPLY)
                .value()
                .parameters();
        assertThat(made).containsEntry("numFiles", "1").containsEntry("totalSize", "5");

        catalog.file("warehouse/sales.db/t/g", "12");
        Map<String, String> altered = alteredWith(QuickStatistics.GATHERED_EXACTLY, made);
        assertThat(altered)
                .containsEntry("totalSize", "7")
                .containsEntry("COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\"}");

        catalog.file("warehouse/sales.db/t/h", "1");
        Map<String, String> optedOut = new HashMap<>(altered);
        optedOut.put("DO_NOT_UPDATE_STATS", "true");
        assertThat(alteredWith(QuickStatistics.GATHERED, optedOut)).isEqualTo(altered);
        assertThat(alteredWith(QuickStatistics.LEFT_ALONE, altered)).isEqualTo(altered);
        assertThat(alteredWith(QuickStatistics.GATHERED, altered))
                .containsEntry("totalSize", "8")
                .doesNotContainKey("COLUMN_STATS_ACCURATE");
    }

    private Map<String, String> alteredWith(QuickStatistics statistics, Map<String, String> parameters) {
        return catalog.tables
                .alter(
                        table("t"),
                        current -> current.withParameters(parameters),
                        false,
                        statistics,
                        Precondition.NONE,
                        WriteMode.APPLY)
                .value()
                .parameters();
    }

    @Test
    void refusesWhatHiveRefuses() {
        refused(
                ErrorKind.INVALID,
                "t location must not be root path",
                () -> create(draft("t", TableKind.EXTERNAL, "s3a://bucket/")));
        create(draft("t", TableKind.MANAGED, null));
        refused(
                ErrorKind.INVALID,
                "type colour",
                () -> alter("t", current -> withColumns(current, new Column("id", "colour"))));
    }

    private static Table withColumns(Table table, Column... columns) {
        return new Table(
                table.name(),
                table.kind(),
                table.owner(),
                table.createdAt(),
                table.lastAccessedAt(),
                table.retention(),
                table.location(),
                table.layout().withColumns(List.of(columns)),
                table.partitionKeys(),
                table.parameters(),
                table.viewText(),
                table.extras());
    }

    @Test
    void leavesTheFilesOfAnExternalTableWhereTheyAreWhenItIsRenamed() throws IOException {
        create(draft("old", TableKind.EXTERNAL, null));
        catalog.file("external/sales.db/old/f", "x");

        alter("old", current -> renamed(current, table("new")));

        assertThat(catalog.tables.get(table("new")).value().location()).isEqualTo(catalog.at("external/sales.db/old"));
        assertThat(root.resolve("external/sales.db/old/f")).hasContent("x");
    }

    @Test
    void putsTheDirectoryBackWhenARenameFails() throws IOException {
        create(draft("old", TableKind.MANAGED, null));
        create(draft("taken", TableKind.VIEW, null));
        catalog.file("warehouse/sales.db/old/f", "x");

        refused(ErrorKind.ALREADY_EXISTS, "taken", () -> alter("old", current -> renamed(current, table("taken"))));

        assertThat(root.resolve("warehouse/sales.db/old/f")).hasContent("x");
        assertThat(root.resolve("warehouse/sales.db/taken")).doesNotExist();
    }

    @Test
    void refusesOtherPartitionKeys() {
        create(draft("t", TableKind.MANAGED, null, DAY));
        refused(
                ErrorKind.INVALID,
                "partition keys",
                () -> alter(
                        "t",
                        current -> draft("t", TableKind.MANAGED, null, new Column("month", "string"))
                                .withLocation(current.location())));
        refused(
                ErrorKind.INVALID,
                "partition keys",
                () -> alter("t", current -> draft("t", TableKind.MANAGED, null).withLocation(current.location())));
    }

    @Test
    void letsAPartitionKeyGetAnotherType() {
        create(draft("t", TableKind.MANAGED, null, DAY));
        catalog.partitions.add(table("t"), any -> List.of(partition("2024-01-02")), false, WriteMode.APPLY);
        alter(
                "t",
                current -> draft("t", TableKind.MANAGED, null, new Column(DAY.name(), "date"))
                        .withLocation(current.location()));
        assertThat(catalog.tables.get(table("t")).value().partitionKeys().get(0).type())
                .isEqualTo("date");
        assertThat(catalog.partitions
                        .get(table("t"), List.of("2024-01-02"))
                        .value()
                        .values())
                .containsExactly("2024-01-02");
    }

    @Test
    void writesChangedColumnsIntoPartitionsOnlyIfAsked() {
        create(draft("t", TableKind.MANAGED, null, DAY));
        catalog.partitions.add(table("t"), any -> List.of(partition("1")), false, WriteMode.APPLY);
        List<Column> wider = List.of(new Column("id", "bigint"), new Column("name", "string"), new Column("x", "int"));

        alter("t", current -> withColumns(current, wider));
        assertThat(partitionColumns()).isEqualTo(ID_AND_NAME.columns());

        catalog.tables.alter(
                table("t"),
                current -> withColumns(current, wider.subList(0, 2)),
                true,
                Precondition.NONE,
                WriteMode.APPLY);
        assertThat(partitionColumns()).isEqualTo(wider.subList(0, 2));
    }

    @Test
    void forgetsTheStatisticsOfColumnsThatAreNoLongerWhatTheyWere() {
        create(draft("t", TableKind.MANAGED, null));
        catalog.statistics.putForTable(table("t"), List.of(statistics("id"), statistics("name")), false);

        alter("t", current -> withColumns(current, List.of(new Column("id", "int"), new Column("name", "string"))));

        assertThat(catalog.statistics.ofTable(table("t"), List.of("id", "name"), ColumnStatistics.DEFAULT_ENGINE))
                .extracting(ColumnStatistics::column)
                .containsExactly("name");
        assertThat(catalog.tables.get(table("t")).value().parameters())
                .containsEntry("COLUMN_STATS_ACCURATE", "{\"COLUMN_STATS\":{\"name\":\"true\"}}");
    }

    @Test
    void refusesAChangeOfWhatSomebodyElseChanged() {
        create(draft("t", TableKind.MANAGED, null));
        long version = catalog.tables.get(table("t")).version();
        alter("t", current -> current.withParameters(Map.of("by", "somebody else")));

        refused(
                ErrorKind.CONFLICT,
                "version 2",
                () -> catalog.tables.alter(
                        table("t"),
                        current -> current.withParameters(Map.of("by", "me")),
                        false,
                        Precondition.version(version),
                        WriteMode.APPLY));
        assertThat(catalog.tables.get(table("t")).value().parameters()).containsEntry("by", "somebody else");
    }

    @Test
    void dropsTheFilesOfTablesThatOwnThem() throws IOException {
        create(draft("managed", TableKind.MANAGED, null, DAY));
        create(draft("external", TableKind.EXTERNAL, null));
        create(draft("kept", TableKind.MANAGED, null));
        catalog.partitions.add(
                table("managed"),
                any -> List.of(partition("1").withLocation(catalog.at("aside"))),
                false,
                WriteMode.APPLY);
        catalog.file("aside/f", "x");
        catalog.file("external/sales.db/external/f", "x");
        catalog.file("warehouse/sales.db/kept/f", "x");

        catalog.tables.drop(table("managed"), true, Precondition.NONE, WriteMode.APPLY);
        catalog.tables.drop(table("external"), true, Precondition.NONE, WriteMode.APPLY);
        catalog.tables.drop(table("kept"), false, Precondition.NONE, WriteMode.APPLY);

        assertThat(root.resolve("warehouse/sales.db/managed")).doesNotExist();
        assertThat(root.resolve("aside")).doesNotExist();
        assertThat(root.resolve("external/sales.db/external/f")).exists();
        assertThat(root.resolve("warehouse/sales.db/kept/f")).exists();
        refused(
                ErrorKind.NOT_FOUND_TABLE,
                "sales.managed",
                () -> catalog.tables.drop(table("managed"), true, Precondition.NONE, WriteMode.APPLY));
    }

    @Test
    void truncatesATableThatOwnsItsFiles() throws IOException {
        create(draft("t", TableKind.MANAGED, null, DAY));
        catalog.partitions.add(table("t"), any -> List.of(partition("1"), partition("2")), false, WriteMode.APPLY);
        catalog.file("warehouse/sales.db/t/day=1/f", "x");
        catalog.file("warehouse/sales.db/t/day=2/f", "x");

        catalog.tables.truncate(table("t"), List.of(new PartitionName("day=1")));
        assertThat(root.resolve("warehouse/sales.db/t/day=1")).isEmptyDirectory();
        assertThat(root.resolve("warehouse/sales.db/t/day=2/f")).exists();

        catalog.tables.truncate(table("t"), List.of());
        assertThat(root.resolve("warehouse/sales.db/t/day=2")).isEmptyDirectory();
        create(draft("e", TableKind.EXTERNAL, null));
        refused(ErrorKind.INVALID, "does not own", () -> catalog.tables.truncate(table("e"), List.of()));
    }

    private Table create(Table draft) {
        return catalog.tables.create(draft, WriteMode.APPLY).value();
    }

    private void alter(String name, UnaryOperator<Table> change) {
        catalog.tables.alter(table(name), change, false, Precondition.NONE, WriteMode.APPLY);
    }

    private List<Column> partitionColumns() {
        return catalog.partitions.get(table("t"), List.of("1")).value().layout().columns();
    }

    private static ColumnStatistics statistics(String column) {
        return new ColumnStatistics(
                column,
                "bigint",
                ColumnStatistics.DEFAULT_ENGINE,
                null,
                new ColumnStatistics.OfLong(1L, 9L, 0, 9, ColumnStatistics.Sketches.NONE));
    }

    private static Table withColumns(Table table, List<Column> columns) {
        return new Table(
                table.name(),
                table.kind(),
                table.owner(),
                table.createdAt(),
                table.lastAccessedAt(),
                table.retention(),
                table.location(),
                table.layout().withColumns(columns),
                table.partitionKeys(),
                table.parameters(),
                table.viewText(),
                Extras.NONE);
    }
}
