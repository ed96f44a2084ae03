package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions and locks, as clients of each release see them. */
class AcidClientTest extends ReleaseKit {
    private static final long NONE = 987_654;

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void locksWithoutATransaction(String release) throws Exception {
        try (PublishedClient client = connect(release);
                PublishedClient other = connect(release)) {
            Object held = client.call("lock", lock(client, "EXCLUSIVE", "Sales", "Visits", Map.of()));
            assertThat(state(held)).isEqualTo("ACQUIRED");
            Object waiting = other.call("lock", lock(other, "EXCLUSIVE", "sales", "visits", Map.of()));
            assertThat(state(waiting)).isEqualTo("WAITING");
            assertThat(state(other.call("check_lock", check(other, id(waiting)))))
                    .isEqualTo("WAITING");
            client.call("heartbeat", client.struct("HeartbeatRequest", Map.of("lockid", id(held))));

            Object shown = client.call("show_locks", client.struct("ShowLocksRequest", Map.of("dbname", "SALES")));
            List<?> locks = (List<?>) PublishedClient.get(shown, "locks");
            assertThat(locks).hasSize(2);
            assertThat(PublishedClient.get(locks.get(1), "blockedByExtId")).isEqualTo(id(held));
            assertThat(PublishedClient.get(locks.get(0), "agentInfo")).isEqualTo("Unknown");

            client.call("unlock", client.struct("UnlockRequest", Map.of("lockid", id(held))));
            client.call("unlock", client.struct("UnlockRequest", Map.of("lockid", id(held))));
            assertThat(state(other.call("check_lock", check(other, id(waiting)))))
                    .isEqualTo("ACQUIRED");
            refused(client, "NoSuchLockException", "lockid:" + id(held), "check_lock", check(client, id(held)));
            refused(
                    client,
                    "NoSuchLockException",
                    "lockid:" + NONE,
                    "heartbeat",
                    client.struct("HeartbeatRequest", Map.of("lockid", NONE)));

            // Its client is gone: nobody waits for it longer than the lease.
            server.time.updateAndGet(now -> now.plus(Duration.ofMinutes(5)).plusMillis(1));
            assertThat(state(client.call("lock", lock(client, "EXCLUSIVE", "sales", "visits", Map.of()))))
                    .isEqualTo("ACQUIRED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void aCommitSetsAParameterOfATable(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object descriptor = client.struct(
                    "StorageDescriptor",
                    Map.of("cols", List.of(), "serdeInfo", client.struct("SerDeInfo", Map.of("name", "s"))));
            client.call(
                    "create_table",
                    client.struct("Table", Map.of("dbName", "default", "tableName", "stream", "sd", descriptor)));
            Object id = PublishedClient.get(stream(client), "id");
            List<Long> txns = open(client, 3);
            Object commit = commit(client, txns.get(0), id, "_meta_offset", "17");
            client.call("commit_txn", commit);
            assertThat(PublishedClient.get(stream(client), "parameters"))
                    .asInstanceOf(MAP)
                    .containsEntry("_meta_offset", "17");
            client.call("commit_txn", commit(client, txns.get(1), id, "_meta_offset", "18"));
            // A commit that comes again sets nothing again.
            client.call("commit_txn", commit);
            assertThat(PublishedClient.get(stream(client), "parameters"))
                    .asInstanceOf(MAP)
                    .containsEntry("_meta_offset", "18");

            refused(
                    client,
                    "TApplicationException",
                    "'comment'",
                    "commit_txn",
                    commit(client, txns.get(2), id, "comment", "x"));
            refused(
                    client,
                    "TApplicationException",
                    "id 987654",
                    "commit_txn",
                    commit(client, txns.get(2), NONE, "_meta", "x"));
            // It is still open.
            client.call("abort_txn", client.struct("AbortTxnRequest", Map.of("txnid", txns.get(2))));
        }
    }

    private static Object stream(PublishedClient client) throws ReflectiveOperationException {
        return PublishedClient.get(
                client.call(
                        "get_table_req",
                        client.struct("GetTableRequest", Map.of("dbName", "default", "tblName", "stream"))),
                "table");
    }

    private static Object commit(PublishedClient client, long txn, Object table, String key, String value)
            throws ReflectiveOperationException {
        return client.struct(
                "CommitTxnRequest",
                Map.of(
                        "txnid",
                        txn,
                        "keyValue",
                        client.struct("CommitTxnKeyValue", Map.of("tableId", table, "key", key, "value", value))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void transactionsAndTheirLocks(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            List<Long> txns = open(client, 3);
            Object response =
                    client.call("lock", lock(client, "SHARED_WRITE", "sales", "visits", Map.of("txnid", txns.get(0))));
            assertThat(state(response)).isEqualTo("ACQUIRED");
            refused(
                    client,
                    "TxnOpenException",
                    "transaction",
                    "unlock",
                    client.struct("UnlockRequest", Map.of("lockid", id(response))));
            client.call("abort_txn", client.struct("AbortTxnRequest", Map.of("txnid", txns.get(1))));
            client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", txns.get(0))));

            Object open = release.startsWith("hive-4")
                    ? client.call("get_open_txns_req", client.struct("GetOpenTxnsRequest", Map.of()))
                    : client.call("get_open_txns");
            assertThat(PublishedClient.get(open, "txn_high_water_mark")).isEqualTo(txns.get(2));
            assertThat(Set.copyOf((Collection<?>) PublishedClient.get(open, "open_txns")))
                    .isEqualTo(Set.of(txns.get(1), txns.get(2)));
            if (!release.equals("hive-2.3")) {
                assertThat(BitSet.valueOf((byte[]) PublishedClient.get(open, "abortedBits")))
                        .isEqualTo(BitSet.valueOf(new long[] {1}));
            }
            assertThat((List<?>) PublishedClient.get(client.call("get_open_txns_info"), "open_txns"))
                    .hasSize(2);

            Object dead = client.call(
                    "heartbeat_txn_range",
                    client.struct("HeartbeatTxnRangeRequest", Map.of("min", txns.get(0), "max", txns.get(2))));
            assertThat(PublishedClient.get(dead, "aborted")).isEqualTo(Set.of(txns.get(1)));
            assertThat(PublishedClient.get(dead, "nosuch")).isEqualTo(Set.of(txns.get(0)));

            refused(
                    client,
                    "TxnAbortedException",
                    "txnid:" + txns.get(1),
                    "commit_txn",
                    client.struct("CommitTxnRequest", Map.of("txnid", txns.get(1))));
            refused(
                    client,
                    "NoSuchTxnException",
                    "txnid:" + NONE,
                    "abort_txn",
                    client.struct("AbortTxnRequest", Map.of("txnid", NONE)));
            refused(
                    client,
                    "NoSuchTxnException",
                    "txnid:" + NONE,
                    "lock",
                    lock(client, "SHARED_READ", "sales", "visits", Map.of("txnid", NONE)));
            client.call("abort_txns", client.struct("AbortTxnsRequest", Map.of("txn_ids", List.of(txns.get(2), NONE))));
            refused(
                    client,
                    "TxnAbortedException",
                    "txnid:" + txns.get(2),
                    "heartbeat",
                    client.struct("HeartbeatRequest", Map.of("txnid", txns.get(2))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void theFirstToCommitAPartitionWins(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            List<Long> txns = open(client, 2);
            for (long txn : txns) {
                Map<String, Object> partitions = new HashMap<>(Map.of(
                        "txnid",
                        txn,
                        "dbname",
                        "sales",
                        "tablename",
                        "visits",
                        "partitionnames",
                        List.of("day=1"),
                        "operationType",
                        client.constant("DataOperationType", "UPDATE")));
                if (!release.equals("hive-2.3")) {
                    partitions.put("writeid", txn);
                }
                client.call("add_dynamic_partitions", client.struct("AddDynamicPartitions", partitions));
            }
            client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", txns.get(1))));
            refused(
                    client,
                    "TxnAbortedException",
                    "sales/visits/day=1",
                    "commit_txn",
                    client.struct("CommitTxnRequest", Map.of("txnid", txns.get(0))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void writeIds(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            List<Long> txns = open(client, 2);
            Object allocated = client.call(
                    "allocate_table_write_ids",
                    client.struct(
                            "AllocateTableWriteIdsRequest",
                            Map.of("dbName", "sales", "tableName", "visits", "txnIds", txns)));
            List<?> ids = (List<?>) PublishedClient.get(allocated, "txnToWriteIds");
            assertThat(PublishedClient.get(ids.get(1), "writeId")).isEqualTo(2L);
            client.call("abort_txn", client.struct("AbortTxnRequest", Map.of("txnid", txns.get(1))));
            Object valid = client.call(
                    "get_valid_write_ids",
                    client.struct(
                            "GetValidWriteIdsRequest",
                            Map.of(
                                    "fullTableNames",
                                    List.of("Sales.visits"),
                                    "validTxnList",
                                    txns.get(0) + ":" + Long.MAX_VALUE + "::")));
            Object ofTable = ((List<?>) PublishedClient.get(valid, "tblValidWriteIds")).get(0);
            assertThat(PublishedClient.get(ofTable, "fullTableName")).isEqualTo("Sales.visits");
            assertThat(PublishedClient.get(ofTable, "writeIdHighWaterMark")).isEqualTo(1L);
            assertThat(PublishedClient.get(ofTable, "invalidWriteIds")).isEqualTo(List.of());
            assertThat(ByteBuffer.wrap((byte[]) PublishedClient.get(ofTable, "abortedBits"))
                            .remaining())
                    .isZero();
            refused(
                    client,
                    "TxnAbortedException",
                    "txnid:" + txns.get(1),
                    "allocate_table_write_ids",
                    client.struct(
                            "AllocateTableWriteIdsRequest",
                            Map.of("dbName", "sales", "tableName", "other", "txnIds", txns)));
            Object mine = client.call("get_lock_materialization_rebuild", "sales", "view", (Object) txns.get(0));
            assertThat(state(mine)).isEqualTo("ACQUIRED");
            assertThat(state(client.call("get_lock_materialization_rebuild", "sales", "view", NONE)))
                    .isEqualTo("NOT_ACQUIRED");
            assertThat(client.call("heartbeat_lock_materialization_rebuild", "sales", "view", txns.get(0)))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void whatOnlyHive4Asks(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object seed = client.struct(
                    "SeedTableWriteIdsRequest", Map.of("dbName", "sales", "tableName", "visits", "seedWriteId", 4L));
            client.call("seed_write_id", seed);
            refused(client, "MetaException", "already", "seed_write_id", seed);
            Object max = client.call(
                    "get_max_allocated_table_write_id",
                    client.struct("MaxAllocatedTableWriteIdRequest", Map.of("dbName", "sales", "tableName", "visits")));
            assertThat(PublishedClient.get(max, "maxWriteId")).isEqualTo(4L);
            client.call("seed_txn_id", client.struct("SeedTxnIdRequest", Map.of("seedTxnId", 100L)));
            List<Long> txns = open(client, 1);
            assertThat(txns).containsExactly(100L);
            assertThat(client.call("get_latest_txnid_in_conflict", 100L)).isEqualTo(0L);
            client.call("add_write_ids_to_min_history", 100L, Map.of("sales.visits", 4L));
            client.call("lock", lock(client, "EXCLUSIVE", "sales", "visits", Map.of()));
            Object read = client.call(
                    "lock",
                    lock(client, "SHARED_READ", "sales", "visits", Map.of("txnid", 100L, "zeroWaitReadEnabled", true)));
            assertThat(state(read)).isEqualTo("NOT_ACQUIRED");
            assertThat(PublishedClient.get(read, "errorMessage")).asString().contains("EXCLUSIVE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void compactionsAreQueued(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object request = client.struct(
                    "CompactionRequest",
                    Map.of(
                            "dbname",
                            "sales",
                            "tablename",
                            "visits",
                            "type",
                            client.constant("CompactionType", "MAJOR"),
                            "properties",
                            Map.of("a", "b")));
            Object accepted = client.call("compact2", request);
            long id = (Long) PublishedClient.get(accepted, "id");
            assertThat(PublishedClient.get(accepted, "state")).isEqualTo("initiated");
            Object again = client.call("compact2", request);
            assertThat(PublishedClient.get(again, "state")).isEqualTo("refused");
            client.call("compact", request);

            if (release.startsWith("hive-4")) {
                Object found = client.call(
                        "find_next_compact2",
                        client.struct("FindNextCompactRequest", Map.of("workerId", "w", "workerVersion", release)));
                Object work = PublishedClient.get(found, "ci");
                assertThat(PublishedClient.get(work, "id")).isEqualTo(id);
                assertThat(PublishedClient.get(work, "properties")).isEqualTo("1:1:a1:b");
                assertThat(PublishedClient.get(client.call("find_next_compact", "w"), "ci"))
                        .isNull();
                client.call("set_hadoop_jobid", "job", id);
                client.call("mark_compacted", work);
                client.call("mark_cleaned", work);
                refused(client, "MetaException", String.valueOf(id), "mark_failed", work);
            }
            Object shown = client.call("show_compact", client.struct("ShowCompactRequest", Map.of()));
            Object element = ((List<?>) PublishedClient.get(shown, "compacts")).get(0);
            assertThat(PublishedClient.get(element, "state"))
                    .isEqualTo(release.startsWith("hive-4") ? "succeeded" : "initiated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void aCompactionThatIsCommittedIsTold(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object request = client.struct(
                    "CompactionRequest",
                    Map.of(
                            "dbname", "sales",
                            "tablename", "visits",
                            "partitionname", "day=1",
                            "type", client.constant("CompactionType", "MAJOR")));
            long id = (Long) PublishedClient.get(client.call("compact2", request), "id");
            Object found =
                    client.call("find_next_compact2", client.struct("FindNextCompactRequest", Map.of("workerId", "w")));
            Object work = PublishedClient.get(found, "ci");
            Object opened = client.call(
                    "open_txns",
                    client.struct(
                            "OpenTxnRequest",
                            Map.of(
                                    "num_txns",
                                    1,
                                    "user",
                                    "tess",
                                    "hostname",
                                    "desk",
                                    "txn_type",
                                    client.constant("TxnType", "COMPACTION"))));
            Object txn = ((List<?>) PublishedClient.get(opened, "txn_ids")).get(0);
            PublishedClient.set(work, "highestWriteId", 1L);
            client.call("update_compactor_state", work, txn);
            long before = (Long) PublishedClient.get(client.call("get_current_notificationEventId"), "eventId");

            client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", txn)));

            Object next = client.call(
                    "get_next_notification", client.struct("NotificationEventRequest", Map.of("lastEvent", before)));
            List<?> events = (List<?>) PublishedClient.get(next, "events");
            assertThat(events)
                    .extracting(event -> PublishedClient.get(event, "eventType"))
                    .containsExactly("COMMIT_TXN", "COMMIT_COMPACTION_EVENT");
            assertThat(PublishedClient.get(events.get(1), "tableName")).isEqualTo("visits");
            assertThat((String) PublishedClient.get(events.get(1), "message"))
                    .contains("\"compactionId\":" + id, "\"partName\":\"day=1\"", "\"type\":\"MAJOR\"");
        }
    }

    private static List<Long> open(PublishedClient client, int count) throws ReflectiveOperationException {
        Object response = client.call(
                "open_txns",
                client.struct("OpenTxnRequest", Map.of("num_txns", count, "user", "tess", "hostname", "desk")));
        @SuppressWarnings("unchecked")
        List<Long> ids = (List<Long>) PublishedClient.get(response, "txn_ids");
        return ids;
    }

    private static Object lock(PublishedClient client, String type, String database, String table, Map<String, ?> more)
            throws ReflectiveOperationException {
        Object component = client.struct(
                "LockComponent",
                Map.of(
                        "type",
                        client.constant("LockType", type),
                        "level",
                        client.constant("LockLevel", "TABLE"),
                        "dbname",
                        database,
                        "tablename",
                        table));
        Map<String, Object> fields =
                new HashMap<>(Map.of("component", List.of(component), "user", "tess", "hostname", "desk"));
        fields.putAll(more);
        return client.struct("LockRequest", fields);
    }

    private static Object check(PublishedClient client, long id) throws ReflectiveOperationException {
        return client.struct("CheckLockRequest", Map.of("lockid", id));
    }

    private static long id(Object response) throws ReflectiveOperationException {
        return (Long) PublishedClient.get(response, "lockid");
    }

    private static String state(Object response) throws ReflectiveOperationException {
        return PublishedClient.get(response, "state").toString();
    }
}
