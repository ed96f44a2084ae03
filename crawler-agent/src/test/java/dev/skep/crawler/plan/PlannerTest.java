package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.grouping.Scope;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";

    @TempDir
    private Path root;

    private final KnownInMemory catalog = new KnownInMemory();

    @Test
    void createsWhatTheCatalogDoesNotKnow() throws Exception {
        put("people/a.csv", PEOPLE);

        TablePlan plan = only(plan(KnownTables.none()));

        assertThat(plan.action()).isEqualTo(Action.CREATE);
        CatalogTable table = plan.after();
        assertThat(table.kind()).isEqualTo("external");
        assertThat(table.location()).isEqualTo("file:" + root + "/people");
        assertThat(table.storage().serde().parameters())
                .containsEntry("field.delim", ",")
                .containsEntry("path", "file:" + root + "/people");
        assertThat(table.parameters())
                .containsEntry("classification", "csv")
                .containsEntry("compressionType", "none")
                .containsEntry("skip.header.line.count", "1")
                .containsEntry("typeOfData", "file")
                .containsEntry("objectCount", "1")
                .containsEntry("recordCount", "2")
                .containsEntry("sizeKey", "20")
                .containsEntry("averageRecordSize", "10")
                .containsEntry("skep.crawler", "skep")
                .containsKey("skep.confidence");
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        put("people/a.csv", PEOPLE);
        put("t/d=1/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("t/d=a%2Fb/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();

        CrawlPlan second = plan(catalog);

        assertThat(second.changesNothing()).isTrue();
        assertThat(second.tables()).extracting(TablePlan::action).containsOnly(Action.LEAVE_ALONE);
        assertThat(second.tables())
                .allSatisfy(table -> assertThat(table.reasons()).containsExactly("nothing changed"));
    }

    @Test
    void looksIntoNoFileAgainWhereNothingChanged() throws Exception {
        put("people/a.csv", PEOPLE);
        put("t/d=1/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("t/d=2/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("x.csv", PEOPLE);
        crawl();

        CrawlPlan second = remembered();

        assertThat(second.tables()).isEmpty();
        assertThat(second.unchanged()).extracting(CatalogTable::name).containsExactly("people", "t", "x");
        assertThat(second.changesNothing()).isTrue();
        assertThat(second.count(Action.LEAVE_ALONE)).isEqualTo(3);

        put("t/d=1/b.json", "{\"a\": 1, \"b\": 2}\n{\"a\": 2}\n");
        CrawlPlan third = remembered();

        assertThat(only(third).action()).isEqualTo(Action.ALTER);
        assertThat(third.unchanged()).hasSize(2);
    }

    @Test
    void looksAgainAtWhatTheCatalogLost() throws Exception {
        put("people/a.csv", PEOPLE);
        put("t/d=1/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("t/d=2/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();
        catalog.byName().remove("people");
        catalog.dropPartition("t", "d=2");

        CrawlPlan second = remembered();

        assertThat(second.tables())
                .extracting(TablePlan::name, TablePlan::action)
                .containsExactly(tuple("people", Action.CREATE), tuple("t", Action.ADD_PARTITIONS));
    }

    @Test
    void tellsOfBrokenFilesEveryTime() throws Exception {
        put("t/a.csv", PEOPLE);
        put("t/broken.parquet", "PAR1 and nothing more");
        crawl();

        assertThat(remembered().problems()).extracting(Problem::path).containsExactly("t/broken.parquet");
    }

    private CrawlPlan remembered() throws IOException, CatalogException {
        String location = "file:" + root;
        return new Planner(location, new Registration("d", ""), InstantSource.system())
                .plan(Lakes.find(root, KnownMarks.of(catalog, location, DeleteBehavior.LOG, Scope.WHOLE)), catalog);
    }

    @Test
    void addsNewPartitionsOnly() throws Exception {
        put("t/d=1/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();
        put("t/d=2/a.json", "{\"a\": 1}\n{\"a\": 2}\n");

        TablePlan plan = only(plan(catalog));

        assertThat(plan.action()).isEqualTo(Action.ADD_PARTITIONS);
        assertThat(plan.partitions())
                .extracting(CatalogPartition::values, CatalogPartition::location)
                .containsExactly(tuple(List.of("2"), "file:" + root + "/t/d=2"));
        assertThat(plan.after().parameters()).containsEntry("objectCount", "2");
        assertThat(plan.reasons()).containsExactly("1 partition is new");
    }

    @Test
    void keepsPartitionsWhoseFoldersAreGone() throws Exception {
        put("t/d=1/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("t/d=2/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();
        Files.delete(root.resolve("t/d=2/a.json"));

        TablePlan plan = only(plan(catalog));

        assertThat(plan.partitions()).isEmpty();
        assertThat(plan.reasons()).containsExactly("1 partition has no folder any more and will stay in the catalog");
    }

    @Test
    void widensTypesAddsColumnsAndKeepsWhatAPersonWrote() throws Exception {
        put("t/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();
        CatalogTable edited = edit(
                catalog.byName().get("t"),
                "renamed",
                List.of(new CatalogColumn("a", "int", "what a is")),
                Map.of("owner.team", "blue"));
        catalog.byName().clear();
        catalog.put(edited);
        put("t/b.json", "{\"a\": 3000000000, \"b\": true}\n{\"a\": 1, \"b\": false}\n");

        TablePlan plan = only(plan(catalog));

        assertThat(plan.action()).isEqualTo(Action.ALTER);
        assertThat(plan.name()).isEqualTo("renamed");
        assertThat(plan.after().columns())
                .containsExactly(
                        new CatalogColumn("a", "bigint", "what a is"), new CatalogColumn("b", "boolean", null));
        assertThat(plan.after().parameters())
                .containsEntry("owner.team", "blue")
                .containsEntry("recordCount", "4");
        assertThat(plan.after().parameters().get("spark.sql.sources.schema"))
                .contains("\"long\"")
                .contains("\"boolean\"");
    }

    @Test
    void keepsEveryEditOfAPersonUntilTheFilesSaySomethingNew() throws Exception {
        put("t/a.json", "{\"a\": 1, \"b\": \"x\", \"c\": 1}\n{\"a\": 2, \"b\": \"y\", \"c\": 1}\n");
        crawl();
        CatalogTable made = catalog.byName().get("t");
        Map<String, String> parameters = new TreeMap<>(made.parameters());
        parameters.put("spark.sql.sources.provider", "other");
        Map<String, String> settings = new TreeMap<>(made.storage().serde().parameters());
        settings.put("path", "file:/elsewhere");
        catalog.put(new CatalogTable(
                "t",
                made.kind(),
                made.location(),
                List.of(new CatalogColumn("a", "int", null), new CatalogColumn("b", "date", "a day")),
                List.of(),
                new CatalogStorage(
                        made.storage().inputFormat(),
                        made.storage().outputFormat(),
                        new CatalogStorage.Serde(null, made.storage().serde().library(), settings),
                        false),
                parameters,
                1L));
        put("t/b.json", "{\"a\": 3000000000, \"b\": \"x\", \"c\": 1}\n{\"a\": 2, \"b\": \"y\", \"c\": 2}\n");

        for (int run = 0; run < 2; run++) {
            TablePlan plan = only(plan(catalog));

            assertThat(plan.after().columns())
                    .containsExactly(new CatalogColumn("a", "bigint", null), new CatalogColumn("b", "date", "a day"));
            assertThat(plan.after().parameters())
                    .containsEntry("spark.sql.sources.provider", "other")
                    .containsEntry("recordCount", "4");
            assertThat(plan.after().storage().serde().parameters()).containsEntry("path", "file:/elsewhere");
            catalog.put(plan.after());
        }
    }

    @Test
    void neverNarrowsAType() throws Exception {
        put("t/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        crawl();
        CatalogTable table = catalog.byName().get("t");
        catalog.put(edit(table, "t", List.of(new CatalogColumn("a", "decimal(20,2)", null)), Map.of()));

        TablePlan plan = only(plan(catalog));

        assertThat(plan.after().columns()).containsExactly(new CatalogColumn("a", "decimal(20,2)", null));
    }

    @Test
    void keepsTheNamesAPersonGaveToColumnsThatTheFilesDoNotName() throws Exception {
        put("t/a.csv", "1,2.5\n2,3.5\n3,4.5\n");
        crawl();
        CatalogTable table = catalog.byName().get("t");
        catalog.put(edit(
                table,
                "t",
                List.of(new CatalogColumn("id", "int", null), new CatalogColumn("price", "double", null)),
                Map.of()));

        TablePlan plan = only(plan(catalog));

        assertThat(plan.after().columns()).extracting(CatalogColumn::name).containsExactly("id", "price");
        assertThat(plan.action()).isNotEqualTo(Action.REFUSE);
    }

    @Test
    void doesNotTakeANameThatIsTaken() throws Exception {
        put("people/a.csv", PEOPLE);
        crawl();
        CatalogTable elsewhere = catalog.byName().get("people");
        KnownInMemory other = new KnownInMemory()
                .put(new CatalogTable(
                        "people",
                        "external",
                        "file:/other",
                        elsewhere.columns(),
                        List.of(),
                        elsewhere.storage(),
                        Map.of(),
                        1L));

        CrawlPlan plan = plan(other);

        assertThat(only(plan).action()).isEqualTo(Action.REFUSE);
        assertThat(plan.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.reason()).contains("d.people is taken by a table at file:/other"));
    }

    @Test
    void knowsALocationInAnySpelling() throws Exception {
        put("people/a.csv", PEOPLE);
        crawl();
        CatalogTable table = catalog.byName().remove("people");
        catalog.put(new CatalogTable(
                "folk",
                "external",
                "file://" + root + "/people/",
                table.columns(),
                List.of(),
                table.storage(),
                table.parameters(),
                1L));

        assertThat(only(plan(catalog)).name()).isEqualTo("folk");
    }

    @Test
    void leavesATableAloneWhoseFilesAreAnotherFormatNow() throws Exception {
        put("t/a.csv", PEOPLE);
        crawl();
        Files.delete(root.resolve("t/a.csv"));
        put("t/a.json", "{\"id\": 1}\n{\"id\": 2}\n");

        TablePlan plan = only(plan(catalog));

        assertThat(plan.action()).isEqualTo(Action.REFUSE);
        assertThat(plan.reasons())
                .containsExactly("the table is registered as csv and its files are json; drop the table if the files"
                        + " are right");
    }

    @Test
    void leavesATableAloneWhoseKeysChanged() throws Exception {
        put("t/d=1/a.csv", PEOPLE);
        crawl();
        Files.delete(root.resolve("t/d=1/a.csv"));
        Files.delete(root.resolve("t/d=1"));
        put("t/e=1/a.csv", PEOPLE);

        assertThat(only(plan(catalog)).reasons().get(0)).contains("partitioned by [d], its folders by [e]");
    }

    @Test
    void leavesADelimitedTableAloneWhoseColumnsMoved() throws Exception {
        put("t/a.csv", PEOPLE);
        crawl();
        put("t/a.csv", "name,id\nAnn,1\nBob,2\n");

        assertThat(only(plan(catalog)).reasons().get(0)).contains("delimited text is read by position");
    }

    private void crawl() throws IOException, CatalogException {
        catalog.apply(plan(catalog));
    }

    private CrawlPlan plan(KnownTables known) throws IOException, CatalogException {
        return new Planner("file:" + root, new Registration("d", ""), InstantSource.system())
                .plan(Lakes.find(root), known);
    }

    private void put(String path, String content) throws IOException {
        Lakes.put(root, path, content);
    }

    private static TablePlan only(CrawlPlan plan) {
        assertThat(plan.tables()).hasSize(1);
        return plan.tables().get(0);
    }

    private static CatalogTable edit(
            CatalogTable table, String name, List<CatalogColumn> columns, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.putAll(more);
        return new CatalogTable(
                name,
                table.kind(),
                table.location(),
                columns,
                table.partitionKeys(),
                table.storage(),
                parameters,
                table.version());
    }
}
