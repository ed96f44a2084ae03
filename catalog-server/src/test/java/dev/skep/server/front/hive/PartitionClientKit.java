package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions as a client of any release of Hive sees them. */
abstract class PartitionClientKit {
    private final Library library;

    @TempDir
    Path root;

    private HiveServer server;
    PublishedClient client;

    PartitionClientKit(String release) {
        library = Library.of(release);
    }

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root);
        client = new PublishedClient(library, Form.BINARY, server.port());
        client.call("create_database", client.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void movesPartitionsWithTheirDirectories() throws Exception {
        createTable("visits", "string");
        createTable("archive", "string");
        add("visits", List.of("2023", "a"), List.of("2023", "b"), List.of("2024", "a"));
        add("archive", List.of("2024", "c"));
        Path visits = root.resolve("warehouse/sales.db/visits");
        Files.writeString(visits.resolve("day=2023/city=b/data"), "x");

        Object before = PublishedClient.get(client.call("get_current_notificationEventId"), "eventId");
        List<?> moved = (List<?>) exchange(Map.of("day", "2023"));
        assertThat(moved).hasSize(2);
        assertThat(eventsSince(before)).isEqualTo(List.of("ADD_PARTITION", "DROP_PARTITION"));
        assertThat(PublishedClient.get(PublishedClient.get(moved.get(1), "sd"), "location"))
                .isEqualTo("file:" + root.resolve("warehouse/sales.db/archive/day=2023/city=b"));
        assertThat(names("visits")).isEqualTo(List.of("day=2024/city=a"));
        assertThat(names("archive")).isEqualTo(List.of("day=2023/city=a", "day=2023/city=b", "day=2024/city=c"));
        assertThat(root.resolve("warehouse/sales.db/archive/day=2023/city=b/data"))
                .exists();
        assertThat(visits.resolve("day=2023")).doesNotExist();
    }

    @Test
    void movesAllPartitionsOrNone() throws Exception {
        createTable("visits", "string");
        createTable("archive", "string");
        createTable("other", "int");
        add("visits", List.of("2023", "a"), List.of("2023", "b"));
        add("archive", List.of("2023", "b"));

        refused("MetaException", "day=2023/city=b", () -> exchange(Map.of("day", "2023")));
        refused("MetaException", "no partition", () -> exchange(Map.of("day", "1999")));
        refused("MetaException", "first of the keys", () -> exchange(Map.of("city", "a")));
        refused(
                "MetaException",
                "differ",
                () -> client.call("exchange_partition", Map.of("day", "2023"), "sales", "visits", "sales", "other"));
        refused(
                "MetaException",
                "nowhere",
                () -> client.call("exchange_partition", Map.of("day", "2023"), "sales", "visits", "sales", "nowhere"));
        assertThat(names("visits")).isEqualTo(List.of("day=2023/city=a", "day=2023/city=b"));
        assertThat(root.resolve("warehouse/sales.db/visits/day=2023/city=a")).isDirectory();
        assertThat(root.resolve("warehouse/sales.db/archive/day=2023/city=a")).doesNotExist();
    }

    @Test
    void listsTheValuesOfSomeKeys() throws Exception {
        createTable("visits", "int");
        add("visits", List.of("10", "a"), List.of("9", "a"), List.of("9", "b/c"));

        assertThat(values(Map.of("partitionKeys", List.of(key("city", "string")))))
                .isEqualTo(List.of(List.of("a"), List.of("b/c")));
        assertThat(values(Map.of("partitionKeys", List.of(key("city", "string")), "applyDistinct", false)))
                .isEqualTo(List.of(List.of("a"), List.of("a"), List.of("b/c")));
        assertThat(values(Map.of(
                        "partitionKeys",
                        List.of(key("DAY", "int")),
                        "partitionOrder",
                        List.of(key("day", "int")),
                        "ascending",
                        false,
                        "filter",
                        "city = 'a'",
                        "maxParts",
                        1L)))
                .isEqualTo(List.of(List.of("10")));
        refused("MetaException", "colour", () -> values(Map.of("partitionKeys", List.of(key("colour", "int")))));
    }

    @Test
    void findsPartitionsByWhatTheClientSerialized() throws Exception {
        createTable("visits", "string");
        add("visits", List.of("2023", "a"), List.of("2024", "a"), List.of("2024", "b"));

        assertThat(byExpression("city = 'a' and day > '2023'".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(List.of(false, 1));
        assertThat(byExpression(new byte[] {1, 2, 3})).isEqualTo(List.of(true, 3));
        refused(
                "MetaException",
                "not understood",
                () -> client.call("drop_partitions_req", dropping(new byte[] {1, 2, 3})));
        client.call("drop_partitions_req", dropping("city = 'a'".getBytes(StandardCharsets.UTF_8)));
        assertThat(names("visits")).isEqualTo(List.of("day=2024/city=b"));
    }

    private List<Object> byExpression(byte[] expression) throws ReflectiveOperationException {
        Object request = client.struct(
                "PartitionsByExprRequest",
                Map.of("dbName", "sales", "tblName", "visits", "expr", ByteBuffer.wrap(expression)));
        Object result = client.call("get_partitions_by_expr", request);
        return List.of(
                PublishedClient.is(result, "hasUnknownPartitions"),
                ((List<?>) PublishedClient.get(result, "partitions")).size());
    }

    private Object dropping(byte[] expression) throws ReflectiveOperationException {
        Object one = client.struct("DropPartitionsExpr", Map.of("expr", ByteBuffer.wrap(expression)));
        Object parts = client.struct("RequestPartsSpec", Map.of("exprs", List.of(one)));
        return client.struct(
                "DropPartitionsRequest",
                Map.of("dbName", "sales", "tblName", "visits", "parts", parts, "deleteData", true));
    }

    private List<Object> eventsSince(Object id) throws ReflectiveOperationException {
        Object response = client.call(
                "get_next_notification", client.struct("NotificationEventRequest", Map.of("lastEvent", id)));
        List<Object> types = new ArrayList<>();
        for (Object event : (List<?>) PublishedClient.get(response, "events")) {
            types.add(PublishedClient.get(event, "eventType"));
        }
        return types;
    }

    private Object exchange(Map<String, String> values) throws ReflectiveOperationException {
        return client.call("exchange_partitions", values, "sales", "visits", "sales", "archive");
    }

    private List<Object> values(Map<String, ?> fields) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>(fields);
        all.put("dbName", "sales");
        all.put("tblName", "visits");
        Object response = client.call("get_partition_values", client.struct("PartitionValuesRequest", all));
        List<Object> rows = new ArrayList<>();
        for (Object row : (List<?>) PublishedClient.get(response, "partitionValues")) {
            rows.add(PublishedClient.get(row, "row"));
        }
        return rows;
    }

    Object names(String table) throws ReflectiveOperationException {
        return client.call("get_partition_names", "sales", table, (short) -1);
    }

    @SafeVarargs
    final void add(String table, List<String>... values) throws ReflectiveOperationException {
        List<Object> partitions = new ArrayList<>();
        for (List<String> each : values) {
            partitions.add(partition(table, each));
        }
        client.call("add_partitions", partitions);
    }

    Object partition(String table, List<String> values) throws ReflectiveOperationException {
        return client.struct(
                "Partition",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        table,
                        "values",
                        values,
                        "sd",
                        descriptor(),
                        "parameters",
                        Map.of()));
    }

    /** A table with the keys {@code day}, of the given type, and {@code city}. */
    void createTable(String name, String day) throws ReflectiveOperationException {
        client.call(
                "create_table",
                client.struct(
                        "Table",
                        Map.of(
                                "dbName",
                                "sales",
                                "tableName",
                                name,
                                "sd",
                                descriptor(),
                                "partitionKeys",
                                List.of(key("day", day), key("city", "string")),
                                "parameters",
                                Map.of(),
                                "tableType",
                                "MANAGED_TABLE")));
    }

    private Object descriptor() throws ReflectiveOperationException {
        return client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(key("id", "bigint")),
                        "inputFormat",
                        "example.In",
                        "outputFormat",
                        "example.Out",
                        "serdeInfo",
                        client.struct("SerDeInfo", Map.of("serializationLib", "example.Serde"))));
    }

    Object key(String name, String type) throws ReflectiveOperationException {
        return client.struct("FieldSchema", Map.of("name", name, "type", type));
    }

    static void refused(String type, String message, ThrowingCallable call) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, call);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.type).isEqualTo(type);
    }
}
