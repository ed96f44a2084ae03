package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static dev.skep.server.front.hive.PublishedClient.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clients that Hive 2.3, 3.1, 4.0 and 4.1 themselves use, all connected to one server: what one of them does, all see, and
 * go on with.
 */
class GenerationsTogetherTest {
    @TempDir
    static Path root;

    private static final Map<String, OwnClient> CLIENTS = new HashMap<>();
    private static HiveServer server;

    @BeforeAll
    static void start() throws Exception {
        server = HiveServer.start(root);
        for (String release : List.of("hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1")) {
            CLIENTS.put(release, new OwnClient(release, server.port()));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (OwnClient client : CLIENTS.values()) {
            client.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void databasesTablesAndViews(String maker) throws Exception {
        OwnClient by = CLIENTS.get(maker);
        String database = name("tables", maker);
        by.makeDatabase(database, "by " + maker);
        by.call("createTable", by.table(database, "visits", "MANAGED_TABLE", "day"));
        Object view = by.table(database, "daily", "VIRTUAL_VIEW");
        set(view, "viewOriginalText", "select id from visits");
        set(view, "viewExpandedText", "select `id` from `visits`");
        by.call("createTable", view);

        for (OwnClient reader : CLIENTS.values()) {
            assertThat(OwnClient.texts(reader.call("getAllDatabases"))).contains(database);
            assertThat(OwnClient.texts(reader.call("getDatabases", database.substring(0, 8) + "*")))
                    .contains(database);
            Object seen = reader.call("getDatabase", database);
            assertThat(get(seen, "description")).isEqualTo("by " + maker);
            assertThat(get(seen, "parameters")).isEqualTo(Map.of("a", "b"));
            assertThat(OwnClient.texts(reader.call("getAllTables", database))).containsExactly("daily", "visits");
            assertThat(OwnClient.texts(reader.call("getTables", database, "V*")))
                    .as("%s", reader)
                    .containsExactly("visits");
            assertThat(OwnClient.texts(reader.call("getTables", database, "d.ily|x*")))
                    .as("%s", reader)
                    .containsExactly("daily");
            assertThat(reader.call("tableExists", database, "visits")).isEqualTo(true);
            assertThat(reader.call("tableExists", database, "nothing")).isEqualTo(false);
            Object table = reader.call("getTable", database, "visits");
            assertThat(get(table, "owner")).isEqualTo("tess");
            assertThat(get(table, "tableType")).isEqualTo("MANAGED_TABLE");
            assertThat(get(get(table, "sd"), "location"))
                    .isEqualTo("file:" + root + "/warehouse/" + database + ".db/visits");
            assertThat(get(get(get(table, "sd"), "serdeInfo"), "parameters")).isEqualTo(Map.of("field.delim", ","));
            assertThat(get(reader.call("getTable", database, "daily"), "viewExpandedText"))
                    .isEqualTo("select `id` from `visits`");
        }
        for (OwnClient changer : CLIENTS.values()) {
            Object table = changer.call("getTable", database, "visits");
            parameters(table).put("seen by " + changer, "yes");
            changer.call("alter_table", database, "visits", table);
        }
        assertThat(parameters(by.call("getTable", database, "visits")))
                .containsEntry("colour", "blue")
                .containsKeys("seen by hive-2.3", "seen by hive-3.1", "seen by hive-4.0", "seen by hive-4.1");
        for (OwnClient dropper : List.of(CLIENTS.get("hive-2.3"), CLIENTS.get("hive-4.1"))) {
            dropper.call("dropTable", database, dropper.isSinceHive3() ? "daily" : "visits", true, false);
        }
        assertThat(OwnClient.texts(by.call("getAllTables", database))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void partitionsByNamesValuesFiltersAndExpressions(String maker) throws Exception {
        OwnClient by = CLIENTS.get(maker);
        String database = name("partitions", maker);
        by.makeDatabase(database, "");
        by.call("createTable", by.table(database, "visits", "MANAGED_TABLE", "day", "city"));
        List<Object> two = new ArrayList<>();
        two.add(by.partition(database, "visits", List.of("1", "a/b")));
        two.add(by.partition(database, "visits", List.of("2", "ü")));
        assertThat(by.call("add_partitions", two)).isEqualTo(2);
        by.call("add_partition", by.partition(database, "visits", List.of("3", "c")));
        by.call("appendPartition", database, "visits", List.of("4", "c"));

        for (OwnClient reader : CLIENTS.values()) {
            assertThat(reader.partitionNames(database, "visits"))
                    .containsExactly("day=1/city=a%2Fb", "day=2/city=ü", "day=3/city=c", "day=4/city=c");
            assertThat(reader.partitionsByFilter(database, "visits", "day > \"1\" and city = \"c\""))
                    .containsExactly(List.of("3", "c"), List.of("4", "c"));
            assertThat(reader.partitionsByNames(database, "visits", List.of("day=2/city=ü", "day=9/city=x")))
                    .containsExactly(List.of("2", "ü"));
            assertThat(reader.partitionsByLeadingValues(database, "visits", List.of("1", "")))
                    .containsExactly(List.of("1", "a/b"));
            assertThat(reader.partitionsByExpression(database, "visits", "city = 'c'".getBytes(StandardCharsets.UTF_8)))
                    .containsExactly(List.of("3", "c"), List.of("4", "c"));
            Object one = reader.call("getPartition", database, "visits", List.of("1", "a/b"));
            assertThat(parameters(one)).containsEntry("colour", "red");
            assertThat((List<?>) get(get(one, "sd"), "cols")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void partitionsAreAlteredRenamedMovedAndDropped(String changer) throws Exception {
        OwnClient by = CLIENTS.get(changer);
        OwnClient other = CLIENTS.get(changer.equals("hive-2.3") ? "hive-4.1" : "hive-2.3");
        String database = name("changes", changer);
        other.makeDatabase(database, "");
        for (String table : List.of("visits", "archive")) {
            other.call("createTable", other.table(database, table, "MANAGED_TABLE", "day"));
        }
        for (String day : List.of("1", "2", "3")) {
            other.call("add_partition", other.partition(database, "visits", List.of(day)));
        }

        List<Object> altered = new ArrayList<>();
        for (String day : List.of("1", "2")) {
            Object partition = by.call("getPartition", database, "visits", List.of(day));
            parameters(partition).put("altered", day);
            altered.add(partition);
        }
        by.call("alter_partitions", database, "visits", altered, by.struct("EnvironmentContext", Map.of()));
        Object renamed = by.call("getPartition", database, "visits", List.of("1"));
        set(renamed, "values", List.of("7"));
        by.call("renamePartition", database, "visits", List.of("1"), renamed);
        by.call("exchange_partition", Map.of("day", "2"), database, "visits", database, "archive");
        by.call("dropPartition", database, "visits", List.of("3"), true);

        for (OwnClient reader : CLIENTS.values()) {
            assertThat(reader.partitionNames(database, "visits")).containsExactly("day=7");
            assertThat(reader.partitionNames(database, "archive")).containsExactly("day=2");
            assertThat(parameters(reader.call("getPartition", database, "visits", List.of("7"))))
                    .containsEntry("altered", "1");
            assertThat(parameters(reader.call("getPartition", database, "archive", List.of("2"))))
                    .containsEntry("altered", "2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void constraintsFiguresFunctionsAndRoles(String maker) throws Exception {
        OwnClient by = CLIENTS.get(maker);
        String database = name("rest", maker);
        by.makeDatabase(database, "");
        by.call("createTable", by.table(database, "visits", "MANAGED_TABLE"));
        Map<String, Object> key = new HashMap<>(Map.of(
                "table_db", database, "table_name", "visits", "column_name", "id", "key_seq", 1, "pk_name", "p"));
        by.call("addPrimaryKey", List.of(by.struct("SQLPrimaryKey", key)));
        by.call("updateTableColumnStatistics", statistics(by, database));
        by.call(
                "createFunction",
                by.struct(
                        "Function",
                        Map.of(
                                "functionName",
                                "half",
                                "dbName",
                                database,
                                "className",
                                "example.Half",
                                "ownerName",
                                "tess",
                                "ownerType",
                                by.constant("PrincipalType", "USER"),
                                "createTime",
                                1,
                                "functionType",
                                by.constant("FunctionType", "JAVA"),
                                "resourceUris",
                                List.of())));
        String role = name("readers", maker);
        by.call("create_role", by.struct("Role", Map.of("roleName", role, "ownerName", "tess", "createTime", 1)));
        by.call(
                "grant_role",
                role,
                maker,
                by.constant("PrincipalType", "USER"),
                "boss",
                by.constant("PrincipalType", "USER"),
                false);

        for (OwnClient reader : CLIENTS.values()) {
            List<?> keys = (List<?>) reader.call(
                    "getPrimaryKeys",
                    reader.struct("PrimaryKeysRequest", Map.of("db_name", database, "tbl_name", "visits")));
            assertThat(keys).hasSize(1);
            assertThat(get(keys.get(0), "column_name")).isEqualTo("id");
            Object figures = get(reader.figures(database, "visits", "id"), "longStats");
            assertThat(get(figures, "numDVs")).isEqualTo(7L);
            assertThat(get(figures, "lowValue")).isEqualTo(-3L);
            assertThat(OwnClient.texts(reader.call("getFunctions", database, "*")))
                    .containsExactly("half");
            assertThat(get(reader.call("getFunction", database, "half"), "className"))
                    .isEqualTo("example.Half");
            assertThat(OwnClient.texts(reader.call("listRoleNames"))).contains(role);
            List<?> roles = (List<?>) reader.call("list_roles", maker, reader.constant("PrincipalType", "USER"));
            assertThat(get(roles.get(0), "roleName")).isEqualTo(role);
        }
    }

    private static Object statistics(OwnClient by, String database) throws ReflectiveOperationException {
        Object figures = by.struct(
                "LongColumnStatsData", Map.of("lowValue", -3L, "highValue", 9L, "numNulls", 2L, "numDVs", 7L));
        Object column = by.struct(
                "ColumnStatisticsObj",
                Map.of(
                        "colName", "id",
                        "colType", "bigint",
                        "statsData", by.struct("ColumnStatisticsData", Map.of("longStats", figures))));
        Object about = by.struct(
                "ColumnStatisticsDesc", Map.of("isTblLevel", true, "dbName", database, "tableName", "visits"));
        Object statistics = by.struct("ColumnStatistics", Map.of("statsDesc", about, "statsObj", List.of(column)));
        if (by.toString().startsWith("hive-4")) {
            set(statistics, "engine", "hive");
        }
        return statistics;
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void transactionsAndLocks(String maker) throws Exception {
        OwnClient by = CLIENTS.get(maker);
        String database = name("locks", maker);
        long transaction = (Long) by.call("openTxn", "tess");
        Object part = by.struct(
                "LockComponent",
                Map.of(
                        "type",
                        by.constant("LockType", "EXCLUSIVE"),
                        "level",
                        by.constant("LockLevel", "TABLE"),
                        "dbname",
                        database,
                        "tablename",
                        "visits"));
        Object lock = by.call(
                "lock",
                by.struct(
                        "LockRequest",
                        Map.of("component", List.of(part), "txnid", transaction, "user", "tess", "hostname", "desk")));
        assertThat(get(lock, "state")).hasToString("ACQUIRED");
        if (by.isSinceHive3()) {
            assertThat(by.call("allocateTableWriteId", transaction, database, "visits"))
                    .isEqualTo(1L);
        }

        for (OwnClient reader : CLIENTS.values()) {
            assertThat(PublishedClient.invoke(reader.call("getValidTxns"), "isTxnValid", transaction))
                    .isEqualTo(false);
            Object shown = reader.call("showLocks", reader.struct("ShowLocksRequest", Map.of("dbname", database)));
            List<?> locks = (List<?>) get(shown, "locks");
            assertThat(locks).hasSize(1);
            assertThat(get(locks.get(0), "txnid")).isEqualTo(transaction);
            assertThat(get(locks.get(0), "type")).hasToString("EXCLUSIVE");
        }
        CLIENTS.get("hive-3.1").call("heartbeat", transaction, 0L);
        by.call("commitTxn", transaction);
        for (OwnClient reader : CLIENTS.values()) {
            assertThat(PublishedClient.invoke(reader.call("getValidTxns"), "isTxnValid", transaction))
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void theNotificationLog(String maker) throws Exception {
        OwnClient by = CLIENTS.get(maker);
        String database = name("events", maker);
        long before = by.lastEvent();
        by.makeDatabase(database, "");
        by.call("createTable", by.table(database, "visits", "MANAGED_TABLE", "day"));
        by.call("add_partition", by.partition(database, "visits", List.of("1")));
        by.call("dropTable", database, "visits", true, false);

        for (OwnClient reader : CLIENTS.values()) {
            assertThat(reader.eventTypes(before))
                    .containsExactly("CREATE_DATABASE", "CREATE_TABLE", "ADD_PARTITION", "DROP_TABLE");
        }
    }

    private static String name(String what, String release) {
        return what + "_" + release.replaceAll("\\W", "_");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> parameters(Object struct) throws ReflectiveOperationException {
        return (Map<String, String>) get(struct, "parameters");
    }
}
