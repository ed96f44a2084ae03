package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of each release read of the notification log, and report to it. */
class EventClientTest {
    @TempDir
    Path root;

    private HiveServer server;

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PublishedClient client(String release) throws ReflectiveOperationException {
        return new PublishedClient(Library.of(release), Form.BINARY, server.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void everyChangeIsToldOnceAndInOrder(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            long before = current(client);
            client.call("create_database", client.struct("Database", Map.of("name", "sales", "parameters", Map.of())));
            Object table = table(client);
            client.call("create_table", table);
            client.call("add_partitions", List.of(partition(client, "1"), partition(client, "2")));
            client.call("alter_partitions", "sales", "visits", List.of(partition(client, "1"), partition(client, "2")));
            client.call("drop_partition", "sales", "visits", List.of("1"), false);
            Object descriptor = PublishedClient.get(table, "sd");
            descriptor
                    .getClass()
                    .getMethod("setLocation", String.class)
                    .invoke(descriptor, "file:" + root.resolve("warehouse/sales.db/visits"));
            client.call("alter_table", "sales", "visits", table);
            client.call("drop_table", "sales", "visits", true);
            client.call("drop_database", "sales", true, true);

            List<?> events = next(client, Map.of("lastEvent", before));
            assertThat(events)
                    .extracting(event -> PublishedClient.get(event, "eventType"))
                    .containsExactly(
                            "CREATE_DATABASE",
                            "CREATE_TABLE",
                            "ADD_PARTITION",
                            "ALTER_PARTITION",
                            "ALTER_PARTITION",
                            "DROP_PARTITION",
                            "ALTER_TABLE",
                            "DROP_TABLE",
                            "DROP_DATABASE");
            for (int i = 0; i < events.size(); i++) {
                assertThat(PublishedClient.get(events.get(i), "eventId")).isEqualTo(before + 1 + i);
                assertThat(PublishedClient.get(events.get(i), "dbName")).isEqualTo("sales");
                assertThat(PublishedClient.get(events.get(i), "messageFormat")).isEqualTo("json-0.2");
            }
            assertThat(current(client)).isEqualTo(before + 9);
            assertThat(next(client, Map.of("lastEvent", before + 3, "maxEvents", 2)))
                    .isEqualTo(events.subList(3, 5));
            assertThat(next(client, Map.of("lastEvent", before + 9))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void anInsertThatAClientReportsBecomesAnEvent(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            if (release.equals("hive-2.3")) {
                // Only by what it calls is it known: the form of the report differs.
                client.call("get_all_databases");
            }
            client.call("create_table", inDefault(table(client)));
            client.call("add_partition", inDefault(partition(client, "1")));
            long before = current(client);
            Object insert = client.struct(
                    "InsertEventRequestData",
                    Map.of("filesAdded", List.of("file:/f"), "filesAddedChecksum", List.of("c0ffee")));
            Object data = client.struct("FireEventRequestData", Map.of("insertData", insert));
            client.call("fire_listener_event", fire(client, data, List.of("1")));

            List<?> events = next(client, Map.of("lastEvent", before));
            assertThat(events).hasSize(1);
            assertThat(PublishedClient.get(events.get(0), "eventType")).isEqualTo("INSERT");
            assertThat((String) PublishedClient.get(events.get(0), "message")).contains("file:/f#c0ffee");

            RemoteFailure failure = Assertions.catchThrowableOfType(
                    RemoteFailure.class,
                    () -> client.call("fire_listener_event", fire(client, data, List.of("no such"))));
            assertThat(failure).hasMessageContaining("no such");
            assertThat(current(client)).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void severalPartitionsAndReloadsAreReportedAtOnce(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            client.call("create_table", inDefault(table(client)));
            client.call("add_partition", inDefault(partition(client, "1")));
            client.call("add_partition", inDefault(partition(client, "2")));
            long before = current(client);
            List<Object> inserts = List.of(insertInto(client, "1"), insertInto(client, "2"));
            Object several = client.struct("FireEventRequestData", Map.of("insertDatas", inserts));
            Object response = client.call("fire_listener_event", fire(client, several, List.of()));
            assertThat(PublishedClient.get(response, "eventIds")).isEqualTo(List.of(before + 1, before + 2));

            Object reload = client.struct("FireEventRequestData", Map.of("refreshEvent", true));
            client.call("fire_listener_event", fire(client, reload, List.of()));

            assertThat(next(client, Map.of("lastEvent", before)))
                    .extracting(event -> PublishedClient.get(event, "eventType"))
                    .containsExactly("INSERT", "INSERT", "RELOAD");
            Object count = client.struct(
                    "NotificationEventsCountRequest",
                    Map.of("fromEventId", before, "dbName", "default", "tableNames", List.of("VISITS")));
            assertThat(PublishedClient.get(client.call("get_notification_events_count", count), "eventsCount"))
                    .isEqualTo(3L);
            assertThat(next(client, Map.of("lastEvent", before, "eventTypeSkipList", List.of("INSERT"))))
                    .hasSize(1);
            assertThat(next(client, Map.of("lastEvent", before, "dbName", "other")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void whatIsWrittenInATransactionIsAskedForWhenItIsCommitted(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            client.call("create_table", inDefault(table(client)));
            client.call("add_partition", inDefault(partition(client, "1")));
            long before = current(client);
            client.call("add_write_notification_log", written(client, "file:/a"));
            client.call(
                    "add_write_notification_log_in_batch",
                    client.struct(
                            "WriteNotificationLogBatchRequest",
                            Map.of(
                                    "catalog", "hive",
                                    "db", "default",
                                    "table", "visits",
                                    "requestList", List.of(written(client, "file:/a"), written(client, "file:/b")))));

            List<?> writes = (List<?>) client.call(
                    "get_all_write_event_info", client.struct("GetAllWriteEventInfoRequest", Map.of("txnId", 5)));
            assertThat(writes).hasSize(1);
            assertThat(PublishedClient.get(writes.get(0), "files")).isEqualTo("file:/a###]file:/b###");
            assertThat(PublishedClient.get(writes.get(0), "partition")).isEqualTo("day=1");
            assertThat((String) PublishedClient.get(writes.get(0), "partitionObj"))
                    .contains("day=1");
            assertThat(current(client)).as("nobody else is told yet").isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void transactionsAndConstraintsAreToldToo(String release) throws Exception {
        try (PublishedClient client = client(release)) {
            client.call("create_table", inDefault(table(client)));
            long before = current(client);
            Object open = client.struct("OpenTxnRequest", Map.of("num_txns", 2, "user", "tess", "hostname", "here"));
            List<?> ids = (List<?>) PublishedClient.get(client.call("open_txns", open), "txn_ids");
            client.call(
                    "allocate_table_write_ids",
                    client.struct(
                            "AllocateTableWriteIdsRequest",
                            Map.of("dbName", "default", "tableName", "visits", "txnIds", ids)));
            client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", ids.get(0))));
            client.call("abort_txn", client.struct("AbortTxnRequest", Map.of("txnid", ids.get(1))));
            Object column = client.struct(
                    "SQLNotNullConstraint",
                    Map.of(
                            "catName", "hive",
                            "table_db", "default",
                            "table_name", "visits",
                            "column_name", "id",
                            "nn_name", "c"));
            client.call(
                    "add_not_null_constraint",
                    client.struct("AddNotNullConstraintRequest", Map.of("notNullConstraintCols", List.of(column))));

            assertThat(next(client, Map.of("lastEvent", before)))
                    .extracting(event -> PublishedClient.get(event, "eventType"))
                    .containsExactly(
                            "OPEN_TXN", "ALLOC_WRITE_ID_EVENT", "COMMIT_TXN", "ABORT_TXN", "ADD_NOTNULLCONSTRAINT");
        }
    }

    private static Object written(PublishedClient client, String file) throws ReflectiveOperationException {
        return client.struct(
                "WriteNotificationLogRequest",
                Map.of(
                        "txnId",
                        5,
                        "writeId",
                        1,
                        "db",
                        "default",
                        "table",
                        "visits",
                        "fileInfo",
                        client.struct("InsertEventRequestData", Map.of("filesAdded", List.of(file))),
                        "partitionVals",
                        List.of("1")));
    }

    private static Object insertInto(PublishedClient client, String day) throws ReflectiveOperationException {
        return client.struct(
                "InsertEventRequestData",
                Map.of("filesAdded", List.of("file:/" + day), "partitionVal", List.of(day), "replace", true));
    }

    private static Object fire(PublishedClient client, Object data, List<String> partition)
            throws ReflectiveOperationException {
        Map<String, Object> fields =
                new HashMap<>(Map.of("successful", true, "data", data, "dbName", "default", "tableName", "visits"));
        if (!partition.isEmpty()) {
            fields.put("partitionVals", partition);
        }
        return client.struct("FireEventRequest", fields);
    }

    private static long current(PublishedClient client) throws ReflectiveOperationException {
        return (Long) PublishedClient.get(client.call("get_current_notificationEventId"), "eventId");
    }

    private static List<?> next(PublishedClient client, Map<String, ?> request) throws ReflectiveOperationException {
        Object response = client.call("get_next_notification", client.struct("NotificationEventRequest", request));
        return (List<?>) PublishedClient.get(response, "events");
    }

    private static Object inDefault(Object struct) throws ReflectiveOperationException {
        struct.getClass().getMethod("setDbName", String.class).invoke(struct, "default");
        return struct;
    }

    private static Object table(PublishedClient client) throws ReflectiveOperationException {
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        "visits",
                        "sd",
                        descriptor(client),
                        "partitionKeys",
                        List.of(column(client, "day")),
                        "parameters",
                        Map.of("colour", "blue"),
                        "tableType",
                        "MANAGED_TABLE"));
    }

    private static Object partition(PublishedClient client, String day) throws ReflectiveOperationException {
        return client.struct(
                "Partition",
                Map.of(
                        "dbName", "sales",
                        "tableName", "visits",
                        "values", List.of(day),
                        "sd", descriptor(client),
                        "parameters", Map.of()));
    }

    private static Object descriptor(PublishedClient client) throws ReflectiveOperationException {
        return client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(column(client, "id")),
                        "serdeInfo",
                        client.struct(
                                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of()))));
    }

    private static Object column(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct("FieldSchema", Map.of("name", name, "type", "string"));
    }
}
