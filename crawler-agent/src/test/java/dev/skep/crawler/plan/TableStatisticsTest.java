package dev.skep.crawler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.Sampler;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.plan.ChangePolicy.RecrawlBehavior;
import dev.skep.crawler.plan.ChangePolicy.UpdateBehavior;
import dev.skep.crawler.source.LocalSource;
import dev.skep.inference.SchemaInference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStatisticsTest {
    private static final Path SAMPLE = Path.of("sample-lake/data");
    private static final String SPARK = "spark.sql.statistics.";

    @TempDir
    private Path lake;

    private final MemoryCatalog catalog = new MemoryCatalog();
    private Sampler sampler = Sampler.DEFAULT;
    private ChangePolicy policy = ChangePolicy.DEFAULT;

    @BeforeEach
    void fill() throws Exception {
        put("trips/part-0.parquet");
        put("trips/part-1.parquet");
        put("weather/year=2021/observations.parquet");
        put("weather/year=2022/observations.parquet");
        crawl();
    }

    @Test
    void tellsWhatTheFootersOfAllFilesSay() {
        assertThat(statistics("trips"))
                .containsEntry("numRows", "8000")
                .containsEntry("numFiles", "2")
                .containsEntry("totalSize", "103996")
                .containsEntry(SPARK + "numRows", "8000")
                .containsEntry(SPARK + "totalSize", "103996")
                .containsEntry(SPARK + "colStats.trip_id.min", "5000000001")
                .containsEntry(SPARK + "colStats.trip_id.max", "5000008000")
                .containsEntry(SPARK + "colStats.fare.nullCount", "435")
                .containsEntry(SPARK + "colStats.fare.min", "3.00")
                .containsEntry(SPARK + "colStats.payment.nullCount", "0")
                .doesNotContainKeys(
                        SPARK + "colStats.payment.min",
                        SPARK + "colStats.distance_km.max",
                        SPARK + "colStats.started.max",
                        SPARK + "colStats.trip_id.distinctCount");
    }

    @Test
    void tellsRowsOfPartitionedTablesWhereSparkLooksForThem() {
        assertThat(statistics("weather"))
                .containsEntry(SPARK + "numRows", "2190")
                .containsEntry(SPARK + "colStats.day.min", "2021-01-01")
                .containsEntry(SPARK + "colStats.day.max", "2022-12-31")
                .doesNotContainKeys("numRows", SPARK + "colStats.year.min");
    }

    @Test
    void tellsNothingOfSamples() throws Exception {
        sampler = new Sampler(1, 1);
        put("trips/part-2.parquet");
        crawl();
        assertThat(statistics("trips")).isEmpty();
    }

    @Test
    void renewsWhatWasToldOfOtherFiles() throws Exception {
        edit("trips", SPARK + "colStats.trip_id.distinctCount", "7777");
        put("trips/part-2.parquet");
        crawl();
        assertThat(statistics("trips"))
                .containsEntry("numFiles", "3")
                .containsEntry(SPARK + "colStats.trip_id.max", "5000012000")
                .doesNotContainKey(SPARK + "colStats.trip_id.distinctCount");
    }

    @Test
    void keepsWhatAnEngineCountedOfTheSameFiles() throws Exception {
        edit("trips", SPARK + "colStats.trip_id.distinctCount", "7777");
        Files.setLastModifiedTime(lake.resolve("trips/part-0.parquet"), FileTime.from(Instant.EPOCH));
        crawl();
        assertThat(statistics("trips")).containsEntry(SPARK + "colStats.trip_id.distinctCount", "7777");
    }

    @Test
    void tellsNothingOfATableOfWhichAPartIsNew() throws Exception {
        put("weather/year=2023/observations.parquet");
        policy = new ChangePolicy(UpdateBehavior.LOG, DeleteBehavior.LOG, RecrawlBehavior.NEW_FOLDERS);
        crawl();
        assertThat(catalog.partitions("weather")).hasSize(3);
        assertThat(statistics("weather")).isEmpty();
    }

    @Test
    void tellsHiveAndTrinoOfSinglePartitions() throws Exception {
        long bytes = Files.size(SAMPLE.resolve("weather/year=2021/observations.parquet"));
        assertThat(partition("year=2021"))
                .isEqualTo(Map.of("numFiles", "1", "totalSize", String.valueOf(bytes), "numRows", "1095"));
    }

    @Test
    void tellsNoRowsOfPartitionsThatWereNotReadWhole() throws Exception {
        sampler = new Sampler(1, 10);
        Files.copy(
                SAMPLE.resolve("weather/year=2022/observations.parquet"),
                lake.resolve("weather/year=2022/more.parquet"));
        crawl();
        assertThat(partition("year=2021")).containsEntry("numRows", "1095");
        assertThat(partition("year=2022")).containsEntry("numFiles", "2").doesNotContainKey("numRows");
    }

    @Test
    void renewsFiguresOfPartitionsWhoseFilesChangedAndOnlyTheirs() throws Exception {
        editPartition("year=2021", Map.of("numRows", "7", "COLUMN_STATS_ACCURATE", "{}"));
        editPartition("year=2022", Map.of("COLUMN_STATS_ACCURATE", "{}", "rawDataSize", "5", "mine", "kept"));
        Files.copy(
                SAMPLE.resolve("weather/year=2022/observations.parquet"),
                lake.resolve("weather/year=2022/more.parquet"));
        catalog.writes().clear();
        crawl();
        assertThat(catalog.writes()).containsExactly("alter weather", "alter 1 partitions of weather", "alter weather");
        assertThat(partition("year=2021")).containsEntry("numRows", "7").containsEntry("COLUMN_STATS_ACCURATE", "{}");
        assertThat(partition("year=2022"))
                .containsEntry("numFiles", "2")
                .containsEntry("numRows", "2190")
                .containsEntry("mine", "kept")
                .doesNotContainKeys("COLUMN_STATS_ACCURATE", "rawDataSize");
    }

    private Map<String, String> partition(String name) {
        return catalog.partitions("weather").get(name).parameters();
    }

    private void editPartition(String name, Map<String, String> more) {
        Map<String, String> parameters = new TreeMap<>(partition(name));
        parameters.putAll(more);
        catalog.put("weather", catalog.partitions("weather").get(name).with(parameters));
    }

    private void edit(String table, String parameter, String value) {
        Map<String, String> parameters = new TreeMap<>(catalog.table(table).parameters());
        parameters.put(parameter, value);
        catalog.put(catalog.table(table).with(parameters));
    }

    private Map<String, String> statistics(String table) {
        Map<String, String> statistics = new TreeMap<>(catalog.table(table).parameters());
        statistics.keySet().removeIf(key -> !key.startsWith(SPARK) && !key.matches("numRows|numFiles|totalSize"));
        return statistics;
    }

    private void put(String path) throws Exception {
        Path file = lake.resolve(path);
        Files.createDirectories(file.getParent());
        Files.copy(SAMPLE.resolve(path), file);
    }

    private void crawl() throws Exception {
        new Crawl(
                        new TableFinder(new LocalSource(lake), SchemaInference.standard(), sampler, Grouping.DEFAULT),
                        catalog,
                        InstantSource.system())
                .run(new Registration("lake", "", policy), false, new QuietProgress());
    }
}
