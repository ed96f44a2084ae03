package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import dev.skep.server.front.hive.table.ManagedTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are made managed, on a server that treats them as Hive 4 does. */
class ManagedTablesTest {
    private final Library library;

    @TempDir
    Path root;

    private HiveServer server;
    private PublishedClient client;

    ManagedTablesTest() {
        library = Library.of("hive-4.0");
    }

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root, ManagedTables.TRANSLATED);
        client = new PublishedClient(library, Form.BINARY, server.port());
        client.call("create_database", client.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void makesOthersThanTransactionalOnesExternal() throws Exception {
        create("plain", Map.of("transactional", "false", "a", "b"));

        Object table = read("plain");
        assertThat(get(table, "tableType")).isEqualTo("EXTERNAL_TABLE");
        assertThat(parameters(table))
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("external.table.purge", "TRUE")
                .containsEntry("TRANSLATED_TO_EXTERNAL", "TRUE")
                .containsEntry("a", "b")
                .doesNotContainKey("transactional");
        assertThat(get(get(table, "sd"), "location")).isEqualTo("file:" + root.resolve("external/sales.db/plain"));
        Files.writeString(root.resolve("external/sales.db/plain/data"), "x");
        client.call("drop_table", "sales", "plain", true);
        assertThat(root.resolve("external/sales.db/plain")).doesNotExist();
    }

    @Test
    void movesThemWhenTheyAreRenamed() throws Exception {
        create("old", Map.of());
        Files.writeString(root.resolve("external/sales.db/old/data"), "x");
        Object table = read("old");
        PublishedClient.set(table, "tableName", "new");

        client.call("alter_table", "sales", "old", table);

        assertThat(root.resolve("external/sales.db/new/data")).exists();
        assertThat(get(get(read("new"), "sd"), "location")).isEqualTo("file:" + root.resolve("external/sales.db/new"));
    }

    @Test
    void letsThoseMakeTransactionalOnesWhoCanWriteThem() throws Exception {
        Map<String, String> parameters = Map.of("transactional", "true");
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> create("acid", parameters));
        assertThat(failure.type).isEqualTo("MetaException");
        assertThat(failure).hasMessageContaining("HIVEFULLACIDWRITE");

        Object request = client.struct(
                "CreateTableRequest",
                Map.of(
                        "table",
                        table("acid", parameters),
                        "processorCapabilities",
                        List.of("HIVEFULLACIDWRITE", "EXTREAD")));
        client.call("create_table_req", request);

        assertThat(get(read("acid"), "tableType")).isEqualTo("MANAGED_TABLE");
        assertThat(root.resolve("warehouse/sales.db/acid")).isDirectory();
    }

    @Test
    void saysWhatAClientMayDo() throws Exception {
        create("plain", Map.of());
        assertThat(access("plain", List.of())).isEqualTo(List.of((byte) 0, List.of(), List.of()));
        assertThat(access("plain", List.of("EXTREAD", "EXTWRITE"))).isEqualTo(List.of((byte) 8, List.of(), List.of()));
        assertThat(access("plain", List.of("EXTREAD"))).isEqualTo(List.of((byte) 2, List.of(), List.of("EXTWRITE")));
        assertThat(access("plain", List.of("SOMETHING")))
                .isEqualTo(List.of((byte) 1, List.of("EXTREAD"), List.of("EXTWRITE")));
    }

    @Test
    void hidesBucketsFromThoseWhoWouldSpoilThem() throws Exception {
        Object bucketed = table("bucketed", Map.of());
        PublishedClient.set(get(bucketed, "sd"), "numBuckets", 4);
        PublishedClient.set(get(bucketed, "sd"), "bucketCols", List.of("id"));
        client.call("create_table", bucketed);

        Object without = answer("bucketed", List.of("EXTREAD", "EXTWRITE"));
        assertThat(get(get(without, "sd"), "numBuckets")).isEqualTo(-1);
        assertThat(get(without, "requiredWriteCapabilities")).isEqualTo(List.of("HIVEBUCKET2"));
        Object with = answer("bucketed", List.of("EXTREAD", "EXTWRITE", "HIVEBUCKET2"));
        assertThat(get(get(with, "sd"), "numBuckets")).isEqualTo(4);
    }

    private List<Object> access(String name, List<String> capabilities) throws ReflectiveOperationException {
        Object table = answer(name, capabilities);
        return List.of(
                get(table, "accessType"),
                orNone(get(table, "requiredReadCapabilities")),
                orNone(get(table, "requiredWriteCapabilities")));
    }

    private static Object orNone(Object list) {
        return list == null ? List.of() : list;
    }

    private Object answer(String name, List<String> capabilities) throws ReflectiveOperationException {
        Object request = client.struct(
                "GetTableRequest", Map.of("dbName", "sales", "tblName", name, "processorCapabilities", capabilities));
        return get(client.call("get_table_req", request), "table");
    }

    private Object read(String name) throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", "sales", "tblName", name));
        return get(client.call("get_table_req", request), "table");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> parameters(Object table) throws ReflectiveOperationException {
        return (Map<String, String>) get(table, "parameters");
    }

    private void create(String name, Map<String, String> parameters) throws ReflectiveOperationException {
        client.call("create_table", table(name, parameters));
    }

    private Object table(String name, Map<String, String> parameters) throws ReflectiveOperationException {
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "serdeInfo",
                        client.struct(
                                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of()))));
        return client.struct(
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
                        new HashMap<>(parameters),
                        "tableType",
                        "MANAGED_TABLE"));
    }
}
