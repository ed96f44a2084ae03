package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lakes made at random, of which is known what they hold because they were made so. */
class GeneratedLakesTest {

    private static final int LAKES_A_SEED = 15;

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

    private static CrawlPlan plan(Source source) throws Exception {
        return new Planner(source.location(), "lake", "").plan(Lakes.find(source), KnownTables.none());
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
