package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.plan.ChangePolicy.UpdateBehavior;
import dev.skep.crawler.source.Glob;
import dev.skep.crawler.source.MemorySource;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.SchemaInference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangePolicyTest {
    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";
    private static final String NOW = "2026-05-01T10:00:00Z";

    private final MemorySource lake = new MemorySource(1);
    private final MemoryCatalog catalog = new MemoryCatalog();
    private Grouping grouping = Grouping.DEFAULT;

    @BeforeEach
    void fill() throws Exception {
        lake.put("people/a.csv", PEOPLE);
        lake.put("events/day=1/a.json", "{\"a\": 1}\n");
        lake.put("events/day=2/a.json", "{\"a\": 1}\n");
        lake.put("alone.csv", PEOPLE);
        crawl(ChangePolicy.DEFAULT);
        catalog.writes().clear();
    }

    @Test
    void losesNothingUnlessToldTo() throws Exception {
        lake.remove("people/a.csv");
        lake.remove("events/day=2/a.json");
        CrawlPlan plan = crawl(ChangePolicy.DEFAULT);
        assertThat(plan.removals())
                .extracting(Removal::path, Removal::fate)
                .containsExactly(tuple("people", DeleteBehavior.LOG));
        assertThat(catalog.all()).containsKeys("people", "events", "alone");
        assertThat(catalog.partitions("events")).hasSize(2);
        assertThat(catalog.writes()).containsExactly("alter events");
        assertThat(crawl(ChangePolicy.DEFAULT).changesNothing()).isTrue();
    }

    @Test
    void dropsTablesAndPartitionsWithoutFiles() throws Exception {
        lake.remove("people/a.csv");
        lake.remove("alone.csv");
        lake.remove("events/day=2/a.json");
        CrawlPlan plan = crawl(deleting(DeleteBehavior.DELETE));
        assertThat(plan.removals())
                .extracting(Removal::fate)
                .containsExactly(DeleteBehavior.DELETE, DeleteBehavior.DELETE);
        assertThat(plan.droppedPartitions()).isEqualTo(1);
        assertThat(catalog.all()).containsOnlyKeys("events");
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1");
        assertThat(crawl(deleting(DeleteBehavior.DELETE)).changesNothing()).isTrue();
    }

    /** A partition that stays without files makes up for one that is not added yet, if only their number is looked at. */
    @Test
    void findsAgainWhatAKilledCrawlHasNotWritten() throws Exception {
        lake.remove("events/day=2/a.json");
        crawl(ChangePolicy.DEFAULT);
        lake.put("events/day=1/b.json", "{\"a\": 2}\n");
        lake.put("events/day=3/a.json", "{\"a\": 1}\n");
        for (int writes = 0; ; writes++) {
            catalog.leaveAfter(writes);
            try {
                crawl(ChangePolicy.DEFAULT);
                break;
            } catch (CatalogException e) {
                assertThat(writes).isLessThan(9);
            }
        }
        catalog.leaveAfter(Integer.MAX_VALUE);
        crawl(ChangePolicy.DEFAULT);
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2", "day=3");
        assertThat(catalog.partitions("events").get("day=1").parameters()).containsEntry("numFiles", "2");
    }

    @Test
    void dropsAlsoWhatAnEarlierPolicyLeft() throws Exception {
        lake.remove("events/day=2/a.json");
        crawl(ChangePolicy.DEFAULT);
        crawl(deleting(DeleteBehavior.DELETE));
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1");
    }

    @Test
    void marksWhatHasNoFilesAndUnmarksItWhenTheyAreBack() throws Exception {
        lake.remove("people/a.csv");
        lake.remove("events/day=2/a.json");
        ChangePolicy policy = deleting(DeleteBehavior.DEPRECATE);
        CrawlPlan plan = crawl(policy);
        assertThat(plan.removals()).extracting(Removal::fate).containsExactly(DeleteBehavior.DEPRECATE);
        assertThat(plan.tables())
                .filteredOn(table -> table.edits().altered().size() == 1)
                .hasSize(1);
        assertThat(catalog.table("people").parameters()).containsEntry("skep.deprecated", NOW);
        assertThat(catalog.partitions("events").get("day=2").parameters()).containsEntry("skep.deprecated", NOW);
        catalog.writes().clear();
        assertThat(crawl(policy).changesNothing()).isTrue();
        assertThat(catalog.writes()).isEmpty();

        lake.put("people/a.csv", PEOPLE);
        lake.put("events/day=2/a.json", "{\"a\": 1}\n");
        crawl(policy);
        assertThat(catalog.table("people").parameters()).doesNotContainKey("skep.deprecated");
        assertThat(catalog.partitions("events").get("day=2").parameters()).doesNotContainKey("skep.deprecated");
        assertThat(crawl(policy).changesNothing()).isTrue();
    }

    @Test
    void marksThousandsOfPartitionsByAFewCalls() throws Exception {
        for (int i = 100; i < 2_600; i++) {
            lake.put("events/day=" + i + "/a.json", "{\"a\": 1}\n");
        }
        ChangePolicy policy = deleting(DeleteBehavior.DEPRECATE);
        crawl(policy);
        for (int i = 100; i < 2_600; i++) {
            lake.remove("events/day=" + i + "/a.json");
        }
        catalog.writes().clear();
        crawl(policy);
        assertThat(catalog.writes())
                .containsExactly(
                        "alter events",
                        "alter 1000 partitions of events",
                        "alter 1000 partitions of events",
                        "alter 500 partitions of events",
                        "alter events");
    }

    @ParameterizedTest
    @EnumSource(DeleteBehavior.class)
    void concludesNothingFromWhatCouldNotBeListed(DeleteBehavior behavior) throws Exception {
        String before = catalog.partitions("events").toString();
        lake.deny("people");
        lake.deny("events/day=2");
        CrawlPlan plan = crawl(deleting(behavior));
        assertThat(plan.removals()).isEmpty();
        assertThat(catalog.all()).containsOnlyKeys("people", "events", "alone");
        assertThat(catalog.partitions("events").toString()).isEqualTo(before);
        assertThat(plan.problems()).extracting(Problem::path).containsExactly("events/day=2", "people");
    }

    @Test
    void concludesNothingFromFilesThatVanishWhileTheyAreLookedAt() throws Exception {
        lake.put("people/b.csv", PEOPLE);
        lake.vanish("people/a.csv");
        lake.vanish("people/b.csv");
        CrawlPlan plan = crawl(deleting(DeleteBehavior.DELETE));
        assertThat(catalog.all()).containsKey("people");
        assertThat(plan.problems())
                .hasSize(2)
                .allMatch(problem -> problem.reason().contains("vanished"));
    }

    @Test
    void concludesNothingFromAPlaceWithoutAnyFile() throws Exception {
        for (String path : List.of("people/a.csv", "events/day=1/a.json", "events/day=2/a.json", "alone.csv")) {
            lake.remove(path);
        }
        crawl(deleting(DeleteBehavior.DELETE));
        assertThat(catalog.all()).hasSize(3);
    }

    @Test
    void concludesNothingFromFilesThatAreLeftOut() throws Exception {
        grouping = new Grouping(
                List.of(Glob.parse("people/**"), Glob.parse("events/day=2/**")),
                Optional.empty(),
                grouping.keyTypes(),
                grouping.mostTables());
        crawl(deleting(DeleteBehavior.DELETE));
        assertThat(catalog.all()).hasSize(3);
        assertThat(catalog.partitions("events")).hasSize(2);
    }

    @Test
    void leavesWhatAPersonMade() throws Exception {
        CatalogTable own = catalog.table("people");
        catalog.put(new CatalogTable(
                "own", "external", "memory:/lake/own", own.columns(), List.of(), own.storage(), Map.of(), null));
        catalog.put("events", new CatalogPartition("day=9", List.of("9"), "memory:/elsewhere/day=9", Map.of()));
        lake.put("events/day=3/a.json", "{\"a\": 1}\n");
        crawl(deleting(DeleteBehavior.DELETE));
        assertThat(catalog.all()).containsKey("own");
        assertThat(catalog.partitions("events")).containsKeys("day=3", "day=9");
    }

    @Test
    void addsColumnsOnly() throws Exception {
        ChangePolicy policy = new ChangePolicy(UpdateBehavior.ADD_COLUMNS, DeleteBehavior.LOG);
        lake.put("events/day=3/a.json", "{\"a\": 3000000000, \"b\": true}\n");
        TablePlan plan = crawl(policy).tables().get(0);
        List<CatalogColumn> more =
                List.of(new CatalogColumn("a", "int", null), new CatalogColumn("b", "boolean", null));
        assertThat(catalog.table("events").columns()).isEqualTo(more);
        assertThat(plan.reasons()).anyMatch(reason -> reason.startsWith("left as it is: ") && reason.contains("a"));
        assertThat(catalog.partitions("events")).hasSize(3);

        catalog.writes().clear();
        assertThat(crawl(policy).tables().get(0).reasons()).anyMatch(reason -> reason.startsWith("left as it is: "));
        assertThat(catalog.writes()).isEmpty();
        crawl(ChangePolicy.DEFAULT);
        assertThat(catalog.table("events").columns().get(0).type()).isEqualTo("bigint");
    }

    @Test
    void onlyTellsOfChangesAndAddsPartitionsAllTheSame() throws Exception {
        ChangePolicy policy = new ChangePolicy(UpdateBehavior.LOG, DeleteBehavior.LOG);
        CatalogTable before = catalog.table("events");
        lake.put("events/day=3/a.json", "{\"a\": 3000000000, \"b\": true}\n");
        TablePlan plan = crawl(policy).tables().get(0);
        assertThat(plan.action()).isEqualTo(Action.ADD_PARTITIONS);
        assertThat(plan.reasons())
                .filteredOn(reason -> reason.startsWith("left as it is: "))
                .hasSizeGreaterThan(1);
        assertThat(catalog.table("events").columns()).isEqualTo(before.columns());
        assertThat(catalog.table("events").storage()).isEqualTo(before.storage());
        assertThat(catalog.table("events").parameters()).containsEntry("objectCount", "3");
        assertThat(catalog.partitions("events")).hasSize(3);

        catalog.writes().clear();
        crawl(policy);
        assertThat(catalog.writes()).isEmpty();
        crawl(ChangePolicy.DEFAULT);
        assertThat(catalog.table("events").columns())
                .extracting(CatalogColumn::type)
                .containsExactly("bigint", "boolean");
    }

    @Test
    void readsWhatPeopleWrite() {
        assertThat(ChangePolicy.parse("add-columns", "deprecate", null))
                .isEqualTo(new ChangePolicy(UpdateBehavior.ADD_COLUMNS, DeleteBehavior.DEPRECATE));
        assertThatThrownBy(() -> ChangePolicy.parse("update", "drop", null))
                .hasMessage("The option delete-behavior is one of [delete, deprecate, log], not 'drop'");
    }

    private static ChangePolicy deleting(DeleteBehavior behavior) {
        return new ChangePolicy(UpdateBehavior.UPDATE, behavior);
    }

    private CrawlPlan crawl(ChangePolicy policy) throws Exception {
        TableFinder finder = new TableFinder(lake, SchemaInference.standard(), Sampler.DEFAULT, grouping);
        InstantSource clock = InstantSource.fixed(Instant.parse(NOW));
        return new Crawl(finder, catalog, clock).run(new Registration("lake", "", policy), false, new QuietProgress());
    }
}
