package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine of Hive 4 sends beside the plain calls of its client. */
class Hive40EngineTest {
    @TempDir
    Path root;

    private HiveServer server;
    private PublishedClient client;

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root);
        client = new PublishedClient(Library.of("hive-4.0"), Form.BINARY, server.port());
        client.call("create_database", client.struct("Database", Map.of("name", "sales")));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    /** {@code MSCK REPAIR TABLE} begins with this. */
    @Test
    void letsTheReaderOfExpressionsBeChosen() throws Exception {
        client.call("setMetaConf", "metastore.expression.proxy", "example.Reader");

        assertThat(client.call("getMetaConf", "metastore.expression.proxy")).isEqualTo("example.Reader");
    }

    /** Trino reads a number and a unit, and fails on anything else. */
    @Test
    void saysForHowLongATransactionMayBeSilent() throws Exception {
        for (String name : List.of("hive.txn.timeout", "metastore.txn.timeout")) {
            assertThat(client.call("get_config_value", name, null)).isEqualTo("300000ms");
        }
    }

    @Test
    void startsStatisticsFromNothingInANewTable() throws Exception {
        create("fresh", "{\"enabled\":true,\"columnNames\":[\"name\",\"id\"]}");

        assertThat(parameters("fresh"))
                .containsEntry("numRows", "0")
                .containsEntry(
                        "COLUMN_STATS_ACCURATE",
                        "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\",\"name\":\"true\"}}");
    }

    @Test
    void takesAllColumnsWhereNoneIsNamed() throws Exception {
        create("all", "{\"enabled\":true}");

        assertThat(parameters("all"))
                .containsEntry(
                        "COLUMN_STATS_ACCURATE", "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{\"id\":\"true\"}}");
    }

    @Test
    void startsNoStatisticsOverFilesOrUnasked() throws Exception {
        Path directory = Files.createDirectories(root.resolve("warehouse/sales.db/full"));
        Files.writeString(directory.resolve("f"), "x");
        create("full", "{\"enabled\":true}");
        create("unasked", "{}");
        create("garbled", "{");

        for (String table : List.of("full", "unasked", "garbled")) {
            assertThat(parameters(table)).doesNotContainKey("COLUMN_STATS_ACCURATE");
        }
    }

    private void create(String name, String statistics) throws ReflectiveOperationException {
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "serdeInfo",
                        client.struct("SerDeInfo", Map.of("parameters", Map.of()))));
        Object dictionary = client.struct(
                "ObjectDictionary",
                Map.of(
                        "values",
                        Map.of(
                                "setStatsStateForCreateTable",
                                List.of(ByteBuffer.wrap(statistics.getBytes(StandardCharsets.UTF_8))))));
        Object table = client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        name,
                        "sd",
                        descriptor,
                        "partitionKeys",
                        List.of(),
                        "parameters",
                        new HashMap<>(),
                        "dictionary",
                        dictionary));
        client.call("create_table_req", client.struct("CreateTableRequest", Map.of("table", table)));
    }

    @SuppressWarnings("unchecked") // what the published class declares
    private Map<String, String> parameters(String name) throws ReflectiveOperationException, IOException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", "sales", "tblName", name));
        Object table = PublishedClient.get(client.call("get_table_req", request), "table");
        return (Map<String, String>) PublishedClient.get(table, "parameters");
    }
}
