package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Differences in tables, figures, privileges, events and what else the catalog holds. */
final class CatalogDifferences extends DifferenceTrial {
    /** Who has privileges that only the newest release has a word for. */
    private static final String EVERYBODY = "everybody";

    private CatalogDifferences(PublishedClient client, boolean known, String database)
            throws ReflectiveOperationException {
        super(client, known, database);
    }

    static Map<String, Trial> all() {
        Map<String, Trial> trials = new TreeMap<>();
        Map<String, Map<String, Object>> figures = Map.of(
                "Binary", Map.of("maxColLen", 1L, "avgColLen", 1.0, "numNulls", 1L),
                "Boolean", Map.of("numTrues", 1L, "numFalses", 1L, "numNulls", 1L),
                "Date", Map.of("numNulls", 1L, "numDVs", 1L),
                "Decimal", Map.of("numNulls", 1L, "numDVs", 1L),
                "Double", Map.of("numNulls", 1L, "numDVs", 1L),
                "Long", Map.of("numNulls", 1L, "numDVs", 1L),
                "String", Map.of("maxColLen", 1L, "avgColLen", 1.0, "numNulls", 1L, "numDVs", 1L));
        figures.forEach((kind, fields) ->
                trials.put(kind + "ColumnStatsData", of(ALL, trial -> trial.figuresWithBitVectors(kind, fields))));
        trials.put("ClientCapability", of(ALL, CatalogDifferences::saysWhatItCan));
        trials.put("HiveObjectType", of(ALL, CatalogDifferences::privilegesOnAllKinds));
        trials.put("InsertEventRequestData", of(ALL, CatalogDifferences::reportsAnInsert));
        trials.put("Table", of(ALL, CatalogDifferences::tableAndView));
        trials.put("create_ischema", of(FROM_3, CatalogDifferences::schemaInNoDatabase));
        trials.put("create_table_with_constraints", of(ALL, CatalogDifferences::tableWithConstraints));
        trials.put("delete_partition_column_statistics", of(ALL, CatalogDifferences::dropsFiguresOfAPartition));
        trials.put("delete_table_column_statistics", of(ALL, CatalogDifferences::dropsFiguresOfATable));
        trials.put("get_partition_names", of(ALL, CatalogDifferences::partitionsOfNoTable));
        trials.put("get_partitions_by_names", of(ALL, CatalogDifferences::namedPartitionsOfNoTable));
        trials.put("get_table", of(UNTIL_3, CatalogDifferences::getsATable));
        trials.put("get_table_objects_by_name", of(UNTIL_3, CatalogDifferences::getsTables));
        for (String method : List.of(
                "add_index",
                "alter_index",
                "drop_index_by_name",
                "get_index_by_name",
                "get_index_names",
                "get_indexes")) {
            trials.put(method, of(UNTIL_2, CatalogDifferences::lifeOfAnIndex));
        }

        return trials;
    }

    private static Trial of(Set<String> releases, Steps<CatalogDifferences> steps) {
        return new Trial(
                releases, (client, known, database) -> steps.of(new CatalogDifferences(client, known, database)));
    }

    private void figuresWithBitVectors(String kind, Map<String, Object> fields) throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        Map<String, Object> all = new HashMap<>(fields);
        all.put("bitVectors", has(UNTIL_2) ? "{0, 3}{1}" : ByteBuffer.wrap(new byte[] {'H', 'L', -1, 0, -61}));
        Object figures = client.struct(
                "ColumnStatisticsData",
                Map.of(decapitalized(kind) + "Stats", client.struct(kind + "ColumnStatsData", all)));
        client.call("update_table_column_statistics", statistics("id", figures));

        Object read = client.call("get_table_column_statistics", database, "visits", "id");
        assertThat(get(((List<?>) get(read, "statsObj")).get(0), "statsData")).isEqualTo(figures);
    }

    private void saysWhatItCan() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        List<Object> capabilities = new ArrayList<>();
        for (String name :
                has(UNTIL_2) ? List.of("TEST_CAPABILITY") : List.of("TEST_CAPABILITY", "INSERT_ONLY_TABLES")) {
            capabilities.add(client.constant("ClientCapability", name));
        }
        Object request = client.struct(
                "GetTableRequest",
                Map.of(
                        "dbName",
                        database,
                        "tblName",
                        "visits",
                        "capabilities",
                        client.struct("ClientCapabilities", Map.of("values", capabilities))));
        assertThat(get(get(client.call("get_table_req", request), "table"), "tableName"))
                .isEqualTo("visits");
    }

    private void privilegesOnAllKinds() throws ReflectiveOperationException {
        List<String> kinds = new ArrayList<>(List.of("DATABASE", "TABLE"));
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        if (has(FROM_4)) {
            kinds.add("DATACONNECTOR");
            client.call(
                    "create_dataconnector_req",
                    client.struct("CreateDataConnectorRequest", Map.of("connector", connector())));
        }
        for (String kind : kinds) {
            grant(kind, database);
        }
        Object user = client.constant("PrincipalType", "USER");
        List<String> seen = new ArrayList<>();
        for (Object privilege : (List<?>) client.call("list_privileges", database, user, null)) {
            seen.add(String.valueOf(get(get(privilege, "hiveObject"), "objectType")));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(kinds);
        // What somebody else has on things that this client's release has no word for spoils no answer.
        assertThat((List<?>) client.call("list_privileges", EVERYBODY, user, null))
                .hasSizeGreaterThan(0);
    }

    /** A privilege that a client of an older release meets when it asks for all there are. */
    static void leaveWhatOlderReleasesHaveNoWordFor(PublishedClient newest) throws ReflectiveOperationException {
        CatalogDifferences trials = new CatalogDifferences(newest, true, "newest");
        newest.call(
                "create_dataconnector_req",
                newest.struct("CreateDataConnectorRequest", Map.of("connector", trials.connector())));
        for (String kind : List.of("DATACONNECTOR", "DATABASE")) {
            trials.grant(kind, EVERYBODY);
        }
    }

    private Object connector() throws ReflectiveOperationException {
        return client.struct("DataConnector", Map.of("name", database, "type", "x", "url", "jdbc:x"));
    }

    private void grant(String kind, String principal) throws ReflectiveOperationException {
        Object privilege = granted(kind, principal);
        client.call("grant_privileges", client.struct("PrivilegeBag", Map.of("privileges", List.of(privilege))));
    }

    private Object granted(String kind, String principal) throws ReflectiveOperationException {
        Map<String, Object> reference = new HashMap<>(Map.of("objectType", client.constant("HiveObjectType", kind)));
        reference.put("dbName", database);
        if (kind.equals("TABLE")) {
            reference.put("objectName", "visits");
        } else if (kind.equals("DATACONNECTOR")) {
            reference.put("objectName", database);
        }
        Object user = client.constant("PrincipalType", "USER");
        Object grant = client.struct(
                "PrivilegeGrantInfo",
                Map.of("privilege", "SELECT", "createTime", 0, "grantor", "boss", "grantorType", user));
        return client.struct(
                "HiveObjectPrivilege",
                Map.of(
                        "hiveObject", client.struct("HiveObjectRef", reference),
                        "principalName", principal,
                        "principalType", user,
                        "grantInfo", grant));
    }

    private void reportsAnInsert() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        long before = (Long) get(client.call("get_current_notificationEventId"), "eventId");
        Map<String, Object> insert =
                new HashMap<>(Map.of("filesAdded", List.of("file:/f"), "filesAddedChecksum", List.of("c0ffee")));
        if (has(FROM_3)) {
            insert.put("replace", true);
        }
        Object data = client.struct(
                "FireEventRequestData", Map.of("insertData", client.struct("InsertEventRequestData", insert)));
        client.call(
                "fire_listener_event",
                client.struct(
                        "FireEventRequest",
                        Map.of("successful", true, "data", data, "dbName", database, "tableName", "visits")));
        Object answer = client.call(
                "get_next_notification", client.struct("NotificationEventRequest", Map.of("lastEvent", before)));
        assertThat((String) get(((List<?>) get(answer, "events")).get(0), "message"))
                .contains("\"file:/f#c0ffee")
                .contains("\"replace\":\"" + has(FROM_3) + "\"");
    }

    private void tableAndView() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        Object read = read("visits");
        assertThat(get(read, "tableName")).isEqualTo("visits");
        assertCatalog(read);
        // It goes back as it came.
        client.call("alter_table", database, "visits", read);
        assertCatalog(read("visits"));
        if (has(FROM_3)) {
            assertThat(get(read, "creationMetadata")).isNull();
            Object view = table("daily", "MATERIALIZED_VIEW");
            PublishedClient.set(view, "creationMetadata", creationMetadata());
            client.call("create_table", view);
            assertThat(get(get(read("daily"), "creationMetadata"), "tablesUsed"))
                    .isEqualTo(Set.of(database + ".visits"));
            assertCatalog(read("daily"));
        }
    }

    /** Hive 2 has its catalog where later ones have something else: it is not written there for who may be later. */
    private void assertCatalog(Object table) throws ReflectiveOperationException {
        assertThat(get(table, "catName")).isEqualTo(known || has(FROM_3) ? "hive" : null);
    }

    private void schemaInNoDatabase() throws ReflectiveOperationException {
        refused("NoSuchObjectException", "nowhere", "create_ischema", schema("nowhere"));
        client.call("create_ischema", schema(database));
        refused("AlreadyExistsException", "orders", "create_ischema", schema(database));
        Object typeless = client.struct("ISchema", Map.of("dbName", database, "name", "x"));
        refused("MetaException", "no type", "create_ischema", typeless);
    }

    private Object schema(String place) throws ReflectiveOperationException {
        return client.struct(
                "ISchema",
                Map.of(
                        "schemaType",
                        client.constant("SchemaType", "HIVE"),
                        "name",
                        "orders",
                        "catName",
                        "hive",
                        "dbName",
                        place,
                        "compatibility",
                        client.constant("SchemaCompatibility", "NONE"),
                        "validationLevel",
                        client.constant("SchemaValidation", "LATEST"),
                        "canEvolve",
                        true));
    }

    private void tableWithConstraints() throws ReflectiveOperationException {
        Object key = client.struct(
                "SQLPrimaryKey",
                Map.of(
                        "table_db",
                        database,
                        "table_name",
                        "visits",
                        "column_name",
                        "id",
                        "key_seq",
                        1,
                        "pk_name",
                        "p"));
        Object table = table("visits", "MANAGED_TABLE");
        if (has(UNTIL_2)) {
            client.call("create_table_with_constraints", table, List.of(key), List.of());
        } else {
            client.call(
                    "create_table_with_constraints",
                    table,
                    List.of(key),
                    List.of(),
                    List.of(columnConstraint("SQLUniqueConstraint", "uk_name", Map.of("key_seq", 1))),
                    List.of(columnConstraint("SQLNotNullConstraint", "nn_name", Map.of())),
                    List.of(columnConstraint("SQLDefaultConstraint", "dc_name", Map.of("default_value", "7"))),
                    List.of(columnConstraint("SQLCheckConstraint", "dc_name", Map.of("check_expression", "id > 0"))));
            assertConstraints("get_unique_constraints", "UniqueConstraintsRequest", "uniqueConstraints");
            assertConstraints("get_not_null_constraints", "NotNullConstraintsRequest", "notNullConstraints");
            assertConstraints("get_default_constraints", "DefaultConstraintsRequest", "defaultConstraints");
            assertConstraints("get_check_constraints", "CheckConstraintsRequest", "checkConstraints");
        }
        Object request = client.struct("PrimaryKeysRequest", Map.of("db_name", database, "tbl_name", "visits"));
        assertThat((List<?>) get(client.call("get_primary_keys", request), "primaryKeys"))
                .hasSize(1);
    }

    private Object columnConstraint(String struct, String name, Map<String, ?> more)
            throws ReflectiveOperationException {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "catName", "hive", "table_db", database, "table_name", "visits", "column_name", "id", name, struct));
        fields.putAll(more);
        return client.struct(struct, fields);
    }

    private void assertConstraints(String method, String request, String field) throws ReflectiveOperationException {
        Object about = client.struct(request, Map.of("catName", "hive", "db_name", database, "tbl_name", "visits"));
        assertThat((List<?>) get(client.call(method, about), field)).hasSize(1);
    }

    private void dropsFiguresOfATable() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        client.call("update_table_column_statistics", statistics("id", longFigures()));
        Object dropped = has(FROM_4)
                ? client.call("delete_table_column_statistics", database, "visits", "id", "hive")
                : client.call("delete_table_column_statistics", database, "visits", "id");
        assertThat(dropped).isEqualTo(true);
        refused("NoSuchObjectException", "id", "get_table_column_statistics", database, "visits", "id");
    }

    private void dropsFiguresOfAPartition() throws ReflectiveOperationException {
        Object table = table("visits", "MANAGED_TABLE");
        PublishedClient.set(table, "partitionKeys", List.of(column("day")));
        client.call("create_table", table);
        client.call("append_partition", database, "visits", List.of("1"));
        Object figures = statistics("id", longFigures());
        Object about = get(figures, "statsDesc");
        PublishedClient.set(about, "isTblLevel", false);
        PublishedClient.set(about, "partName", "day=1");
        client.call("update_partition_column_statistics", figures);
        Object dropped = has(FROM_4)
                ? client.call("delete_partition_column_statistics", database, "visits", "day=1", "id", "hive")
                : client.call("delete_partition_column_statistics", database, "visits", "day=1", "id");
        assertThat(dropped).isEqualTo(true);
        refused("NoSuchObjectException", "id", "get_partition_column_statistics", database, "visits", "day=1", "id");
    }

    private void partitionsOfNoTable() throws ReflectiveOperationException {
        if (client.release().equals(HIVE_3_1)) {
            refused("NoSuchObjectException", "nothing", "get_partition_names", "@hive#" + database, "nothing", (short)
                    1);
        } else {
            assertThat(client.call("get_partition_names", database, "nothing", (short) 1))
                    .isEqualTo(List.of());
        }
        if (known || has(FROM_3)) {
            refused("MetaException", "name", "get_partition_names", null, "nothing", (short) 1);
        } else {
            // Later ones have another exception where Hive 2 has its only one: the call fails, without a word.
            refused("TApplicationException", "", "get_partition_names", null, "nothing", (short) 1);
        }
    }

    private void namedPartitionsOfNoTable() throws ReflectiveOperationException {
        refused("NoSuchObjectException", "nothing", "get_partitions_by_names", database, "nothing", List.of("day=1"));
    }

    private void getsATable() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        assertThat(get(client.call("get_table", database, "visits"), "catName")).isEqualTo("hive");
        refused("NoSuchObjectException", "nothing", "get_table", database, "nothing");
    }

    private void getsTables() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        List<?> tables = (List<?>) client.call("get_table_objects_by_name", database, List.of("visits", "nothing"));
        assertThat(tables).hasSize(1);
        assertThat(get(tables.get(0), "catName")).isEqualTo("hive");
        if (has(UNTIL_2)) {
            refused("UnknownDBException", "nowhere", "get_table_objects_by_name", "nowhere", List.of("visits"));
            refused("InvalidOperationException", "", "get_table_objects_by_name", database, null);
        } else {
            // It declares none. Whoever calls this first is taken for Hive 2: the call fails, without a word.
            refused(
                    "TApplicationException",
                    known ? "nowhere" : "",
                    "get_table_objects_by_name",
                    "nowhere",
                    List.of("visits"));
        }
    }

    private void lifeOfAnIndex() throws ReflectiveOperationException {
        client.call("create_table", table("visits", "MANAGED_TABLE"));
        Object indexTable = table("visits_by_id", "INDEX_TABLE");
        Map<String, Object> fields = new HashMap<>(Map.of(
                "indexName",
                "by_id",
                "dbName",
                database,
                "origTableName",
                "visits",
                "indexTableName",
                "visits_by_id",
                "sd",
                get(indexTable, "sd"),
                "parameters",
                Map.of("a", "b")));
        client.call("add_index", client.struct("Index", fields), indexTable);
        refused("AlreadyExistsException", "by_id", "add_index", client.struct("Index", fields), indexTable);
        assertThat(client.call("get_index_names", database, "visits", (short) -1))
                .isEqualTo(List.of("by_id"));
        assertThat((List<?>) client.call("get_indexes", database, "visits", (short) -1))
                .hasSize(1);
        fields.put("parameters", Map.of("a", "c"));
        client.call("alter_index", database, "visits", "by_id", client.struct("Index", fields));
        Object altered = client.call("get_index_by_name", database, "visits", "by_id");
        assertThat((Map<?, ?>) get(altered, "parameters")).isEqualTo(Map.of("a", "c"));
        assertThat(client.call("drop_index_by_name", database, "visits", "by_id", true))
                .isEqualTo(true);
        refused("NoSuchObjectException", "by_id", "get_index_by_name", database, "visits", "by_id");
    }

    private Object read(String table) throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", database, "tblName", table));
        return get(client.call("get_table_req", request), "table");
    }

    private Object longFigures() throws ReflectiveOperationException {
        Object figures = client.struct("LongColumnStatsData", Map.of("numNulls", 1L, "numDVs", 1L));
        return client.struct("ColumnStatisticsData", Map.of("longStats", figures));
    }

    private Object statistics(String column, Object data) throws ReflectiveOperationException {
        Object about = client.struct(
                "ColumnStatisticsDesc", Map.of("isTblLevel", true, "dbName", database, "tableName", "visits"));
        Object figures =
                client.struct("ColumnStatisticsObj", Map.of("colName", column, "colType", "bigint", "statsData", data));
        return client.struct("ColumnStatistics", Map.of("statsDesc", about, "statsObj", List.of(figures)));
    }

    private static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
