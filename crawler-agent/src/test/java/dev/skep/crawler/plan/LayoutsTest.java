package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.HiveType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Folders with a known truth: each in {@code layouts/NAME/data}, and what it holds in {@code expected.json} beside it. */
class LayoutsTest {

    /** Beside the checkout where continuous integration lays it; elsewhere there are no such folders to look at. */
    private static final Path LAYOUTS = Path.of("../../shared/samples/layouts");

    @TestFactory
    Stream<DynamicTest> findsTheTruth() throws IOException {
        if (!Files.isDirectory(LAYOUTS)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(LAYOUTS)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            String.valueOf(folder.getFileName()), () -> findsTheTruthOf(folder)));
        }
    }

    private static void findsTheTruthOf(Path folder) throws Exception {
        JsonNode truth = JsonMapper.builder()
                .build()
                .readTree(folder.resolve("expected.json").toFile());
        CrawlPlan plan = new Planner("file:/lake", new Registration("lake", ""), InstantSource.system())
                .plan(Lakes.find(folder.resolve("data")), KnownTables.none());

        assertThat(plan.tables())
                .extracting(table -> table.found().path())
                .containsExactlyInAnyOrderElementsOf(list(truth.path("tables"), table -> text(table, "path")));
        for (JsonNode table : truth.path("tables")) {
            FoundTable found = plan.tables().stream()
                    .map(TablePlan::found)
                    .filter(each -> each.path().equals(text(table, "path")))
                    .findFirst()
                    .orElseThrow();
            check(found, table);
        }
        assertThat(plan.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrderElementsOf(list(truth.path("problems"), JsonNode::asText));
    }

    private static void check(FoundTable found, JsonNode truth) {
        assertThat(found.content().format()).isEqualTo(text(truth, "format"));
        List<String> columns = new ArrayList<>();
        found.columns().forEach(column -> columns.add(told(column.name(), column.valueType())));
        assertThat(columns).containsExactlyElementsOf(list(truth.path("columns"), LayoutsTest::pair));

        JsonNode keys = truth.path("partitionKeys");
        assertThat(found.layout().keys()).hasSameSizeAs(list(keys, key -> key));
        for (int i = 0; i < keys.size(); i++) {
            if (!truth.path("keyNamesFree").asBoolean()) {
                assertThat(found.layout().keys().get(i).name())
                        .isEqualTo(text(keys.get(i), "name").toLowerCase(Locale.ROOT));
            }
            assertThat(Arrays.asList(text(keys.get(i), "type").split("\\|")))
                    .contains(found.layout().keys().get(i).type().text());
        }
        JsonNode partitions = truth.path("partitions");
        if (partitions.isInt()) {
            assertThat(found.layout().partitions()).hasSize(partitions.asInt());
        } else if (partitions.isArray()) {
            assertThat(list(partitions, values -> list(values, JsonNode::asText)))
                    .containsExactlyInAnyOrderElementsOf(found.layout().partitions().values().stream()
                            .map(values -> values.stream()
                                    .map(value -> value.orElse("null"))
                                    .toList())
                            .toList());
        }
        if (truth.path("rows").isInt()) {
            assertThat(found.rows().rows()).isEqualTo(truth.path("rows").asInt());
        }
    }

    private static String pair(JsonNode column) {
        return text(column, "name").toLowerCase(Locale.ROOT) + " "
                + text(column, "type").toLowerCase(Locale.ROOT);
    }

    private static String told(String name, HiveType type) {
        return name + " " + type.text();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }
}
