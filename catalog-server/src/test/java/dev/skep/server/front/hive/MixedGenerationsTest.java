package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server, and clients of all generations at the same time: each gets its own form, and none loses what another wrote. */
class MixedGenerationsTest {
    @TempDir
    Path root;

    private HiveServer server;
    private PublishedClient hive23;
    private PublishedClient hive31;
    private PublishedClient hive40;
    private PublishedClient hive41;

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root);
        hive23 = client("hive-2.3");
        hive31 = client("hive-3.1");
        hive40 = client("hive-4.0");
        hive41 = client("hive-4.1");
        // What each generation's own client calls when it is asked for a database.
        hive23.call("get_all_databases");
        hive31.call("get_database", "@hive#default");
        hive40.call("get_database_req", hive40.struct("GetDatabaseRequest", Map.of("name", "default")));
        hive41.call("get_database_req", hive41.struct("GetDatabaseRequest", Map.of("name", "default")));
    }

    @AfterEach
    void stop() throws Exception {
        for (PublishedClient client : List.of(hive23, hive31, hive40, hive41)) {
            client.close();
        }
        server.close();
    }

    @Test
    void aTableThatHive23MadeAndHive41AlteredIsWholeForAllOfThem() throws Exception {
        hive23.call("create_database", hive23.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
        hive23.call("create_table", table(hive23));

        Object altered = table(hive41, "sales", "visits");
        Map<String, String> parameters = new HashMap<>(parameters(altered));
        parameters.put("altered", "by 4.1");
        PublishedClient.set(altered, "parameters", parameters);
        hive41.call("alter_table", "sales", "visits", altered);

        for (PublishedClient client : List.of(hive31, hive40, hive41)) {
            Object seen = table(client, "sales", "visits");
            assertThat(PublishedClient.get(seen, "catName")).isEqualTo("hive");
            assertWhole(client, seen);
        }
        assertWhole(hive23, hive23.call("get_table", "sales", "visits"));
    }

    @Test
    void whatAnOlderClientCannotSendStaysWhenItAlters() throws Exception {
        Object database = hive41.struct("Database", Map.of("name", "sales", "parameters", Map.of()));
        PublishedClient.set(database, "connector_name", "elsewhere");
        hive41.call("create_database", database);
        Object made = table(hive41);
        PublishedClient.set(made, "ownerType", hive41.constant("PrincipalType", "ROLE"));
        PublishedClient.set(made, "requiredReadCapabilities", List.of("EXTREAD"));
        Object serde = PublishedClient.get(PublishedClient.get(made, "sd"), "serdeInfo");
        PublishedClient.set(serde, "description", "ours");
        hive41.call("create_table", made);

        Object ofHive2 = hive23.call("get_table", "sales", "visits");
        PublishedClient.set(ofHive2, "parameters", Map.of("altered", "by 2.3"));
        hive23.call("alter_table", "sales", "visits", ofHive2);
        hive23.call("alter_database", "sales", hive23.call("get_database", "sales"));
        Object ofHive3 = table(hive31, "sales", "visits");
        hive31.call("alter_table", "@hive#sales", "visits", ofHive3);

        assertThat(PublishedClient.get(hive41.call("get_database", "sales"), "connector_name"))
                .isEqualTo("elsewhere");
        Object after = table(hive41, "sales", "visits");
        assertThat(parameters(after)).containsEntry("altered", "by 2.3");
        assertThat(PublishedClient.get(after, "ownerType")).hasToString("ROLE");
        assertThat(PublishedClient.get(after, "requiredReadCapabilities")).isEqualTo(List.of("EXTREAD"));
        Object serdeAfter = PublishedClient.get(PublishedClient.get(after, "sd"), "serdeInfo");
        assertThat(PublishedClient.get(serdeAfter, "description")).isEqualTo("ours");

        // Who knows a field takes it away by leaving it out, and another owner is of no kind that is known.
        PublishedClient.set(after, "requiredReadCapabilities", null);
        hive41.call("alter_table", "sales", "visits", after);
        PublishedClient.set(ofHive2, "owner", "ada");
        hive23.call("alter_table", "sales", "visits", ofHive2);
        Object last = table(hive41, "sales", "visits");
        assertThat(PublishedClient.get(last, "requiredReadCapabilities")).isNull();
        assertThat(PublishedClient.get(last, "ownerType")).hasToString("USER");
    }

    @Test
    void whatAnOlderClientCannotSendOfAPartitionStaysWhenItAlters() throws Exception {
        hive41.call("create_database", hive41.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
        Object made = table(hive41);
        PublishedClient.set(
                made, "partitionKeys", List.of(hive41.struct("FieldSchema", Map.of("name", "week", "type", "string"))));
        hive41.call("create_table", made);
        Object sd = PublishedClient.get(table(hive41, "sales", "visits"), "sd");
        PublishedClient.set(sd, "location", null);
        PublishedClient.set(PublishedClient.get(sd, "serdeInfo"), "description", "ours");
        hive41.call(
                "add_partition",
                hive41.struct(
                        "Partition",
                        Map.of("values", List.of("1"), "dbName", "sales", "tableName", "visits", "sd", sd)));

        Object ofHive2 = hive23.call("get_partition", "sales", "visits", List.of("1"));
        PublishedClient.set(ofHive2, "parameters", Map.of("altered", "by 2.3"));
        hive23.call("alter_partition", "sales", "visits", ofHive2);
        PublishedClient.set(ofHive2, "values", List.of("2"));
        hive23.call("rename_partition", "sales", "visits", List.of("1"), ofHive2);

        Object after = hive41.call("get_partition", "sales", "visits", List.of("2"));
        assertThat(parameters(after)).containsEntry("altered", "by 2.3");
        Object serde = PublishedClient.get(PublishedClient.get(after, "sd"), "serdeInfo");
        assertThat(PublishedClient.get(serde, "description")).isEqualTo("ours");
    }

    @Test
    void theTableOfAnIndexGoesWithTheTableThatIsIndexed() throws Exception {
        hive23.call("create_database", hive23.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
        hive23.call("create_table", table(hive23));
        Object indexTable = table(hive23);
        PublishedClient.set(indexTable, "tableName", "visits_by_week");
        PublishedClient.set(indexTable, "tableType", "INDEX_TABLE");
        Object index = hive23.struct(
                "Index",
                Map.of(
                        "indexName",
                        "by_week",
                        "dbName",
                        "sales",
                        "origTableName",
                        "visits",
                        "indexTableName",
                        "visits_by_week",
                        "sd",
                        PublishedClient.get(indexTable, "sd")));
        hive23.call("add_index", index, indexTable);
        assertThat(hive41.call("get_all_tables", "sales")).isEqualTo(List.of("visits", "visits_by_week"));

        hive41.call("drop_table", "sales", "visits", true);
        assertThat(hive23.call("get_all_tables", "sales")).isEqualTo(List.of());
    }

    @Test
    void aRemoteDatabaseNeedsAConnectorThatIsThere() throws Exception {
        Object remote = hive41.struct("Database", Map.of("name", "far", "parameters", Map.of()));
        PublishedClient.set(remote, "type", hive41.constant("DatabaseType", "REMOTE"));
        PublishedClient.set(remote, "connector_name", "nobody");
        assertThatThrownBy(() -> hive41.call("create_database", remote)).hasStackTraceContaining("nobody");
        assertThat(hive41.call("get_all_databases")).isEqualTo(List.of("default"));
    }

    @Test
    void newerTypesOfLocksAndCompactionsDoNotSpoilTheAnswersOfOlderClients() throws Exception {
        Object component = hive41.struct(
                "LockComponent",
                Map.of(
                        "type",
                        hive41.constant("LockType", "EXCL_WRITE"),
                        "level",
                        hive41.constant("LockLevel", "TABLE"),
                        "dbname",
                        "sales",
                        "tablename",
                        "visits"));
        hive41.call(
                "lock",
                hive41.struct(
                        "LockRequest", Map.of("component", List.of(component), "user", "tess", "hostname", "desk")));
        for (String type : List.of("REBALANCE", "MINOR")) {
            hive41.call(
                    "compact2",
                    hive41.struct(
                            "CompactionRequest",
                            Map.of(
                                    "dbname",
                                    "sales",
                                    "tablename",
                                    type,
                                    "type",
                                    hive41.constant("CompactionType", type))));
        }

        for (PublishedClient client : List.of(hive23, hive31)) {
            assertThat(types(client, "show_locks", "ShowLocksRequest", "locks")).containsExactly("SHARED_WRITE");
            assertThat(types(client, "show_compact", "ShowCompactRequest", "compacts"))
                    .containsExactly("MINOR");
        }
        assertThat(types(hive40, "show_locks", "ShowLocksRequest", "locks")).containsExactly("EXCL_WRITE");
        assertThat(types(hive40, "show_compact", "ShowCompactRequest", "compacts"))
                .containsExactlyInAnyOrder("MINOR", "REBALANCE");
    }

    private static List<String> types(PublishedClient client, String method, String request, String field)
            throws ReflectiveOperationException {
        List<String> types = new ArrayList<>();
        Object answer = client.call(method, client.struct(request, Map.of()));
        for (Object element : (List<?>) PublishedClient.get(answer, field)) {
            types.add(String.valueOf(PublishedClient.get(element, "type")));
        }
        return types;
    }

    @Test
    void partitionsAndStatisticsOfOneGenerationAreThoseOfTheOthers() throws Exception {
        hive40.call("create_database", hive40.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
        hive31.call("create_table", table(hive31));
        hive23.call("add_partition", partition(hive23, "2024-01-01"));
        hive41.call("add_partitions", List.of(partition(hive41, "2024-01-02"), partition(hive41, "2024-01-03")));

        for (PublishedClient client : List.of(hive23, hive31, hive40, hive41)) {
            assertThat(client.call("get_partition_names", "sales", "visits", (short) -1))
                    .isEqualTo(List.of("day=2024-01-01", "day=2024-01-02", "day=2024-01-03"));
            assertThat((List<?>) client.call(
                            "get_partitions_by_filter", "sales", "visits", "day > \"2024-01-01\"", (short) -1))
                    .hasSize(2);
        }
    }

    @Test
    void eachGenerationIsToldInItsOwnWayWhatIsMissing() {
        // Hive 2 and 4 have no partitions of a table that is not there; Hive 3 says that it is not there.
        assertThat(failure(() -> hive31.call("get_partition_names", "@hive#default", "nothing", (short) -1)).type)
                .isEqualTo("NoSuchObjectException");
        assertThat(failure(() -> hive40.call("get_database", new Object[] {null})).type)
                .isEqualTo("MetaException");
    }

    @Test
    void aWordForTheTypeOfATableThatNobodyKnowsIsGivenBack() throws Exception {
        Object table = table(hive31);
        PublishedClient.set(table, "dbName", "default");
        PublishedClient.set(table, "tableType", "VIEW");
        hive31.call("create_table", table);

        assertThat(PublishedClient.get(table(hive41, "default", "visits"), "tableType"))
                .isEqualTo("VIEW");
    }

    private PublishedClient client(String release) throws ReflectiveOperationException {
        return new PublishedClient(Library.of(release), Form.BINARY, server.port());
    }

    private static void assertWhole(PublishedClient client, Object table) throws ReflectiveOperationException {
        assertThat(parameters(table))
                .as(client.release())
                .containsEntry("colour", "blue")
                .containsEntry("altered", "by 4.1");
        assertThat(PublishedClient.get(table, "owner")).isEqualTo("tess");
        assertThat((List<?>) PublishedClient.get(table, "partitionKeys")).hasSize(1);
        Object descriptor = PublishedClient.get(table, "sd");
        Object serde = PublishedClient.get(descriptor, "serdeInfo");
        assertThat(PublishedClient.get(serde, "parameters")).isEqualTo(Map.of("field.delim", ","));
        Object skew = PublishedClient.get(descriptor, "skewedInfo");
        assertThat(PublishedClient.get(skew, "skewedColNames")).isEqualTo(List.of("id"));
        assertThat(PublishedClient.get(skew, "skewedColValues")).isEqualTo(List.of(List.of("1")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> parameters(Object table) throws ReflectiveOperationException {
        return (Map<String, String>) PublishedClient.get(table, "parameters");
    }

    private static Object table(PublishedClient client, String database, String name)
            throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", database, "tblName", name));
        return PublishedClient.get(client.call("get_table_req", request), "table");
    }

    private static Object table(PublishedClient client) throws ReflectiveOperationException {
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        "visits",
                        "owner",
                        "tess",
                        "sd",
                        descriptor(client),
                        "partitionKeys",
                        List.of(client.struct("FieldSchema", Map.of("name", "day", "type", "string"))),
                        "parameters",
                        Map.of("colour", "blue"),
                        "tableType",
                        "MANAGED_TABLE"));
    }

    private static Object partition(PublishedClient client, String day) throws ReflectiveOperationException {
        return client.struct(
                "Partition",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        "visits",
                        "values",
                        List.of(day),
                        "sd",
                        descriptor(client),
                        "parameters",
                        Map.of()));
    }

    private static Object descriptor(PublishedClient client) throws ReflectiveOperationException {
        Object serde = client.struct(
                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of("field.delim", ",")));
        Object skew = client.struct(
                "SkewedInfo",
                Map.of(
                        "skewedColNames",
                        List.of("id"),
                        "skewedColValues",
                        List.of(List.of("1")),
                        "skewedColValueLocationMaps",
                        Map.of()));
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
                        serde,
                        "skewedInfo",
                        skew));
    }

    private static RemoteFailure failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(RemoteFailure.class, call);
    }
}
