package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.source.MemorySource;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.SchemaInference;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Crawls that look only into folders that are not registered yet. */
class NewFoldersTest {
    private static final ChangePolicy NEW_FOLDERS = ChangePolicy.parse(null, null, "new-folders");
    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";
    private static final String EVENT = "{\"a\": 1}\n";

    private final MemorySource lake = new MemorySource(1);
    private final MemoryCatalog catalog = new MemoryCatalog();

    @BeforeEach
    void fill() throws Exception {
        lake.put("people/a.csv", PEOPLE);
        lake.put("alone.csv", PEOPLE);
        lake.put("events/day=1/a.json", EVENT);
        lake.put("events/day=2/a.json", EVENT);
        crawl();
        lake.opened().clear();
        catalog.writes().clear();
    }

    @Test
    void aFirstCrawlIsLikeAnyOther() {
        assertThat(catalog.all()).containsOnlyKeys("people", "alone", "events");
        assertThat(catalog.partitions("events")).hasSize(2);
    }

    @Test
    void onlyNewFoldersAreLookedInto() throws Exception {
        lake.put("events/day=3/a.json", EVENT);
        lake.put("orders/a.csv", PEOPLE);
        CrawlPlan plan = crawl();
        assertThat(lake.opened()).containsExactlyInAnyOrder("events/day=3/a.json", "orders/a.csv");
        assertThat(plan.tables())
                .extracting(TablePlan::name, TablePlan::action)
                .containsExactly(tuple("events", Action.ADD_PARTITIONS), tuple("orders", Action.CREATE));
        assertThat(plan.left()).isEmpty();
        assertThat(catalog.table("events").parameters())
                .containsEntry("objectCount", "3")
                .containsEntry("recordCount", "3")
                .containsEntry("skep.recordCountExact", "true")
                .containsKey("skep.files");
        assertThat(crawl().changesNothing()).isTrue();

        lake.opened().clear();
        everything();
        assertThat(lake.opened()).as("the figures are those of a whole crawl").isEmpty();
    }

    @Test
    void changedFilesInOldFoldersAreLeftAndTold() throws Exception {
        lake.put("people/b.csv", PEOPLE);
        lake.put("events/day=1/b.json", EVENT);
        CrawlPlan plan = crawl();
        assertThat(lake.opened()).isEmpty();
        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.left()).extracting(CatalogTable::name).containsExactly("events", "people");
        assertThat(crawl().left()).as("every time").hasSize(2);

        lake.put("events/day=3/a.json", EVENT);
        CrawlPlan more = crawl();
        assertThat(more.left()).extracting(CatalogTable::name).containsExactly("people");
        assertThat(more.tables().get(0).found().notes()).anyMatch(note -> note.contains("were left"));
        assertThat(catalog.partitions("events")).hasSize(3);
        everything();
        assertThat(catalog.table("events").parameters()).containsEntry("objectCount", "4");
    }

    @Test
    void theSchemaOfATableStaysAndWhatDiffersIsTold() throws Exception {
        lake.put("events/day=3/a.json", "{\"a\": 3000000000, \"b\": true}\n");
        TablePlan plan = crawl().tables().get(0);
        assertThat(catalog.table("events").columns()).hasSize(1);
        assertThat(catalog.table("events").columns().get(0).type()).isEqualTo("int");
        assertThat(catalog.partitions("events")).hasSize(3);
        assertThat(plan.reasons())
                .filteredOn(reason -> reason.startsWith("left as it is: "))
                .hasSizeGreaterThan(1);
    }

    @Test
    void newPartitionsThatDoNotFitAreToldAndTheOthersAdded() throws Exception {
        lake.put("events/day=3/a.csv", PEOPLE);
        lake.put("events/day=3/b.csv", PEOPLE);
        lake.put("events/day=4/a.json", EVENT);
        CrawlPlan plan = crawl();
        assertThat(plan.problems())
                .extracting(Problem::path)
                .containsExactly("events/day=3/a.csv", "events/day=3/b.csv");
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2", "day=4");

        MemoryCatalog before = catalog;
        lake.remove("events/day=4/a.json");
        lake.put("events/day=5/a.csv", PEOPLE);
        CrawlPlan all = crawl();
        assertThat(all.problems()).isNotEmpty();
        assertThat(before.partitions("events")).doesNotContainKey("day=5");
    }

    @Test
    void nothingIsDeletedAndOtherPoliciesAreRefused() throws Exception {
        lake.remove("people/a.csv");
        crawl();
        assertThat(catalog.all()).containsKey("people");
        assertThatThrownBy(() -> ChangePolicy.parse("update", null, "new-folders"))
                .hasMessageContaining("only be log");
        assertThatThrownBy(() -> ChangePolicy.parse(null, "delete", "new-folders"))
                .hasMessageContaining("only be log");
    }

    private CrawlPlan crawl() throws Exception {
        return crawl(NEW_FOLDERS);
    }

    private void everything() throws Exception {
        crawl(ChangePolicy.DEFAULT);
    }

    private CrawlPlan crawl(ChangePolicy policy) throws Exception {
        TableFinder finder = new TableFinder(lake, SchemaInference.standard(), Sampler.DEFAULT, Grouping.DEFAULT);
        return new Crawl(finder, catalog, InstantSource.system())
                .run(new Registration("lake", "", policy), false, new QuietProgress());
    }
}
