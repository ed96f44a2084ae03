package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.PathTemplate;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.plan.ChangePolicy.UpdateBehavior;
import dev.skep.crawler.source.MemorySource;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.SchemaInference;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Crawls that look only where files are said to have changed. */
class ChangedFilesTest {
    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";
    private static final String EVENT = "{\"a\": 1}\n";

    private final MemorySource lake = new MemorySource(1);
    private final MemoryCatalog catalog = new MemoryCatalog();
    private Grouping grouping = Grouping.DEFAULT;

    @BeforeEach
    void fill() throws Exception {
        lake.put("people/a.csv", PEOPLE);
        lake.put("events/day=1/a.json", EVENT);
        lake.put("events/day=2/a.json", EVENT);
        lake.put("2024/05/01/a.csv", PEOPLE);
        lake.put("bare/2024/05/a.csv", PEOPLE);
        lake.remove("2024/05/01/a.csv");
        everything(ChangePolicy.DEFAULT);
        forget();
    }

    @Test
    void aNewPartitionIsLookedAtAlone() throws Exception {
        lake.put("events/day=3/a.json", EVENT);
        lake.put("events/day=3/b.json", EVENT);
        catalog.reads().clear();
        CrawlPlan plan = written("events/day=3/a.json", "events/day=3/b.json");
        assertThat(catalog.reads()).as("nothing of other tables").noneMatch(read -> read.contains("bare"));
        assertThat(lake.listings()).containsExactly("events/day=3");
        assertThat(lake.opened()).containsExactlyInAnyOrder("events/day=3/a.json", "events/day=3/b.json");
        assertThat(plan.tables())
                .extracting(TablePlan::name, TablePlan::action)
                .containsExactly(tuple("events", Action.ADD_PARTITIONS));
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2", "day=3");
        assertThat(catalog.table("events").parameters())
                .containsEntry("objectCount", "4")
                .containsEntry("sizeKey", "36")
                .containsEntry("recordCount", "4")
                .containsEntry("skep.recordCountExact", "false")
                .doesNotContainKey("skep.files");
        assertThat(plan.removals()).isEmpty();

        forget();
        assertThat(written("events/day=3/a.json").changesNothing()).isTrue();
        assertThat(catalog.writes()).isEmpty();
        everything(ChangePolicy.DEFAULT);
        assertThat(catalog.table("events").parameters())
                .containsEntry("objectCount", "4")
                .containsEntry("skep.recordCountExact", "true")
                .containsKey("skep.files");
    }

    @Test
    void aNewFileOfAnOldPartitionIsCounted() throws Exception {
        lake.put("events/day=2/b.json", EVENT);
        written("events/day=2/b.json");
        assertThat(lake.listings()).containsExactly("events/day=2");
        assertThat(catalog.partitions("events").get("day=2").parameters())
                .containsEntry("numFiles", "2")
                .containsEntry("numRows", "2");
        Map<String, String> told = catalog.table("events").parameters();
        assertThat(told).containsEntry("objectCount", "3").containsEntry("recordCount", "3");
        everything(ChangePolicy.DEFAULT);
        assertThat(catalog.table("events").parameters())
                .containsEntry("objectCount", "3")
                .containsEntry("recordCount", "3")
                .containsEntry("sizeKey", told.get("sizeKey"));
    }

    @Test
    void whatIsKnownOfThePartitionsIsAskedForAtOnce() throws Exception {
        lake.put("events/day=1/b.json", EVENT);
        lake.put("events/day=2/b.json", EVENT);
        catalog.reads().clear();
        written("events/day=1/b.json", "events/day=2/b.json");
        assertThat(catalog.reads())
                .filteredOn(read -> read.startsWith("partitions of"))
                .containsExactly("partitions of events by name");
    }

    @Test
    void anotherSchemaIsDecidedByTheWholeTable() throws Exception {
        lake.put("events/day=3/a.json", "{\"a\": 3000000000, \"b\": true}\n");
        written("events/day=3/a.json");
        assertThat(lake.listings()).containsExactly("events/day=3", "events");
        assertThat(catalog.table("events").columns())
                .containsExactly(new CatalogColumn("a", "bigint", null), new CatalogColumn("b", "boolean", null));
        assertThat(catalog.table("events").parameters())
                .containsEntry("objectCount", "3")
                .containsKey("skep.files");
        assertThat(catalog.partitions("events")).hasSize(3);
    }

    @Test
    void whatDoesNotFitIsToldAndTheOthersAreAdded() throws Exception {
        lake.put("events/day=3/a.csv", PEOPLE);
        lake.put("events/day=4/a.json", EVENT);
        CrawlPlan plan = written("events/day=3/a.csv", "events/day=4/a.json");
        assertThat(plan.problems()).extracting(Problem::path).containsExactly("events/day=3/a.csv");
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=2", "day=4");
        assertThat(catalog.table("events").parameters()).containsEntry("classification", "json");
    }

    @Test
    void anUnpartitionedTableIsLookedAtAsAWhole() throws Exception {
        lake.put("people/b.csv", PEOPLE);
        written("people/b.csv");
        assertThat(lake.listings()).containsExactly("people");
        assertThat(catalog.table("people").parameters())
                .containsEntry("objectCount", "2")
                .containsKey("skep.files");
        assertThat(everything(ChangePolicy.DEFAULT).changesNothing()).isTrue();
    }

    @Test
    void aNewTableIsFoundInTheOutermostFolderWithoutTables() throws Exception {
        lake.put("new/deep/orders/day=1/a.csv", PEOPLE);
        lake.put("new/deep/items/a.json", EVENT);
        CrawlPlan plan = written("new/deep/orders/day=1/a.csv");
        assertThat(lake.listings()).containsExactly("new");
        assertThat(plan.tables())
                .extracting(TablePlan::name, TablePlan::action)
                .containsExactly(tuple("items", Action.CREATE), tuple("orders", Action.CREATE));
    }

    @Test
    void foldersCalledByDatesAreWhatTheCatalogSaysTheyAre() throws Exception {
        lake.put("bare/2024/06/a.csv", PEOPLE);
        CrawlPlan plan = written("bare/2024/06/a.csv");
        assertThat(lake.listings()).containsExactly("bare/2024/06");
        assertThat(plan.tables())
                .extracting(TablePlan::name, table -> table.partitions().get(0).values())
                .containsExactly(tuple("bare", List.of("2024", "06")));

        lake.put("2024/orders/day=1/a.csv", PEOPLE);
        lake.put("2024/items/a.csv", PEOPLE);
        everything(ChangePolicy.DEFAULT);
        lake.put("2024/orders/day=2/a.csv", PEOPLE);
        assertThat(written("2024/orders/day=2/a.csv").tables())
                .extracting(TablePlan::name, TablePlan::action)
                .containsExactly(tuple("orders", Action.ADD_PARTITIONS));
    }

    @Test
    void aFileAtTheRootBesideFoldersIsATableOfItsOwn() throws Exception {
        lake.put("alone.csv", PEOPLE);
        written("alone.csv");
        assertThat(catalog.table("alone").location()).isEqualTo("memory:/lake/alone.csv");
        assertThat(catalog.all()).hasSize(4);
    }

    @Test
    void whatNoEngineReadsIsNotLookedAt() throws Exception {
        assertThat(written("events/_SUCCESS", "events/_temporary/0/x.json", "events/day=9/")
                        .changesNothing())
                .isTrue();
        assertThat(lake.listings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DeleteBehavior.class)
    void aRemovalIsBelievedOnlyIfNothingIsThere(DeleteBehavior behavior) throws Exception {
        CrawlPlan plan = crawl(removing(behavior), Set.of(), Set.of("people/a.csv", "events/day=2/a.json"));
        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.removals()).isEmpty();
        assertThat(lake.listings()).contains("people", "events/day=2");
    }

    @Test
    void whatIsGoneIsDropped() throws Exception {
        lake.remove("people/a.csv");
        lake.remove("events/day=2/a.json");
        CrawlPlan plan =
                crawl(removing(DeleteBehavior.DELETE), Set.of(), Set.of("people/a.csv", "events/day=2/a.json"));
        assertThat(lake.listings())
                .as("and whether the place holds anything at all")
                .containsExactly("events/day=2", "people", "");
        assertThat(plan.droppedPartitions()).isEqualTo(1);
        assertThat(catalog.all()).containsOnlyKeys("events", "bare");
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1");
    }

    @Test
    void whatIsGoneIsDroppedBesideWhatIsNew() throws Exception {
        lake.remove("events/day=2/a.json");
        lake.put("events/day=3/a.json", EVENT);
        crawl(removing(DeleteBehavior.DELETE), Set.of("events/day=3/a.json"), Set.of("events/day=2/a.json"));
        assertThat(catalog.partitions("events")).containsOnlyKeys("day=1", "day=3");
    }

    @Test
    void aTableThatHasLostAllItsPartitionsIsDropped() throws Exception {
        lake.remove("events/day=1/a.json");
        lake.remove("events/day=2/a.json");
        crawl(removing(DeleteBehavior.DELETE), Set.of(), Set.of("events/day=1/a.json", "events/day=2/a.json"));
        assertThat(catalog.all()).containsOnlyKeys("people", "bare");
    }

    @Test
    void whatIsGoneIsMarkedAndUnmarkedWhenItIsBack() throws Exception {
        ChangePolicy policy = removing(DeleteBehavior.DEPRECATE);
        lake.remove("events/day=2/a.json");
        CrawlPlan plan = crawl(policy, Set.of(), Set.of("events/day=2/a.json"));
        assertThat(plan.removals()).hasSize(1);
        assertThat(catalog.partitions("events").get("day=2").parameters()).containsKey("skep.deprecated");
        assertThat(crawl(policy, Set.of(), Set.of("events/day=2/a.json")).changesNothing())
                .isTrue();
        lake.put("events/day=2/a.json", EVENT);
        crawl(policy, Set.of("events/day=2/a.json"), Set.of());
        assertThat(catalog.partitions("events").get("day=2").parameters()).doesNotContainKey("skep.deprecated");
    }

    @Test
    void whatIsGoneIsToldWhereNothingIsDeleted() throws Exception {
        lake.remove("events/day=2/a.json");
        CrawlPlan plan = crawl(ChangePolicy.DEFAULT, Set.of(), Set.of("events/day=2/a.json"));
        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.removals())
                .extracting(Removal::intention)
                .containsExactly("partitions without files: stays without files");
    }

    @ParameterizedTest
    @EnumSource(DeleteBehavior.class)
    void nothingIsConcludedFromWhatCannotBeListedNorFromAnEmptyPlace(DeleteBehavior behavior) throws Exception {
        lake.deny("events/day=2");
        CrawlPlan denied = crawl(removing(behavior), Set.of(), Set.of("events/day=2/a.json"));
        assertThat(denied.problems()).extracting(Problem::path).containsExactly("events/day=2");
        assertThat(denied.removals()).isEmpty();

        MemorySource nothing = new MemorySource(1);
        CrawlPlan empty = crawl(nothing, removing(behavior), Set.of(), Set.of("people/a.csv"));
        assertThat(empty.removals()).isEmpty();
        assertThat(catalog.all()).hasSize(3);
    }

    @Test
    void aTemplateSaysWhatPartitionsAre() throws Exception {
        grouping = new Grouping(
                List.of(),
                Optional.of(PathTemplate.parse("declared/{table}/*/{day}/")),
                KeyTypes.STRING,
                Integer.MAX_VALUE);
        lake.put("declared/t/raw/d1/a.csv", PEOPLE);
        everything(ChangePolicy.DEFAULT);
        forget();
        lake.put("declared/t/raw/d2/a.csv", PEOPLE);
        written("declared/t/raw/d2/a.csv");
        assertThat(lake.listings()).containsExactly("declared/t/raw/d2");
        assertThat(catalog.partitions("t")).hasSize(2);
    }

    /** Whatever comes and goes, in whatever order it is told: the catalog is that of a crawl that lists everything. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void endsWhereAWholeCrawlEnds(long seed) throws Exception {
        MemorySource made = new GeneratedLake(seed).source();
        List<String> paths = new ArrayList<>(made.paths());
        MemorySource early = made.shuffled(seed);
        Set<String> late = new TreeSet<>();
        for (int i = 0; i < paths.size(); i++) {
            if ((i * 31L + seed) % 5 == 0) {
                late.add(paths.get(i));
                early.remove(paths.get(i));
            }
        }
        MemoryCatalog byEvents = new MemoryCatalog();
        MemoryCatalog byListing = new MemoryCatalog();
        run(early, byEvents, ChangePolicy.DEFAULT, Optional.empty());
        run(early, byListing, ChangePolicy.DEFAULT, Optional.empty());

        List<String> shuffled = new ArrayList<>(late);
        Collections.shuffle(shuffled, new Random(seed));
        int half = shuffled.size() / 2;
        for (List<String> batch :
                List.of(shuffled.subList(0, half), shuffled.subList(half, shuffled.size()), shuffled)) {
            run(
                    made,
                    byEvents,
                    ChangePolicy.DEFAULT,
                    Optional.of(new ChangedFiles(Set.copyOf(batch), Set.of(), false)));
        }
        run(made, byListing, ChangePolicy.DEFAULT, Optional.empty());
        assertThat(told(byEvents)).isEqualTo(told(byListing));
    }

    private static Map<String, String> told(MemoryCatalog catalog) {
        Map<String, String> told = new TreeMap<>();
        for (CatalogTable table : catalog.all().values()) {
            told.put(
                    String.valueOf(table.location()),
                    table.columns() + " " + table.partitionKeys() + " "
                            + table.storage().serde().library() + " "
                            + new TreeMap<>(catalog.partitions(table.name())).keySet());
        }
        return told;
    }

    private void forget() {
        lake.listings().clear();
        lake.opened().clear();
        catalog.writes().clear();
    }

    private static ChangePolicy removing(DeleteBehavior behavior) {
        return new ChangePolicy(UpdateBehavior.UPDATE, behavior);
    }

    private CrawlPlan everything(ChangePolicy policy) throws Exception {
        return run(lake, catalog, policy, Optional.empty());
    }

    private CrawlPlan written(String... paths) throws Exception {
        return crawl(ChangePolicy.DEFAULT, List.of(paths), Set.of());
    }

    private CrawlPlan crawl(ChangePolicy policy, Collection<String> written, Collection<String> removed)
            throws Exception {
        return crawl(lake, policy, written, removed);
    }

    private CrawlPlan crawl(
            MemorySource source, ChangePolicy policy, Collection<String> written, Collection<String> removed)
            throws Exception {
        ChangedFiles changed = new ChangedFiles(
                Set.copyOf(written), Set.copyOf(removed), grouping.declared().isPresent());
        return run(source, catalog, policy, Optional.of(changed));
    }

    private CrawlPlan run(MemorySource source, MemoryCatalog into, ChangePolicy policy, Optional<ChangedFiles> changed)
            throws Exception {
        TableFinder finder = new TableFinder(source, SchemaInference.standard(), Sampler.DEFAULT, grouping);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-05-01T10:00:00Z"));
        Crawl crawl = new Crawl(finder, into, clock);
        Registration registration = new Registration("lake", "", policy);
        CrawlPlan plan = changed.isPresent()
                ? crawl.plan(registration, changed.get(), new QuietProgress())
                : crawl.plan(registration, new QuietProgress());
        return Crawl.apply(plan, into, clock, new QuietProgress());
    }
}
