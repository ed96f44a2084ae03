package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client of any release of Hive sees, whichever form it speaks. */
abstract class HiveClientKit {
    private final Library library;

    @TempDir
    Path root;

    private HiveServer server;

    HiveClientKit(String release) {
        library = Library.of(release);
    }

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsDatabasesTablesAndPartitions(Form form) throws Exception {
        try (PublishedClient client = new PublishedClient(library, form, server.port())) {
            assertThat(client.call("getName")).isEqualTo("skep");
            client.call("set_ugi", "tess", List.of("people"));
            createDatabase(client);
            client.call("create_table", table(client, "visits"));
            assertThat(client.call("get_databases", "*")).isEqualTo(List.of("default", "sales"));
            assertThat(client.call("get_tables", "sales", "v*|x")).isEqualTo(List.of("visits"));

            Object table = getTable(client, "sales", "VISITS");
            assertThat(PublishedClient.get(table, "tableName")).isEqualTo("visits");
            assertThat(PublishedClient.get(table, "tableType")).isEqualTo("MANAGED_TABLE");
            assertThat(PublishedClient.get(table, "createTime")).isEqualTo((int) HiveServer.NOW.getEpochSecond());
            Object descriptor = PublishedClient.get(table, "sd");
            assertThat(PublishedClient.get(descriptor, "location"))
                    .isEqualTo("file:" + root.resolve("warehouse/sales.db/visits"));
            assertThat(PublishedClient.get(descriptor, "skewedInfo")).isNotNull();
            assertThat(PublishedClient.get(descriptor, "bucketCols")).isEqualTo(List.of());

            assertThat(client.call(
                            "add_partitions",
                            List.of(
                                    partition(client, "2024-01-01", "a/b"),
                                    partition(client, "2024-01-02", "c"),
                                    partition(client, "2024-01-03", "ü 100%"))))
                    .isEqualTo(3);
            assertThat(client.call("get_partition_names", "sales", "visits", (short) -1))
                    .isEqualTo(List.of(
                            "day=2024-01-01/city=a%2Fb", "day=2024-01-02/city=c", "day=2024-01-03/city=ü 100%25"));
            List<?> found = (List<?>)
                    client.call("get_partitions_by_filter", "sales", "visits", "day > \"2024-01-01\"", (short) -1);
            assertThat(found).hasSize(2);
            assertThat(PublishedClient.get(found.get(1), "values")).isEqualTo(List.of("2024-01-03", "ü 100%"));
            Object ofPartition = PublishedClient.get(found.get(1), "sd");
            assertThat(PublishedClient.get(ofPartition, "location"))
                    .isEqualTo("file:" + root.resolve("warehouse/sales.db/visits/day=2024-01-03/city=ü 100%25"));
            assertThat((List<?>) PublishedClient.get(ofPartition, "cols")).hasSize(1);
            assertThat(client.call("get_partition_by_name", "sales", "visits", "city=a%2fb/day=2024-01-01"))
                    .isEqualTo(client.call("get_partition", "sales", "visits", List.of("2024-01-01", "a/b")));
            assertThat((List<?>) client.call("get_partitions", "sales", "visits", (short) 2))
                    .hasSize(2);
            assertThat(client.call("drop_partition", "sales", "visits", List.of("2024-01-02", "c"), true))
                    .isEqualTo(true);
            assertThat((List<?>) client.call("get_partitions", "sales", "visits", (short) -1))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongByTheExceptionThatTheMethodDeclares(Form form) throws Exception {
        try (PublishedClient client = new PublishedClient(library, form, server.port())) {
            createDatabase(client);
            client.call("create_table", table(client, "visits"));

            refused(client, "NoSuchObjectException", "nowhere", "get_database", "nowhere");
            assertThat(failure(() -> getTable(client, "sales", "nothing")).type).isEqualTo("NoSuchObjectException");
            refused(client, "AlreadyExistsException", "visits", "create_table", table(client, "visits"));
            refused(client, "InvalidOperationException", "not empty", "drop_database", "sales", true, false);
            refused(client, "MetaException", "default", "drop_database", "default", true, true);
            refused(client, "UnknownTableException", "nothing", "get_fields", "sales", "nothing");
            refused(
                    client,
                    "MetaException",
                    "colour",
                    "get_partitions_by_filter",
                    "sales",
                    "visits",
                    "colour = \"red\"",
                    (short) -1);
            refused(
                    client,
                    "InvalidPartitionException",
                    "[day, city]",
                    "isPartitionMarkedForEvent",
                    "sales",
                    "visits",
                    Map.of("day", "2024-01-01"),
                    client.constant("PartitionEventType", "LOAD_DONE"));
            assertThat(client.call("get_all_databases")).isEqualTo(List.of("default", "sales"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsStatisticsAndFunctions(Form form) throws Exception {
        try (PublishedClient client = new PublishedClient(library, form, server.port())) {
            createDatabase(client);
            client.call("create_table", table(client, "visits"));
            Object figures = client.struct(
                    "LongColumnStatsData", Map.of("lowValue", -3L, "highValue", 9L, "numNulls", 2L, "numDVs", 7L));
            Object data = client.struct("ColumnStatisticsData", Map.of("longStats", figures));
            Object column = client.struct(
                    "ColumnStatisticsObj", Map.of("colName", "Id", "colType", "bigint", "statsData", data));
            Object about = client.struct(
                    "ColumnStatisticsDesc", Map.of("isTblLevel", true, "dbName", "sales", "tableName", "visits"));
            Object statistics =
                    client.struct("ColumnStatistics", Map.of("statsDesc", about, "statsObj", List.of(column)));
            assertThat(client.call("update_table_column_statistics", statistics))
                    .isEqualTo(true);
            Object read = client.call("get_table_column_statistics", "sales", "visits", "id");
            Object first = ((List<?>) PublishedClient.get(read, "statsObj")).get(0);
            assertThat(PublishedClient.get(first, "statsData")).isEqualTo(data);

            Object function = client.struct(
                    "Function",
                    Map.of(
                            "functionName", "half",
                            "dbName", "sales",
                            "className", "example.Half",
                            "ownerName", "tess",
                            "ownerType", client.constant("PrincipalType", "USER"),
                            "functionType", client.constant("FunctionType", "JAVA"),
                            "resourceUris", List.of()));
            client.call("create_function", function);
            assertThat(PublishedClient.get(client.call("get_function", "sales", "HALF"), "className"))
                    .isEqualTo("example.Half");
            assertThat(client.call("get_functions", "sales", "*")).isEqualTo(List.of("half"));
        }
    }

    private static void createDatabase(PublishedClient client) throws ReflectiveOperationException {
        client.call("create_database", client.struct("Database", Map.of("name", "Sales", "parameters", Map.of())));
    }

    private static Object getTable(PublishedClient client, String database, String name)
            throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", database, "tblName", name));
        return PublishedClient.get(client.call("get_table_req", request), "table");
    }

    private static Object table(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        name,
                        "owner",
                        "tess",
                        "sd",
                        descriptor(client),
                        "partitionKeys",
                        List.of(column(client, "day"), column(client, "city")),
                        "parameters",
                        Map.of("colour", "blue"),
                        "tableType",
                        "MANAGED_TABLE"));
    }

    private static Object partition(PublishedClient client, String day, String city)
            throws ReflectiveOperationException {
        return client.struct(
                "Partition",
                Map.of(
                        "dbName", "sales",
                        "tableName", "visits",
                        "values", List.of(day, city),
                        "sd", descriptor(client),
                        "parameters", Map.of()));
    }

    private static Object descriptor(PublishedClient client) throws ReflectiveOperationException {
        Object serde = client.struct(
                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of("field.delim", ",")));
        return client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "inputFormat",
                        "example.In",
                        "outputFormat",
                        "example.Out",
                        "serdeInfo",
                        serde));
    }

    private static Object column(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct("FieldSchema", Map.of("name", name, "type", "string"));
    }

    private static void refused(
            PublishedClient client, String type, String message, String method, Object... arguments) {
        RemoteFailure failure = failure(() -> client.call(method, arguments));
        assertThat(failure.type).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }

    private static RemoteFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(RemoteFailure.class, call);
    }
}
