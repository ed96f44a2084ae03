package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.grouping.Lakes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableNamesTest {

    @TempDir
    private Path root;

    @Test
    void takesTheNameOfTheFolderOrFileInPlainLetters() throws IOException {
        put("Sales-2024/a.csv", "planets.json.gz.csv");

        assertThat(names("lake", ""))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("Sales-2024", "sales_2024", "planets.json.gz.csv", "planets"));
    }

    @Test
    void callsATableAtTheRootAfterTheCrawledFolder() throws IOException {
        put("year=2024/a.csv");

        assertThat(names("My Lake", "")).containsExactlyEntriesOf(Map.of("", "my_lake"));
    }

    @Test
    void tellsTablesOfOneNameApartByTheFoldersAboveThem() throws IOException {
        put("a/t/x.csv", "b/t/x.csv", "c/u/x.csv");

        assertThat(names("lake", "p_"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a/t", "p_a_t", "b/t", "p_b_t", "c/u", "p_u"));
    }

    @Test
    void tellsAFileFromAFolderOfItsName() throws IOException {
        put("planets.csv", "planets/x.csv", "z/x.csv");

        assertThat(names("lake", "").values()).doesNotHaveDuplicates();
    }

    @Test
    void findsANameForFoldersWithoutAnyPlainLetter() throws IOException {
        put("東京/x.csv", "京都/x.csv");

        assertThat(names("lake", "").values())
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("table_[0-9a-f]+"));
    }

    @Test
    void cutsWhatIsTooLong() throws IOException {
        put("a".repeat(200) + "/x.csv");

        assertThat(names("lake", "p_").values())
                .singleElement()
                .satisfies(name -> assertThat(name).hasSize(128));
    }

    private void put(String... paths) throws IOException {
        for (String path : paths) {
            Lakes.put(root, path, "id,name\n1,Ann\n2,Bob\n");
        }
    }

    private Map<String, String> names(String lake, String prefix) throws IOException {
        List<FoundTable> tables = Lakes.find(root).tables();
        return TableNames.of(tables, lake, prefix);
    }
}
