package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scheduled queries, figures of queries, connectors and procedures, as clients see them. */
class SmallRegistriesClientTest extends ReleaseKit {
    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void runsQueriesOnASchedule(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
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
        try (PublishedClient client = connect(release)) {
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
        try (PublishedClient client = connect(release)) {
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
        try (PublishedClient client = connect(release)) {
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
            client.call("create_database", client.struct("Database", Map.of("name", "tools", "parameters", Map.of())));
            client.call(
                    "create_stored_procedure",
                    client.struct(
                            "StoredProcedure",
                            Map.of("catName", "hive", "dbName", "tools", "name", "Third", "source", "x")));
            refused(client, "InvalidOperationException", "not empty", "drop_database", "tools", true, false);
            client.call("drop_database", "tools", true, true);
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

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsTypes(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object field = client.struct("FieldSchema", Map.of("name", "Name", "type", "string"));
            Object type = client.struct("Type", Map.of("name", "Person", "fields", List.of(field)));
            assertThat(client.call("create_type", type)).isEqualTo(true);
            refused(client, "AlreadyExistsException", "Person", "create_type", type);
            assertThat(client.call("get_type", "Person")).isEqualTo(type);
            assertThat(client.call("drop_type", "Person")).isEqualTo(true);
            assertThat(client.call("drop_type", "Person")).isEqualTo(true);
            refused(client, "NoSuchObjectException", "Person", "get_type", "Person");
            refused(
                    client,
                    "InvalidObjectException",
                    "a/b",
                    "create_type",
                    client.struct("Type", Map.of("name", "a/b")));
        }
    }

    @Test
    void keepsIndexesOfHive2() throws Exception {
        try (PublishedClient client = connect("hive-2.3")) {
            client.call("create_table", table(client, "visits"));
            Object index = index(client, "visits", "Quick", "visits_quick", Map.of());
            Object added = client.call("add_index", index, table(client, "visits_quick"));
            assertThat(PublishedClient.get(added, "createTime")).isEqualTo((int) HiveServer.NOW.getEpochSecond());
            assertThat(client.call("get_index_names", "default", "visits", (short) -1))
                    .isEqualTo(List.of("quick"));
            assertThat((List<?>) client.call("get_indexes", "default", "visits", (short) 0))
                    .isEmpty();
            client.call(
                    "alter_index",
                    "default",
                    "visits",
                    "quick",
                    index(client, "visits", "quick", "other", Map.of("a", "b")));
            Object read = client.call("get_index_by_name", "default", "visits", "QUICK");
            assertThat(PublishedClient.get(read, "parameters")).isEqualTo(Map.of("a", "b"));
            assertThat(PublishedClient.get(read, "indexTableName")).isEqualTo("visits_quick");

            refused(client, "AlreadyExistsException", "quick", "add_index", index, table(client, "again"));
            Object nowhere = index(client, "nothing", "x", "y", Map.of());
            refused(client, "InvalidObjectException", "nothing", "add_index", nowhere, table(client, "y"));
            assertThat(client.call("get_all_tables", "default")).isEqualTo(List.of("visits", "visits_quick"));

            assertThat(client.call("drop_index_by_name", "default", "visits", "quick", true))
                    .isEqualTo(true);
            assertThat(client.call("get_all_tables", "default")).isEqualTo(List.of("visits"));
            refused(client, "NoSuchObjectException", "quick", "get_index_by_name", "default", "visits", "quick");
            refused(client, "NoSuchObjectException", "quick", "drop_index_by_name", "default", "visits", "quick", true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void keepsHowFarReplicationHasCome(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            for (String progress : List.of("begun", "done")) {
                Object metric = client.struct(
                        "ReplicationMetrics",
                        Map.of(
                                "scheduledExecutionId",
                                5L,
                                "policy",
                                "copy",
                                "dumpExecutionId",
                                4L,
                                "metadata",
                                "m",
                                "progress",
                                progress));
                client.call(
                        "add_replication_metrics",
                        client.struct("ReplicationMetricList", Map.of("replicationMetricList", List.of(metric))));
            }
            Object found = client.call(
                    "get_replication_metrics", client.struct("GetReplicationMetricsRequest", Map.of("policy", "copy")));
            List<?> list = (List<?>) PublishedClient.get(found, "replicationMetricList");
            assertThat(list).hasSize(1);
            assertThat(PublishedClient.get(list.get(0), "progress")).isEqualTo("done");
            assertThat(client.call(
                            "get_replication_metrics",
                            client.struct("GetReplicationMetricsRequest", Map.of("scheduledExecutionId", 5L))))
                    .isEqualTo(found);
        }
    }

    private static Object index(
            PublishedClient client, String table, String name, String indexTable, Map<String, String> parameters)
            throws ReflectiveOperationException {
        return client.struct(
                "Index",
                Map.of(
                        "indexName",
                        name,
                        "indexHandlerClass",
                        "example.Handler",
                        "dbName",
                        "default",
                        "origTableName",
                        table,
                        "indexTableName",
                        indexTable,
                        "parameters",
                        parameters,
                        "sd",
                        descriptor(client),
                        "deferredRebuild",
                        true));
    }

    private static Object table(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "default",
                        "tableName",
                        name,
                        "tableType",
                        "MANAGED_TABLE",
                        "parameters",
                        Map.of(),
                        "sd",
                        descriptor(client)));
    }

    private static Object descriptor(PublishedClient client) throws ReflectiveOperationException {
        return client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "serdeInfo",
                        client.struct("SerDeInfo", Map.of("serializationLib", "x"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void keepsProperties(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            assertThat(client.call("set_properties", properties(client, Map.of("colour", "red", "db.t.a.b", "1"))))
                    .isEqualTo(true);
            client.call("set_properties", properties(client, Map.of("db.t.c", "2", "db.t.a.b", "3", "db.x", "4")));

            assertThat(found(client, "", List.of()))
                    .isEqualTo(Map.of(
                            "", Map.of("colour", "red"), "db", Map.of("x", "4"), "db.t", Map.of("a.b", "3", "c", "2")));
            assertThat(found(client, "db.", List.of("c", "none"))).isEqualTo(Map.of("db.t", Map.of("c", "2")));
            assertThat(found(client, "d_", List.of())).isEqualTo(Map.of());
            refused(
                    client,
                    "MetaException",
                    "by their names only",
                    "get_properties",
                    client.struct(
                            "PropertyGetRequest",
                            Map.of("nameSpace", "hms", "mapPrefix", "db", "mapPredicate", "c > 1")));
            refused(client, "MetaException", "'db..c'", "set_properties", properties(client, Map.of("db..c", "1")));
        }
    }

    private static Object properties(PublishedClient client, Map<String, String> properties)
            throws ReflectiveOperationException {
        return client.struct("PropertySetRequest", Map.of("nameSpace", "hms", "propertyMap", properties));
    }

    private static Object found(PublishedClient client, String prefix, List<String> names)
            throws ReflectiveOperationException {
        return PublishedClient.get(
                client.call(
                        "get_properties",
                        client.struct(
                                "PropertyGetRequest",
                                Map.of("nameSpace", "hms", "mapPrefix", prefix, "mapSelection", names))),
                "properties");
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
