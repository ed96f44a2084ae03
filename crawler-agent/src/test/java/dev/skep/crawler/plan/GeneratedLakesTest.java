package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.source.MemorySource;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.inference.SchemaInference;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lakes made at random, of which is known what they hold because they were made so. */
class GeneratedLakesTest {

    private static final int LAKES_A_SEED = 15;
    private static final int CRAWLS = 20;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsWhatWasPutThereInWhateverOrderItIsTold(long seed) throws Exception {
        for (long lake = 0; lake < LAKES_A_SEED; lake++) {
            GeneratedLake made = new GeneratedLake(seed * 1_000 + lake);

            CrawlPlan plan = plan(made.source());

            assertThat(plan.tables().stream().map(GeneratedLakesTest::told))
                    .as("lake %d", made.seed())
                    .containsExactlyInAnyOrderElementsOf(made.expected());
            assertThat(plan.problems())
                    .as("problems of lake %d", made.seed())
                    .extracting(Problem::path)
                    .containsExactlyInAnyOrderElementsOf(made.troubled());
            assertThat(whole(plan(made.source().shuffled(seed + 77))))
                    .as("lake %d, told in another order", made.seed())
                    .isEqualTo(whole(plan));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void isTheSameCatalogHoweverOftenAndInWhateverOrderItIsCrawled(long seed) throws Exception {
        GeneratedLake made = new GeneratedLake(seed);
        MemoryCatalog catalog = new MemoryCatalog();
        crawl(made.source(), catalog);
        String first = catalog.whole();
        long partitioned = catalog.all().values().stream()
                .filter(table -> !table.partitionKeys().isEmpty())
                .count();
        catalog.writes().clear();

        for (int run = 1; run < CRAWLS; run++) {
            catalog.reads().clear();
            crawl(made.source().shuffled(seed * 1_000 + run), catalog);
            assertThat(catalog.writes()).as("writes of crawl %d", run).isEmpty();
            assertThat(catalog.reads().size())
                    .as("%s", catalog.reads())
                    .isLessThanOrEqualTo(Math.toIntExact(2 + 2 * partitioned));
        }
        assertThat(catalog.whole()).isEqualTo(first);

        MemoryCatalog other = new MemoryCatalog();
        crawl(made.source().shuffled(seed + 5), other);
        assertThat(other.whole()).isEqualTo(first);
    }

    @Test
    void writesAThousandPartitionsInOneRequest() throws Exception {
        MemorySource source = new MemorySource(1);
        for (int i = 0; i < 1_000; i++) {
            source.put("t/n=" + i + "/a.csv", "id,name\n1,Ann\n");
        }
        MemoryCatalog catalog = new MemoryCatalog();
        crawl(source, catalog);
        assertThat(catalog.reads()).containsExactly("database");
        assertThat(catalog.writes()).containsExactly("create database", "create t", "add 1000 partitions to t");

        catalog.reads().clear();
        crawl(source.shuffled(2), catalog);
        assertThat(catalog.reads()).containsExactly("database", "tables", "count of partitions of t");
        assertThat(catalog.writes()).hasSize(3);

        source.put("t/n=1000/a.csv", "id,name\n1,Ann\n");
        crawl(source, catalog);
        assertThat(catalog.writes().subList(3, 5)).containsExactly("alter t", "add 1 partitions to t");
    }

    private static void crawl(Source source, MemoryCatalog catalog) throws Exception {
        TableFinder finder = new TableFinder(source, SchemaInference.standard(), Sampler.DEFAULT, Grouping.DEFAULT);
        new Crawl(finder, catalog, InstantSource.system())
                .run(new Registration("lake", ""), false, new QuietProgress());
    }

    private static CrawlPlan plan(Source source) throws Exception {
        return new Planner(source.location(), new Registration("lake", ""), InstantSource.system())
                .plan(Lakes.find(source), KnownTables.none());
    }

    private static String told(TablePlan plan) {
        var found = plan.found();
        return found.path() + " "
                + found.content().format() + " "
                + found.columns().stream()
                        .map(column -> column.name() + ":" + column.type().text())
                        .toList()
                + " by "
                + found.layout().keys().stream().map(key -> key.name()).toList()
                + " "
                + found.layout().partitions().values().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList();
    }

    private static String whole(CrawlPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.tables()
                .forEach(table -> text.append(table.after())
                        .append(table.partitions())
                        .append(table.reasons())
                        .append(table.found().decisions())
                        .append(table.found().notes())
                        .append('\n'));
        return text.append(plan.problems()).toString();
    }
}
