package dev.skep.crawler.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.source.Glob;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.PartitionLayout.KeyTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user says wins over what is found. */
class GroupingTest {

    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";

    @TempDir
    private Path root;

    @Test
    void takesTablesAndKeysOffATemplate() throws IOException {
        put("sales/2024/jan/a.csv");
        put("sales/2024/feb/a.csv");
        put("sales/2024/feb/notes.txt");
        put("people/2023/dec/a.csv");
        put("sales/late.csv");

        Found found = Lakes.find(root, template("{table}/{year}/{month}/*.csv"));

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("people", "sales");
        FoundTable sales = found.tables().get(1);
        assertThat(sales.layout().keys()).extracting(PartitionLayout.Key::name).containsExactly("year", "month");
        assertThat(sales.layout().partitions())
                .containsOnlyKeys("2024/jan", "2024/feb")
                .containsEntry("2024/jan", List.of(Optional.of("2024"), Optional.of("jan")));
        assertThat(sales.files()).isEqualTo(2);
        assertThat(sales.decisions().get(0).because()).isEqualTo("the path template says so");
        assertThat(found.problems()).extracting(Problem::path).containsExactly("sales");
    }

    @Test
    void readsKeysOutOfLevelsAndPassesOverOthers() throws IOException {
        put("raw/eu/orders/dt=2024-01-01/x/a.csv");
        put("raw/us/orders/dt=2024-01-02/y/a.csv");

        Found found = Lakes.find(root, template("raw/*/{table}/dt={day}/*/"));

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("raw/eu/orders", "raw/us/orders");
        assertThat(found.tables().get(0).layout().partitions())
                .containsEntry("dt=2024-01-01/x", List.of(Optional.of("2024-01-01")));
    }

    @Test
    void takesThePlaceForTheTableWhereNoneIsNamed() throws IOException {
        put("2024/a.csv");
        put("2025/a.csv");

        assertThat(Lakes.find(root, template("{year}/")).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.path()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{table}", "{table}/{x}/{x}/", "a//b", "{a}{b}/", "**/x"})
    void refusesWhatIsNoTemplate(String text) {
        assertThatThrownBy(() -> PathTemplate.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesOutWhatIsExcluded() throws IOException {
        put("t/a.csv");
        put("t/b.tmp");
        put("old/a.csv");

        Found found = Lakes.find(
                root,
                new Grouping(
                        List.of(Glob.parse("**.tmp"), Glob.parse("old/**")),
                        Optional.empty(),
                        KeyTypes.STRING,
                        Integer.MAX_VALUE));

        assertThat(found.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.files()).isEqualTo(1));
    }

    @Test
    void givesKeysTypesWhereAsked() throws IOException {
        put("t/day=2024-01-01/h=1/c=x/a.csv");
        put("t/day=2024-01-02/h=12/c=1/a.csv");

        Found found = Lakes.find(root, new Grouping(List.of(), Optional.empty(), KeyTypes.INFERRED, Integer.MAX_VALUE));

        assertThat(found.tables().get(0).layout().keys())
                .extracting(key -> key.type().text())
                .containsExactly("date", "int", "string");
    }

    @Test
    void takesFoldersOfADeclaredLevelForTables() throws IOException {
        put("sales/orders/eu/2024/a.csv");
        put("sales/orders/us/2024/a.csv");
        put("sales/people/a.csv");
        put("sales/odd/day=1/a.csv");
        put("sales/odd/DAY=2/a.csv");
        put("sales/odd/b.csv");
        put("sales/stray.csv");

        int level = root.toAbsolutePath().getNameCount() + 2;
        Found found = Lakes.find(root, level(level));

        assertThat(found.tables())
                .extracting(
                        FoundTable::path,
                        table -> table.layout().keys().stream()
                                .map(PartitionLayout.Key::name)
                                .toList())
                .containsExactly(
                        tuple("sales/odd", List.of("day")),
                        tuple("sales/orders", List.of("partition_0", "partition_1")),
                        tuple("sales/people", List.of()));
        assertThat(found.problems()).extracting(Problem::path).containsExactly("sales/odd", "sales/stray.csv");
        assertThat(Lakes.find(root.resolve("sales/orders"), level(level)).tables())
                .singleElement()
                .satisfies(table -> assertThat(table.path()).isEmpty());
        assertThatThrownBy(() -> Lakes.find(root, level(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Tables are declared to be at level 1");
    }

    private static Grouping level(int level) {
        return new Grouping(List.of(), Optional.of(new TableLevel(level)), KeyTypes.STRING, Integer.MAX_VALUE);
    }

    @Test
    void failsBeforeItFindsTooManyTables() throws IOException {
        put("a/a.csv");
        put("b/a.csv");

        assertThatThrownBy(() -> Lakes.find(root, new Grouping(List.of(), Optional.empty(), KeyTypes.STRING, 1)))
                .hasMessage("2 tables were found, more than the 1 that are allowed, so nothing is written");
    }

    private void put(String path) throws IOException {
        Lakes.put(root, path, PEOPLE);
    }

    private static Grouping template(String text) {
        return new Grouping(List.of(), Optional.of(PathTemplate.parse(text)), KeyTypes.STRING, Integer.MAX_VALUE);
    }
}
