package dev.skep.crawler.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFinderTest {

    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";
    private static final String ORDERS = "order_id,customer,total\n1,7,10.5\n2,8,11.5\n";

    @TempDir
    private Path root;

    @Test
    void makesAFolderATableAndALooseFileAnother() throws IOException {
        put("people/a.csv", PEOPLE);
        put("people/b.csv", "id,name\n3,Cid\n");
        put("orders.csv", ORDERS);

        Found found = Lakes.find(root);

        assertThat(found.problems()).isEmpty();
        assertThat(found.tables())
                .extracting(FoundTable::path, FoundTable::file, FoundTable::files, FoundTable::rows)
                .containsExactly(
                        tuple("orders.csv", true, 1L, new RowCount(2, true)),
                        tuple("people", false, 2L, new RowCount(3, true)));
        assertThat(found.tables().get(1).location()).isEqualTo("file:" + root + "/people");
    }

    @Test
    void takesTheCrawledFolderItselfForATableIfItHoldsOnlyFiles() throws IOException {
        put("a.csv", PEOPLE);
        put("b.csv", PEOPLE);

        assertThat(Lakes.find(root).tables()).extracting(FoundTable::path).containsExactly("");
    }

    @Test
    void tellsOfFilesThatNoEngineReadsAndMakesThemNoTable() throws IOException {
        put("good/a.csv", PEOPLE);
        put("misnamed/a.csv.gz", PEOPLE);
        put("documents/a.json", "{\n\"id\": 1}\n{\n\"id\": 2}\n");

        Found found = Lakes.find(root);

        assertThat(found.tables()).extracting(FoundTable::path).containsExactly("good");
        assertThat(found.problems())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("misnamed/a.csv.gz", "documents/a.json");
        assertThat(found.problems())
                .allSatisfy(problem -> assertThat(problem.reason()).contains("no engine reads"));
    }

    @Test
    void leavesOutAColumnThatReadersCannotTellFromAnother() throws IOException {
        put("users/a.json", "{\"id\": 1, \"ID\": 2, \"name\": \"Ann\"}\n");

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.columns()).extracting(InferredColumn::name).containsExactly("id", "name");
        assertThat(table.notes()).anySatisfy(note -> assertThat(note).contains("ID", "left out"));
    }

    @Test
    void takesTheCrawledFolderItselfForATableIfItHoldsPartitions() throws IOException {
        put("day=1/a.csv", PEOPLE);
        put("day=2/a.csv", PEOPLE);

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.path()).isEmpty();
        assertThat(table.layout().partitions()).containsOnlyKeys("day=1", "day=2");
    }

    @Test
    void readsPartitionValuesOffFolderNames() throws IOException {
        put("t/City=New York/h=1/a.csv", PEOPLE);
        put("t/City=Biel%2FBienne/h=1/a.csv", PEOPLE);
        put("t/City=__HIVE_DEFAULT_PARTITION__/h=2/a.csv", PEOPLE);

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.layout().keys()).extracting(PartitionLayout.Key::name).containsExactly("city", "h");
        assertThat(table.layout().partitions().values())
                .containsExactlyInAnyOrder(
                        List.of(Optional.of("New York"), Optional.of("1")),
                        List.of(Optional.of("Biel/Bienne"), Optional.of("1")),
                        List.of(Optional.empty(), Optional.of("2")));
    }

    @Test
    void keepsAPartitionWhoseFilesAreEmpty() throws IOException {
        put("t/d=1/a.csv", PEOPLE);
        put("t/d=2/a.csv", "");

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.layout().partitions()).hasSize(2);
        assertThat(table.files()).isEqualTo(1);
        assertThat(table.rows()).isEqualTo(new RowCount(2, true));
    }

    @Test
    void keepsTheKeysMostFilesHaveAndTellsOfTheOthers() throws IOException {
        put("t/d=1/a.csv", PEOPLE);
        put("t/d=2/a.csv", PEOPLE);
        put("t/d=3/h=1/a.csv", PEOPLE);
        put("t/d=/a.csv", PEOPLE);
        put("t/stray.csv", PEOPLE);

        Found found = Lakes.find(root);

        assertThat(found.tables()).hasSize(1);
        assertThat(found.tables().get(0).layout().partitions()).containsOnlyKeys("d=1", "d=2");
        assertThat(found.tables().get(0).files()).isEqualTo(2);
        assertThat(found.problems())
                .extracting(Problem::path)
                .containsExactly("t/d=/a.csv", "t/d=3/h=1/a.csv", "t/stray.csv");
    }

    @Test
    void takesFoldersCalledByADateOrNumberForPartitions() throws IOException {
        put("clicks/2024/01/17/a.csv", PEOPLE);
        put("clicks/2024/02/09/a.csv", PEOPLE);
        put("clicks/2024/02/late.csv", PEOPLE);

        Found found = Lakes.find(root);

        FoundTable table = found.tables().get(0);
        assertThat(found.tables()).hasSize(1);
        assertThat(table.layout().keys())
                .extracting(PartitionLayout.Key::name)
                .containsExactly("partition_0", "partition_1", "partition_2");
        assertThat(table.layout().partitions())
                .containsEntry("2024/02/09", List.of(Optional.of("2024"), Optional.of("02"), Optional.of("09")));
        assertThat(found.problems()).extracting(Problem::path).containsExactly("clicks/2024/02/late.csv");
        assertThat(table.decisions().get(0).text()).startsWith("grouping: partitioned table, because its folders");
    }

    @Test
    void takesFoldersCalledByANumberForTablesIfWhatTheyHoldDiffers() throws IOException {
        put("exports/1/a.csv", PEOPLE);
        put("exports/2/a.csv", ORDERS);
        put("exports/2/b.csv", ORDERS);
        put("exports/3/a.json", "{\"a\": 1}\n{\"a\": 2}\n");

        assertThat(Lakes.find(root).tables())
                .extracting(FoundTable::path)
                .containsExactly("exports/1", "exports/2", "exports/3");
    }

    @Test
    void takesNoFolderForAPartitionThatLeadsToTables() throws IOException {
        put("backup/2024/people/a.csv", PEOPLE);
        put("backup/2024/orders/a.csv", ORDERS);

        assertThat(Lakes.find(root).tables())
                .extracting(FoundTable::path)
                .containsExactly("backup/2024/orders", "backup/2024/people");
    }

    @Test
    void takesOneOfTwoFoldersThatMeanTheSamePartition() throws IOException {
        put("t/city=a%2Bb/a.csv", PEOPLE);
        put("t/city=a+b/a.csv", PEOPLE);

        Found found = Lakes.find(root);

        assertThat(found.tables().get(0).layout().partitions()).hasSize(1);
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("means the same partition"));
    }

    @Test
    void makesATableOfEachFileThatDoesNotFitItsNeighbours() throws IOException {
        put("raw/people.csv", PEOPLE);
        put("raw/orders.csv", ORDERS);
        put("raw/more.json", "{\"a\": 1}\n{\"a\": 2}\n");

        assertThat(Lakes.find(root).tables())
                .extracting(FoundTable::path)
                .containsExactly("raw/more.json", "raw/orders.csv", "raw/people.csv");
    }

    @Test
    void unitesFilesWhoseNumbersOneDecimalHolds() throws IOException {
        put("t/1.csv", "id,name,amount\n1,a,12345678901234567.81\n2,b,12345678901234567.82\n");
        put("t/2.csv", "id,name,amount\n3,c,3.125\n4,d,4.125\n");
        put("t/3.csv", "id,name,amount\n5,e,5\n6,f,6\n");

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.columns())
                .extracting(column -> column.name() + " " + column.type().text())
                .containsExactly("id int", "name string", "amount decimal(20,3)");
    }

    @Test
    void unitesFilesThatOnlyGainedAColumn() throws IOException {
        put("t/a.json", "{\"a\": 1}\n{\"a\": 2}\n");
        put("t/b.json", "{\"a\": 3000000000, \"b\": \"x\"}\n{\"a\": 1, \"b\": \"y\"}\n");

        FoundTable table = Lakes.find(root).tables().get(0);

        assertThat(table.columns())
                .extracting(column -> column.name() + " " + column.type().text())
                .containsExactly("a bigint", "b string");
    }

    @Test
    void neverLetsABrokenFileHideTheGoodOnes() throws IOException {
        put("t/a.csv", PEOPLE);
        put("t/broken.parquet", "PAR1 and nothing more");

        Found found = Lakes.find(root);

        assertThat(found.tables()).singleElement().satisfies(table -> {
            assertThat(table.path()).isEqualTo("t");
            assertThat(table.files()).isEqualTo(1);
            assertThat(table.rows()).isEqualTo(new RowCount(2, true));
        });
        assertThat(found.problems()).extracting(Problem::path).containsExactly("t/broken.parquet");
    }

    @Test
    void separatesWhatNoReaderReadsAsOneTableEvenBelowPartitions() throws IOException {
        put("t/d=1/a.csv", PEOPLE);
        put("t/d=2/a.csv", PEOPLE);
        put("t/d=3/a.json", "{\"id\": 1}\n{\"id\": 2}\n");

        Found found = Lakes.find(root);

        assertThat(found.tables())
                .singleElement()
                .satisfies(table -> assertThat(table.layout().partitions()).containsOnlyKeys("d=1", "d=2"));
        assertThat(found.problems()).extracting(Problem::path).containsExactly("t/d=3/a.json");
    }

    @Test
    void leavesOutColumnsThatAreKeysButKeepsThePlaceOfDelimitedOnes() throws IOException {
        put("json/day=1/a.json", "{\"day\": 1, \"n\": 2}\n{\"day\": 1, \"n\": 3}\n");
        put("csv/day=1/a.csv", "day,n\n1,2\n3,4\n");

        Found found = Lakes.find(root);

        assertThat(names(found.tables().get(0))).containsExactly("file_day", "n");
        assertThat(names(found.tables().get(1))).containsExactly("n");
        assertThat(found.tables()).allSatisfy(table -> assertThat(table.notes()).hasSize(1));
    }

    @Test
    void estimatesTheRowsOfFilesItDidNotLookInto() throws IOException {
        for (int i = 0; i < 20; i++) {
            put(String.format("t/part-%02d.csv", i), "id,name\n1,Ann\n2,Bob\n3,Cid\n");
        }

        FoundTable table = Lakes.find(root, new Sampler(5, 10)).tables().get(0);

        assertThat(table.rows()).isEqualTo(new RowCount(60, false));
        assertThat(table.files()).isEqualTo(20);
    }

    @Test
    void doesNotTakeTheFilesOfATableFormatForATable() throws IOException {
        put("d/_delta_log/0.json", "{}");
        put("d/day=1/a.csv", PEOPLE);

        Found found = Lakes.find(root);

        assertThat(found.tables()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("Delta"));
    }

    private void put(String path, String content) throws IOException {
        Lakes.put(root, path, content);
    }

    private static List<String> names(FoundTable table) {
        return table.columns().stream().map(column -> column.name()).toList();
    }
}
