package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Differences in transactions, locks and compactions. */
final class TransactionDifferences extends DifferenceTrial {
    private TransactionDifferences(PublishedClient client, boolean known, String database)
            throws ReflectiveOperationException {
        super(client, known, database);
    }

    static Map<String, Trial> all() {
        return Map.ofEntries(
                Map.entry("AddDynamicPartitions", of(ALL, TransactionDifferences::twoWritersOfOnePartition)),
                Map.entry("CompactionType", of(ALL, TransactionDifferences::compactionsOfAllTypes)),
                Map.entry("GetOpenTxnsResponse", of(ALL, TransactionDifferences::openTransactions)),
                Map.entry("GetValidWriteIdsRequest", of(FROM_3, TransactionDifferences::validWriteIds)),
                Map.entry("LockComponent", of(ALL, TransactionDifferences::writesToAPlainTable)),
                Map.entry("LockType", of(ALL, TransactionDifferences::locksOfAllTypes)),
                Map.entry("Materialization", of(FROM_3, TransactionDifferences::staleView)));
    }

    private static Trial of(Set<String> releases, Steps<TransactionDifferences> steps) {
        return new Trial(
                releases, (client, known, database) -> steps.of(new TransactionDifferences(client, known, database)));
    }

    /** Locks and compactions that a client of an older release meets when it asks for all there are. */
    static void leaveWhatOlderReleasesHaveNoWordFor(PublishedClient newest) throws ReflectiveOperationException {
        TransactionDifferences trial = new TransactionDifferences(newest, true, "newest_transactions");
        trial.compactionsOfAllTypes();
        trial.locksOfAllTypes();
    }

    private void twoWritersOfOnePartition() throws ReflectiveOperationException {
        List<Long> writers = open(2);
        for (long writer : writers) {
            Map<String, Object> written = new HashMap<>(Map.of(
                    "txnid",
                    writer,
                    "dbname",
                    database,
                    "tablename",
                    "visits",
                    "partitionnames",
                    List.of("day=1"),
                    "operationType",
                    client.constant("DataOperationType", "UPDATE")));
            if (has(FROM_3)) {
                written.put("writeid", writer);
            }
            client.call("add_dynamic_partitions", client.struct("AddDynamicPartitions", written));
        }
        client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", writers.get(1))));
        refused(
                "TxnAbortedException",
                database + "/visits/day=1",
                "commit_txn",
                client.struct("CommitTxnRequest", Map.of("txnid", writers.get(0))));
    }

    private void compactionsOfAllTypes() throws ReflectiveOperationException {
        Set<String> own = new HashSet<>();
        for (Object type : client.constant("CompactionType", "MINOR").getClass().getEnumConstants()) {
            own.add(type.toString());
            client.call(
                    "compact2",
                    client.struct(
                            "CompactionRequest", Map.of("dbname", database, "tablename", "of_" + type, "type", type)));
        }
        Set<Object> shown = new HashSet<>();
        Object answer = client.call("show_compact", client.struct("ShowCompactRequest", Map.of()));
        for (Object compaction : (List<?>) get(answer, "compacts")) {
            if (database.equals(get(compaction, "dbname"))) {
                shown.add(get(compaction, "type").toString());
            }
        }
        // While nobody knows what the client is, it is shown what clients of all releases can read.
        assertThat(shown).isEqualTo(known ? own : Set.of("MINOR", "MAJOR"));
    }

    private void openTransactions() throws ReflectiveOperationException {
        List<Long> transactions = open(2);
        client.call("abort_txn", client.struct("AbortTxnRequest", Map.of("txnid", transactions.get(1))));
        Object answer = client.call("get_open_txns");
        List<Object> open = new ArrayList<>((Collection<?>) get(answer, "open_txns"));
        assertThat(open).containsAll(transactions);
        if (has(FROM_3)) {
            BitSet aborted = BitSet.valueOf((byte[]) get(answer, "abortedBits"));
            assertThat(aborted.get(open.indexOf(transactions.get(0)))).isFalse();
            assertThat(aborted.get(open.indexOf(transactions.get(1)))).isTrue();
        }
    }

    private void validWriteIds() throws ReflectiveOperationException {
        List<Long> transactions = open(2);
        client.call(
                "allocate_table_write_ids",
                client.struct(
                        "AllocateTableWriteIdsRequest",
                        Map.of("dbName", database, "tableName", "visits", "txnIds", transactions)));
        Map<String, Object> reader = new HashMap<>(Map.of("fullTableNames", List.of(database + ".visits")));
        if (has(FROM_4)) {
            reader.put("writeId", 2L);
        } else {
            reader.put("validTxnList", transactions.get(1) + ":" + Long.MAX_VALUE + "::");
        }
        Object answer = client.call("get_valid_write_ids", client.struct("GetValidWriteIdsRequest", reader));
        assertThat(get(((List<?>) get(answer, "tblValidWriteIds")).get(0), "writeIdHighWaterMark"))
                .isEqualTo(2L);
    }

    /** Two transactions update what is no transactional table: the second to commit is not in the way of the first. */
    private void writesToAPlainTable() throws ReflectiveOperationException {
        List<Long> writers = open(2);
        for (long writer : writers) {
            Map<String, Object> part = new HashMap<>(lockPart("SHARED_WRITE"));
            part.put("operationType", client.constant("DataOperationType", "UPDATE"));
            part.put(has(UNTIL_2) ? "isAcid" : "isTransactional", false);
            Object answer = client.call(
                    "lock", lock(Map.of("component", List.of(client.struct("LockComponent", part)), "txnid", writer)));
            assertThat(get(answer, "lockid")).isNotNull();
        }
        client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", writers.get(1))));
        client.call("commit_txn", client.struct("CommitTxnRequest", Map.of("txnid", writers.get(0))));
    }

    private void locksOfAllTypes() throws ReflectiveOperationException {
        Set<String> own = new HashSet<>();
        for (Object type : client.constant("LockType", "EXCLUSIVE").getClass().getEnumConstants()) {
            own.add(type.toString());
            Object part = client.struct("LockComponent", lockPart(type.toString()));
            client.call("lock", lock(Map.of("component", List.of(part))));
        }
        Set<Object> shown = new HashSet<>();
        Object answer = client.call("show_locks", client.struct("ShowLocksRequest", Map.of("dbname", database)));
        for (Object lock : (List<?>) get(answer, "locks")) {
            shown.add(get(lock, "type").toString());
        }
        assertThat(shown).isEqualTo(known ? own : Set.of("SHARED_READ", "SHARED_WRITE", "EXCLUSIVE"));
        Object everybodys = client.call("show_locks", client.struct("ShowLocksRequest", Map.of()));
        for (Object lock : (List<?>) get(everybodys, "locks")) {
            assertThat(get(lock, "type")).isNotNull();
        }
    }

    private Map<String, Object> lockPart(String type) throws ReflectiveOperationException {
        return Map.of(
                "type",
                client.constant("LockType", type),
                "level",
                client.constant("LockLevel", "TABLE"),
                "dbname",
                database,
                "tablename",
                "visits");
    }

    private Object lock(Map<String, ?> fields) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>(Map.of("user", "tess", "hostname", "desk"));
        all.putAll(fields);
        return client.struct("LockRequest", all);
    }

    private void staleView() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        Object metadata = creationMetadata();
        PublishedClient.set(metadata, "validTxnList", "9$" + database + ".visits:0:1:1:");
        Object answer = has(FROM_4)
                ? client.call("get_materialization_invalidation_info", metadata, "9:" + Long.MAX_VALUE + "::")
                : client.call("get_materialization_invalidation_info", metadata, "");
        assertThat(PublishedClient.is(answer, "sourceTablesUpdateDeleteModified"))
                .isEqualTo(true);
        if (has(FROM_4)) {
            assertThat(PublishedClient.is(answer, "sourceTablesCompacted")).isEqualTo(true);
        }
    }

    private List<Long> open(int count) throws ReflectiveOperationException {
        Object answer = client.call(
                "open_txns",
                client.struct("OpenTxnRequest", Map.of("num_txns", count, "user", "tess", "hostname", "desk")));
        List<Long> ids = new ArrayList<>();
        for (Object id : (List<?>) get(answer, "txn_ids")) {
            ids.add((Long) id);
        }
        return ids;
    }
}
