package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduled queries, figures of queries, connectors and procedures, as clients see them. */
class SmallRegistriesClientTest extends RegistryClientKit {
    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void runsQueriesOnASchedule(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            Object key = client.struct("ScheduledQueryKey", Map.of("scheduleName", "Hourly", "clusterNamespace", "c"));
            maintain(client, "CREATE", query(client, key, "0 0 * * * ? *"));
            Object read = client.call("get_scheduled_query", key);
            assertThat(PublishedClient.get(read, "nextExecution")).isEqualTo(1714982400);
            refused(
                    client,
                    "AlreadyExistsException",
                    "Hourly",
                    "scheduled_query_maintenance",
                    request(client, "CREATE", query(client, key, "0 0 * * * ? *")));
            refused(
                    client,
                    "InvalidInputException",
                    "not a schedule",
                    "scheduled_query_maintenance",
                    request(client, "ALTER", query(client, key, "asd asd")));

            Object poll = client.struct("ScheduledQueryPollRequest", Map.of("clusterNamespace", "c"));
            assertThat(PublishedClient.get(client.call("scheduled_query_poll", poll), "scheduleKey"))
                    .isNull();
            Object due = client.struct(
                    "ScheduledQuery",
                    Map.of(
                            "scheduleKey",
                            key,
                            "enabled",
                            true,
                            "schedule",
                            "0 0 * * * ? *",
                            "user",
                            "tess",
                            "query",
                            "select 2",
                            "nextExecution",
                            1));
            maintain(client, "ALTER", due);
            Object turn = client.call("scheduled_query_poll", poll);
            assertThat(PublishedClient.get(turn, "scheduleKey")).isEqualTo(key);
            assertThat(PublishedClient.get(turn, "query")).isEqualTo("/* schedule: Hourly */select 2");
            Object id = PublishedClient.get(turn, "executionId");
            client.call("scheduled_query_progress", progress(client, id, "EXECUTING"));
            client.call("scheduled_query_progress", progress(client, id, "FINISHED"));
            refused(
                    client,
                    "InvalidOperationException",
                    "FINISHED",
                    "scheduled_query_progress",
                    progress(client, id, "EXECUTING"));

            maintain(client, "DROP", client.struct("ScheduledQuery", Map.of("scheduleKey", key)));
            refused(client, "NoSuchObjectException", "Hourly", "get_scheduled_query", key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsFiguresOfQueries(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            for (int weight = 1; weight <= 3; weight++) {
                client.call(
                        "add_runtime_stats",
                        client.struct(
                                "RuntimeStat",
                                Map.of("weight", weight, "payload", ByteBuffer.wrap(new byte[] {(byte) weight}))));
            }
            List<?> all = (List<?>) client.call("get_runtime_stats", limits(client, -1, -1));
            assertThat(all).hasSize(3);
            assertThat(PublishedClient.get(all.get(0), "createTime")).isEqualTo((int) HiveServer.NOW.getEpochSecond());
            assertThat(PublishedClient.get(all.get(0), "payload")).isEqualTo(new byte[] {3});
            assertThat((List<?>) client.call("get_runtime_stats", limits(client, 4, -1)))
                    .isEqualTo(all.subList(0, 2));
            assertThat((List<?>) client.call("get_runtime_stats", limits(client, -1, 7)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void keepsConnectors(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            client.call("set_ugi", "tess", List.of());
            Object create =
                    client.struct("CreateDataConnectorRequest", Map.of("connector", connector(client, "Sales")));
            client.call("create_dataconnector_req", create);
            refused(client, "AlreadyExistsException", "sales", "create_dataconnector_req", create);
            refused(
                    client,
                    "InvalidObjectException",
                    "a/b",
                    "create_dataconnector_req",
                    client.struct("CreateDataConnectorRequest", Map.of("connector", connector(client, "a/b"))));
            assertThat(client.call("get_dataconnectors")).isEqualTo(List.of("sales"));
            Object altered = client.struct("DataConnector", Map.of("name", "sales", "type", "other", "url", "jdbc:y"));
            client.call(
                    "alter_dataconnector_req",
                    client.struct(
                            "AlterDataConnectorRequest", Map.of("connectorName", "SALES", "newConnector", altered)));
            Object get = client.struct("GetDataConnectorRequest", Map.of("connectorName", "Sales"));
            Object read = client.call("get_dataconnector_req", get);
            assertThat(PublishedClient.get(read, "url")).isEqualTo("jdbc:y");
            assertThat(PublishedClient.get(read, "type")).isEqualTo("mysql");
            assertThat(PublishedClient.get(read, "description")).isEqualTo("orders");
            assertThat(PublishedClient.get(read, "ownerName")).isEqualTo("tess");
            client.call(
                    "drop_dataconnector_req",
                    client.struct("DropDataConnectorRequest", Map.of("connectorName", "sales")));
            refused(client, "NoSuchObjectException", "sales", "get_dataconnector_req", get);
            refused(
                    client,
                    "NoSuchObjectException",
                    "sales",
                    "drop_dataconnector_req",
                    client.struct("DropDataConnectorRequest", Map.of("connectorName", "sales")));
            client.call(
                    "drop_dataconnector_req",
                    client.struct("DropDataConnectorRequest", Map.of("connectorName", "sales", "ifNotExists", true)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void keepsProceduresAndPackages(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            Map<String, String> where = Map.of("catName", "hive", "dbName", "default", "procName", "Half");
            for (String source : List.of("first", "second")) {
                client.call(
                        "create_stored_procedure",
                        client.struct(
                                "StoredProcedure",
                                Map.of(
                                        "catName",
                                        "hive",
                                        "dbName",
                                        "default",
                                        "name",
                                        "Half",
                                        "ownerName",
                                        "tess",
                                        "source",
                                        source)));
            }
            Object request = client.struct("StoredProcedureRequest", where);
            assertThat(PublishedClient.get(client.call("get_stored_procedure", request), "source"))
                    .isEqualTo("second");
            assertThat(client.call(
                            "get_all_stored_procedures",
                            client.struct("ListStoredProcedureRequest", Map.of("catName", "hive"))))
                    .isEqualTo(List.of("Half"));
            client.call("drop_stored_procedure", request);
            client.call("drop_stored_procedure", request);
            refused(client, "NoSuchObjectException", "Half", "get_stored_procedure", request);
            refused(
                    client,
                    "NoSuchObjectException",
                    "nowhere",
                    "create_stored_procedure",
                    client.struct(
                            "StoredProcedure",
                            Map.of("catName", "hive", "dbName", "nowhere", "name", "Half", "source", "x")));

            client.call(
                    "add_package",
                    client.struct(
                            "AddPackageRequest",
                            Map.of(
                                    "catName",
                                    "hive",
                                    "dbName",
                                    "default",
                                    "packageName",
                                    "Tools",
                                    "ownerName",
                                    "tess",
                                    "header",
                                    "h",
                                    "body",
                                    "b")));
            Object tools = client.struct(
                    "GetPackageRequest", Map.of("catName", "hive", "dbName", "default", "packageName", "Tools"));
            assertThat(PublishedClient.get(client.call("find_package", tools), "body"))
                    .isEqualTo("b");
            assertThat(client.call(
                            "get_all_packages",
                            client.struct("ListPackageRequest", Map.of("catName", "hive", "dbName", "default"))))
                    .isEqualTo(List.of("Tools"));
            client.call(
                    "drop_package",
                    client.struct(
                            "DropPackageRequest",
                            Map.of("catName", "hive", "dbName", "default", "packageName", "Tools")));
            refused(client, "NoSuchObjectException", "Tools", "find_package", tools);
        }
    }

    private static Object query(PublishedClient client, Object key, String schedule)
            throws ReflectiveOperationException {
        return client.struct(
                "ScheduledQuery",
                Map.of("scheduleKey", key, "enabled", true, "schedule", schedule, "user", "tess", "query", "select 1"));
    }

    private static void maintain(PublishedClient client, String type, Object query)
            throws ReflectiveOperationException {
        client.call("scheduled_query_maintenance", request(client, type, query));
    }

    private static Object request(PublishedClient client, String type, Object query)
            throws ReflectiveOperationException {
        return client.struct(
                "ScheduledQueryMaintenanceRequest",
                Map.of("type", client.constant("ScheduledQueryMaintenanceRequestType", type), "scheduledQuery", query));
    }

    private static Object progress(PublishedClient client, Object id, String state)
            throws ReflectiveOperationException {
        return client.struct(
                "ScheduledQueryProgressInfo",
                Map.of(
                        "scheduledExecutionId",
                        id,
                        "state",
                        client.constant("QueryState", state),
                        "executorQueryId",
                        "q"));
    }

    private static Object limits(PublishedClient client, int weight, int time) throws ReflectiveOperationException {
        return client.struct("GetRuntimeStatsRequest", Map.of("maxWeight", weight, "maxCreateTime", time));
    }

    private static Object connector(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct(
                "DataConnector",
                Map.of(
                        "name",
                        name,
                        "type",
                        "mysql",
                        "url",
                        "jdbc:x",
                        "description",
                        "orders",
                        "parameters",
                        Map.of()));
    }
}
