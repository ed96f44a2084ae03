package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The plan for the sample lake says what is known about the lake. */
class SampleLakeTest {

    private static final Path LAKE = Path.of("sample-lake");

    @Test
    void findsTheTruth() throws IOException, CatalogException {
        JsonNode truth = JsonMapper.builder()
                .build()
                .readTree(LAKE.resolve("expected.json").toFile());

        CrawlPlan plan = new Planner("file:/lake", new Registration("lake", ""), InstantSource.system())
                .plan(Lakes.find(LAKE.resolve("data")), KnownTables.none());

        List<String> expected = new ArrayList<>();
        truth.path("tables")
                .forEach(table -> expected.add(table.path("name").asText()
                        + " at " + table.path("path").asText()
                        + " is " + table.path("format").asText() + "/"
                        + table.path("compression").asText()
                        + " " + pairs(table.path("columns")) + " by " + pairs(table.path("partitionKeys"))
                        + " in " + unescaped(strings(table.path("partitions")))
                        + " with " + table.path("rows").asLong() + " rows"));
        assertThat(plan.tables().stream().map(SampleLakeTest::told)).containsExactlyElementsOf(expected);
        assertThat(plan.tables()).allMatch(table -> table.action() == Action.CREATE);
        assertThat(plan.problems())
                .extracting(Problem::path)
                .containsExactlyElementsOf(strings(truth.path("problems")));
    }

    private static String told(TablePlan plan) {
        FoundTable found = plan.found();
        return plan.name() + " at " + found.path() + " is "
                + plan.after().parameters().get("classification") + "/"
                + plan.after().parameters().get("compressionType") + " "
                + plan.after().columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList()
                + " by "
                + plan.after().partitionKeys().stream()
                        .map(key -> key.name() + " " + key.type())
                        .toList()
                + " in "
                + unescaped(found.layout().partitions().keySet())
                + " with "
                + found.rows().rows() + " rows";
    }

    /** A folder may be escaped more sparingly than the partition's name, so both are compared by what they mean. */
    private static List<String> unescaped(Collection<String> names) {
        return names.stream().map(PartitionLayout::unescape).sorted().toList();
    }

    private static List<String> pairs(JsonNode columns) {
        return StreamSupport.stream(columns.spliterator(), false)
                .map(column ->
                        column.path("name").asText() + " " + column.path("type").asText())
                .toList();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }
}
