package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogStorage.Serde;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.grouping.TableLevel;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.plan.ChangePolicy.UpdateBehavior;
import dev.skep.crawler.source.Glob;
import dev.skep.crawler.source.LocalSource;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefreshTest {
    private static final String LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private static final String TEXT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    @TempDir
    private Path lake;

    private final MemoryCatalog catalog = new MemoryCatalog();
    private ChangePolicy policy = ChangePolicy.DEFAULT;
    private Grouping grouping = Grouping.DEFAULT;

    @BeforeEach
    void fill() throws Exception {
        write("people/a.csv", "id,name\n1,Ann\n2,Bob\n");
        write("events/2024/05/a.json", "{\"a\": 1}\n");
        write("alone.csv", "id,name\n1,Ann\n");
        crawlThePlace();
        catalog.writes().clear();
    }

    private void crawlThePlace() throws Exception {
        new Crawl(
                        new TableFinder(
                                new LocalSource(lake), SchemaInference.standard(), Sampler.DEFAULT, Grouping.DEFAULT),
                        catalog,
                        InstantSource.system())
                .run(new Registration("lake", ""), false, new QuietProgress());
    }

    @Test
    void takesTurnsWithACrawlOfThePlaceAndWritesNothing() throws Exception {
        for (int files : List.of(1, 2)) {
            write("people/" + files + ".csv", "id,name\n" + files + ",Cem\n");
            crawlThePlace();
            refresh("catalog://");
            assertThat(catalog.table("people").parameters()).containsEntry("recordCount", String.valueOf(2 + files));
            catalog.writes().clear();
            for (int turn = 0; turn < 2; turn++) {
                crawlThePlace();
                assertThat(refresh("catalog://")).allMatch(CrawlPlan::changesNothing);
            }
            assertThat(catalog.writes()).isEmpty();
        }
        Files.delete(lake.resolve("people/2.csv"));
        crawlThePlace();
        assertThat(catalog.table("people").parameters()).containsEntry("recordCount", "3");
        assertThat(catalog.table("people").parameters().get("skep.files")).doesNotContain(" ");
    }

    @Test
    void bringsTablesUpToDateWhereTheyLie() throws Exception {
        write("people/b.csv", "id,name,city\n3,Cem,Rome\n");
        write("events/2024/06/a.json", "{\"a\": 3000000000}\n");
        write("fresh/a.csv", "id,name\n1,Ann\n");
        refresh("catalog://");
        assertThat(catalog.all()).containsOnlyKeys("people", "events", "alone");
        assertThat(catalog.table("people").columns())
                .extracting(CatalogColumn::name)
                .containsExactly("id", "name", "city");
        assertThat(catalog.table("people").parameters())
                .containsEntry("recordCount", "3")
                .containsEntry("objectCount", "2");
        assertThat(catalog.table("events").columns())
                .extracting(CatalogColumn::type)
                .containsExactly("bigint");
        assertThat(catalog.partitions("events")).hasSize(2);
        catalog.writes().clear();
        assertThat(refresh("catalog://")).allMatch(CrawlPlan::changesNothing);
        assertThat(catalog.writes()).isEmpty();
    }

    @Test
    void takesOnlyTheTablesThatAreNamed() throws Exception {
        write("people/b.csv", "id,name\n3,Cem\n");
        write("events/2024/06/a.json", "{\"a\": 1}\n");
        refresh("catalog://ev*");
        assertThat(catalog.writes()).containsExactly("alter events", "add 1 partitions to events", "alter events");
        catalog.writes().clear();
        refresh("catalog://People");
        assertThat(catalog.writes()).containsExactly("alter people");
        catalog.writes().clear();
        write("people/c.csv", "id,name\n4,Dan\n");
        grouping = new Grouping(List.of(Glob.parse("peo*")), Optional.empty(), KeyTypes.STRING, 9);
        refresh("catalog://");
        assertThat(catalog.writes()).doesNotContain("alter people");
    }

    @Test
    void knowsPartitionsByTheKeysThatTheTableHas() throws Exception {
        CatalogTable events = catalog.table("events");
        catalog.dropTable("lake", "events", events.version() == null ? 0 : events.version());
        catalog.put(new CatalogTable(
                "events",
                "external",
                events.location(),
                events.columns(),
                List.of(new CatalogColumn("year", "int", null), new CatalogColumn("month", "int", null)),
                events.storage(),
                events.parameters(),
                null));
        write("events/year=2024/MONTH=06/a.json", "{\"a\": 1}\n");
        write("events/2024/07/misplaced/a.json", "{\"a\": 1}\n");
        List<CrawlPlan> plans = refresh("catalog://events");
        assertThat(catalog.partitions("events").values())
                .extracting(partition -> partition.values())
                .containsExactlyInAnyOrder(List.of("2024", "05"), List.of("2024", "06"));
        assertThat(problems(plans))
                .containsExactly(
                        "events/2024/07/misplaced: left out: its path does not fit the template {year}/{month}/");
    }

    @Test
    void neverMakesOrDropsATable() throws Exception {
        policy = new ChangePolicy(UpdateBehavior.UPDATE, DeleteBehavior.DELETE);
        Files.delete(lake.resolve("people/a.csv"));
        write("events/sub/_delta_log/00000000000000000000.json", "{}");
        List<CrawlPlan> plans = refresh("catalog://");
        assertThat(plans.stream().flatMap(plan -> plan.removals().stream()).toList())
                .extracting(removal -> removal.table().name() + " " + removal.fate())
                .containsExactly("people LOG");
        assertThat(catalog.all()).containsOnlyKeys("people", "events", "alone");
        assertThat(problems(plans)).hasSize(1).allMatch(problem -> problem.startsWith("events/sub: "));
    }

    @Test
    void dropsPartitionsWithoutFilesWhereThePolicySaysSo() throws Exception {
        policy = new ChangePolicy(UpdateBehavior.UPDATE, DeleteBehavior.DELETE);
        write("events/2024/06/a.json", "{\"a\": 1}\n");
        Files.delete(lake.resolve("events/2024/05/a.json"));
        refresh("catalog://events");
        assertThat(catalog.partitions("events").values())
                .extracting(partition -> partition.values())
                .containsExactly(List.of("2024", "06"));
    }

    @Test
    void tellsWhyATableIsLeft() throws Exception {
        CatalogTable people = catalog.table("people");
        put("seen", "virtual_view", people.location(), Map.of());
        put("nowhere", "external", null, Map.of());
        put("acid", "managed", people.location(), Map.of("transactional", "true"));
        put("gone", "external", "file:" + lake + "/gone", Map.of());
        write("alone.csv", "{\"no\": \"longer csv\"}\n");
        assertThat(problems(refresh("catalog://")))
                .hasSize(5)
                .anyMatch(problem -> problem.startsWith("seen: it is a view"))
                .anyMatch(problem -> problem.equals("nowhere: it has no location"))
                .anyMatch(problem -> problem.startsWith("acid: it is written in transactions"))
                .anyMatch(problem -> problem.startsWith("gone: ") && problem.contains("gone"))
                .anyMatch(
                        problem -> problem.startsWith("alone: the table is registered as csv and its files are json"));
        assertThat(problems(refresh("catalog://never")))
                .containsExactly("never: there is no such table in the database lake");
        assertThat(catalog.writes()).doesNotContain("alter alone", "alter seen", "alter acid", "alter gone");
    }

    @Test
    void keepsWhatAPersonMade() throws Exception {
        write("people/b.csv", "id,name,city\n3,Cem,Rome\n");
        put("mine", "external", "file:" + lake + "/people", Map.of("owner.note", "mine"), ",");
        refresh("catalog://mine");
        CatalogTable after = catalog.table("mine");
        assertThat(after.columns()).extracting(CatalogColumn::name).containsExactly("id", "name", "city");
        assertThat(after.storage().serde().parameters()).isEqualTo(Map.of("field.delim", ","));
        assertThat(after.parameters())
                .containsEntry("owner.note", "mine")
                .containsEntry("objectCount", "2")
                .containsKey("skep.files")
                .doesNotContainKeys("skep.crawler", "skep.written", "classification");
        catalog.writes().clear();
        assertThat(refresh("catalog://mine")).allMatch(CrawlPlan::changesNothing);
        put("other", "external", "file:" + lake + "/people", Map.of(), ";");
        assertThat(problems(refresh("catalog://other")))
                .singleElement()
                .asString()
                .startsWith("other: the table is read with the delimiter ';', and its files have ','");
    }

    @Test
    void refusesWhatDoesNotGoWithIt() {
        assertThatThrownBy(() -> CatalogLocation.parse("catalog://lake/people"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("catalog://table");
        grouping = new Grouping(List.of(), Optional.of(new TableLevel(3)), KeyTypes.STRING, 9);
        assertThatThrownBy(() -> refresh("catalog://")).isInstanceOf(IllegalArgumentException.class);
        grouping = new Grouping(List.of(), Optional.empty(), KeyTypes.STRING, 2);
        assertThatThrownBy(() -> refresh("catalog://"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 tables, more than the 2");
    }

    private List<CrawlPlan> refresh(String tables) throws Exception {
        InstantSource clock = InstantSource.system();
        List<CrawlPlan> plans = new Refresh(CatalogLocation.parse(tables), grouping, catalog, clock)
                .plan(new Registration("lake", "", policy), this::open, new QuietProgress());
        List<CrawlPlan> done = new ArrayList<>();
        for (CrawlPlan plan : plans) {
            done.add(Crawl.apply(plan, catalog, clock, new QuietProgress()));
        }
        return done;
    }

    private CrawlPlan open(String location, Grouping declared, Refresh.Planning planning) throws IOException {
        Path folder = Path.of(location.substring("file:".length()));
        if (Files.notExists(folder)) {
            throw new IOException("there is no " + folder);
        }
        try {
            return planning.of(
                    new TableFinder(new LocalSource(folder), SchemaInference.standard(), Sampler.DEFAULT, declared));
        } catch (CatalogException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(List<CrawlPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.problems().stream())
                .map((Problem problem) -> problem.path() + ": " + problem.reason())
                .toList();
    }

    private void put(String name, String kind, String location, Map<String, String> parameters) {
        put(name, kind, location, parameters, ",");
    }

    private void put(String name, String kind, String location, Map<String, String> parameters, String delimiter) {
        catalog.put(new CatalogTable(
                name,
                kind,
                location,
                List.of(new CatalogColumn("id", "int", null), new CatalogColumn("name", "string", null)),
                List.of(),
                new CatalogStorage(TEXT, TEXT_OUT, new Serde(null, LAZY, Map.of("field.delim", delimiter)), false),
                parameters,
                null));
    }

    private void write(String path, String content) throws IOException {
        Path file = lake.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
