package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Materialized views, and marks on partitions, as a client of Hive 4 sees them. */
class MaterializedViewClientTest {
    private final Library library;

    @TempDir
    Path root;

    private HiveServer server;
    private PublishedClient client;

    MaterializedViewClientTest() {
        library = Library.of("hive-4.0");
    }

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root);
        client = new PublishedClient(library, Form.BINARY, server.port());
        for (String database : List.of("sales", "reports")) {
            client.call("create_database", client.struct("Database", Map.of("name", database, "parameters", Map.of())));
        }
        create("sales", "orders", "MANAGED_TABLE", Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void listsViewsThatMayStandForAQuery() throws Exception {
        create("reports", "off", "MATERIALIZED_VIEW", Map.of("rewriteEnabled", false));
        create("reports", "on", "MATERIALIZED_VIEW", Map.of("rewriteEnabled", true));

        assertThat(client.call("get_materialized_views_for_rewriting", "reports"))
                .isEqualTo(List.of("on"));
        assertThat(client.call("get_materialized_views_for_rewriting", "sales")).isEqualTo(List.of());
        assertThat(client.call("get_materialized_views_for_rewriting", "@nowhere#reports"))
                .isEqualTo(List.of());
        List<?> all = (List<?>) client.call("get_all_materialized_view_objects_for_rewriting");
        assertThat(all).hasSize(1);
        assertThat(get(all.get(0), "tableName")).isEqualTo("on");
    }

    @Test
    void keepsTablesThatViewsRead() throws Exception {
        create("reports", "daily", "MATERIALIZED_VIEW", Map.of("creationMetadata", metadata("daily", "sales.orders")));

        refused("MetaException", "reports.daily", () -> client.call("drop_table", "sales", "orders", true));
        refused("InvalidOperationException", "reports.daily", () -> client.call("drop_database", "sales", true, true));
        client.call("drop_database", "reports", true, true);
        client.call("drop_database", "sales", true, true);
    }

    @Test
    void knowsWhatAViewWasBuiltFromLast() throws Exception {
        create("sales", "returns", "MANAGED_TABLE", Map.of());
        create("reports", "daily", "MATERIALIZED_VIEW", Map.of("creationMetadata", metadata("daily", "sales.orders")));

        client.call("update_creation_metadata", "hive", "reports", "daily", metadata("daily", "sales.returns"));

        client.call("drop_table", "sales", "orders", true);
        refused("MetaException", "daily", () -> client.call("drop_table", "sales", "returns", true));
        Object view = view();
        assertThat(get(get(view, "creationMetadata"), "tablesUsed")).isEqualTo(Set.of("sales.returns"));
        PublishedClient.set(view, "creationMetadata", null);
        client.call("alter_table", "reports", "daily", view);
        assertThat(get(get(view(), "creationMetadata"), "tablesUsed")).isEqualTo(Set.of("sales.returns"));
        refused(
                "InvalidOperationException",
                "no materialized view",
                () -> client.call(
                        "update_creation_metadata", "hive", "sales", "returns", metadata("returns", "sales.returns")));
    }

    @Test
    void saysThatNothingWasWrittenOnlyWhereThatIsKnown() throws Exception {
        Object open = client.call(
                "open_txns", client.struct("OpenTxnRequest", Map.of("num_txns", 1, "user", "tess", "hostname", "h")));
        List<?> transactions = (List<?>) get(open, "txn_ids");
        client.call(
                "allocate_table_write_ids",
                client.struct(
                        "AllocateTableWriteIdsRequest",
                        Map.of("dbName", "sales", "tableName", "orders", "txnIds", transactions)));

        assertThat(changed("9$sales.orders:1:9223372036854775807::")).isEqualTo(false);
        assertThat(changed("9$sales.orders:0:9223372036854775807::")).isEqualTo(true);
        assertThat(changed("9$sales.orders:1:1:1:")).isEqualTo(true);
        assertThat(changed("9$sales.returns:1:9223372036854775807::")).isEqualTo(true);
    }

    @Test
    void remembersMarksOfPartitions() throws Exception {
        Object load = client.constant("PartitionEventType", "LOAD_DONE");
        Object keyed = table("sales", "days", "MANAGED_TABLE", Map.of());
        PublishedClient.set(
                keyed, "partitionKeys", List.of(client.struct("FieldSchema", Map.of("name", "day", "type", "string"))));
        client.call("create_table", keyed);

        client.call("markPartitionForEvent", "sales", "days", Map.of("DAY", "1"), load);

        assertThat(client.call("isPartitionMarkedForEvent", "sales", "days", Map.of("day", "1"), load))
                .isEqualTo(true);
        assertThat(client.call("isPartitionMarkedForEvent", "sales", "days", Map.of("day", "2"), load))
                .isEqualTo(false);
        refused(
                "UnknownTableException",
                "nowhere",
                () -> client.call("markPartitionForEvent", "sales", "nowhere", Map.of("day", "1"), load));
        refused(
                "InvalidPartitionException",
                "day",
                () -> client.call("markPartitionForEvent", "sales", "days", Map.of("hour", "1"), load));
    }

    private Object changed(String writeIds) throws ReflectiveOperationException {
        Object metadata = metadata("daily", "sales.orders");
        PublishedClient.set(metadata, "validTxnList", writeIds);
        return PublishedClient.is(
                client.call("get_materialization_invalidation_info", metadata, ""), "sourceTablesUpdateDeleteModified");
    }

    private Object view() throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", "reports", "tblName", "daily"));
        return get(client.call("get_table_req", request), "table");
    }

    private Object metadata(String view, String source) throws ReflectiveOperationException {
        return client.struct(
                "CreationMetadata",
                Map.of(
                        "catName",
                        "hive",
                        "dbName",
                        "reports",
                        "tblName",
                        view,
                        "tablesUsed",
                        new HashSet<>(Set.of(source))));
    }

    private void create(String database, String name, String type, Map<String, ?> more)
            throws ReflectiveOperationException {
        client.call("create_table", table(database, name, type, more));
    }

    private Object table(String database, String name, String type, Map<String, ?> more)
            throws ReflectiveOperationException {
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "serdeInfo",
                        client.struct(
                                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of()))));
        Map<String, Object> fields = new HashMap<>(Map.of(
                "dbName", database,
                "tableName", name,
                "sd", descriptor,
                "partitionKeys", List.of(),
                "parameters", Map.of(),
                "tableType", type));
        fields.putAll(more);
        return client.struct("Table", fields);
    }

    private static void refused(String type, String message, ThrowingCallable call) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, call);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.type).isEqualTo(type);
    }
}
