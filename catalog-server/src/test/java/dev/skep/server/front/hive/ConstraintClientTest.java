package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What published clients see of constraints. */
class ConstraintClientTest extends ReleaseKit {
    private static final List<String> RELEASES = List.of("hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1");

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsPrimaryAndForeignKeys(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            createDatabase(client, "sales");
            client.call("create_table", table(client, "sales", "towns"));
            client.call("create_table", table(client, "sales", "visits"));
            add(client, "add_primary_key", "AddPrimaryKeyRequest", primaryKey(client, "ID", 1, null));
            assertThat(keys(client, "towns")).containsExactly(List.of("towns", "id", 1, "towns_pk"));

            add(client, "add_foreign_key", "AddForeignKeyRequest", foreignKey(client, "towns_fk", "id", "id"));
            List<Object> expected = List.of("visits", "id", "towns", "id", 1, "towns_fk", "towns_pk");
            assertThat(foreignKeys(client, "towns", "visits")).containsExactly(expected);
            assertThat(foreignKeys(client, "towns", null)).containsExactly(expected);
            assertThat(foreignKeys(client, null, "visits")).containsExactly(expected);
            assertThat(foreignKeys(client, "visits", null)).isEmpty();

            client.call(
                    "alter_table", "sales", "towns", altered(client, "towns", "cities", "code:bigint", "name:string"));
            assertThat(keys(client, "cities")).containsExactly(List.of("cities", "code", 1, "towns_pk"));
            assertThat(foreignKeys(client, "cities", null))
                    .containsExactly(List.of("visits", "id", "cities", "code", 1, "towns_fk", "towns_pk"));

            client.call("drop_constraint", drop(client, "cities", "Towns_PK"));
            assertThat(keys(client, "cities")).isEmpty();
            client.call("drop_table", "sales", "cities", true);
            assertThat(foreignKeys(client, null, "visits")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void keysThatOneGenerationWritesAreReadByAll(String writer) throws Exception {
        try (PublishedClient client = connect(writer)) {
            createDatabase(client, "sales");
            client.call("create_table", table(client, "sales", "towns"));
            client.call("create_table", table(client, "sales", "visits"));
            add(client, "add_primary_key", "AddPrimaryKeyRequest", primaryKey(client, "id", 1, "pk"));
            add(client, "add_foreign_key", "AddForeignKeyRequest", foreignKey(client, "fk", "id", "id"));
        }
        for (String release : RELEASES) {
            try (PublishedClient reader = connect(release)) {
                assertThat(keys(reader, "towns")).as(release).containsExactly(List.of("towns", "id", 1, "pk"));
                assertThat(foreignKeys(reader, "towns", "visits"))
                        .as(release)
                        .containsExactly(List.of("visits", "id", "towns", "id", 1, "fk", "pk"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void aTableComesWithItsConstraintsOrNotAtAll(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            createDatabase(client, "sales");
            List<Object> key = List.of(primaryKey(client, "name", 1, "K"), primaryKey(client, "id", 2, "K"));
            create(client, "towns", key, List.of());
            assertThat(keys(client, "towns"))
                    .containsExactly(List.of("towns", "name", 1, "k"), List.of("towns", "id", 2, "k"));

            Object wrong = foreignKey(client, "fk", "id", "name");
            refused(
                    client,
                    "InvalidObjectException",
                    "no primary key",
                    createMethod(release),
                    arguments(client, release, "visits", List.of(), List.of(wrong)));
            assertThat(client.call("get_all_tables", "sales")).isEqualTo(List.of("towns"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void refusesWhatContradicts(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            createDatabase(client, "sales");
            client.call("create_table", table(client, "sales", "towns"));
            client.call("create_table", table(client, "sales", "visits"));
            Object noKey = request(client, "AddForeignKeyRequest", foreignKey(client, "fk", "id", "id"));
            refused(client, "MetaException", "no primary key", "add_foreign_key", noKey);
            add(client, "add_primary_key", "AddPrimaryKeyRequest", primaryKey(client, "id", 1, "pk"));
            Object second = request(client, "AddPrimaryKeyRequest", primaryKey(client, "name", 1, "pk2"));
            refused(client, "MetaException", "already", "add_primary_key", second);
            Object noColumn = request(client, "AddForeignKeyRequest", foreignKey(client, "fk", "colour", "id"));
            refused(client, "MetaException", "'colour'", "add_foreign_key", noColumn);
            Object otherType = request(client, "AddForeignKeyRequest", foreignKey(client, "fk", "name", "id"));
            refused(client, "MetaException", "type string", "add_foreign_key", otherType);
            refused(client, "TApplicationException", "none", "drop_constraint", drop(client, "towns", "none"));
            refused(client, "TApplicationException", "nowhere", "drop_constraint", drop(client, "nowhere", "pk"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsTheOtherKinds(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            createDatabase(client, "sales");
            client.call("create_table", table(client, "sales", "towns"));
            for (String[] kind : OTHER_KINDS) {
                Map<String, Object> row = new HashMap<>(
                        Map.of("catName", "hive", "table_db", "sales", "table_name", "towns", "column_name", "Name"));
                row.put(kind[2], kind[0]);
                if (kind[3] != null) {
                    row.put(kind[3], "'x'");
                }
                Object struct = client.struct("SQL" + kind[0] + "Constraint", row);
                String underscored = kind[1];
                add(client, "add_" + underscored + "_constraint", "Add" + kind[0] + "ConstraintRequest", struct);
                refused(
                        client,
                        "TApplicationException",
                        "already",
                        "add_" + underscored + "_constraint",
                        request(client, "Add" + kind[0] + "ConstraintRequest", struct));
            }
            for (String reading : RELEASES.subList(1, RELEASES.size())) {
                try (PublishedClient reader = connect(reading)) {
                    assertReadsTheOtherKinds(reader);
                }
            }
            if (release.startsWith("hive-4")) {
                Object all = PublishedClient.get(
                        client.call(
                                "get_all_table_constraints",
                                client.struct(
                                        "AllTableConstraintsRequest",
                                        Map.of("catName", "hive", "dbName", "sales", "tblName", "towns"))),
                        "allTableConstraints");
                assertThat((List<?>) PublishedClient.get(all, "checkConstraints"))
                        .hasSize(1);
                assertThat((List<?>) PublishedClient.get(all, "primaryKeys")).isEmpty();
            }
        }
    }

    private static void assertReadsTheOtherKinds(PublishedClient reader) throws ReflectiveOperationException {
        for (String[] kind : OTHER_KINDS) {
            Object asked = reader.struct(
                    kind[0] + "ConstraintsRequest", Map.of("catName", "hive", "db_name", "sales", "tbl_name", "TOWNS"));
            Object rows = PublishedClient.get(
                    reader.call("get_" + kind[1] + "_constraints", asked),
                    kind[0].substring(0, 1).toLowerCase(Locale.ROOT) + kind[0].substring(1) + "Constraints");
            assertThat(fields(rows, "column_name", kind[2]))
                    .as("%s read by %s", kind[0], reader.release())
                    .containsExactly(List.of("name", kind[0].toLowerCase(Locale.ROOT)));
            if (kind[3] != null) {
                assertThat(fields(rows, kind[3])).containsExactly(List.of("'x'"));
            }
        }
    }

    /** As structs are named, as methods are named, the field of the name, the field of an expression. */
    private static final String[][] OTHER_KINDS = {
        {"Unique", "unique", "uk_name", null},
        {"NotNull", "not_null", "nn_name", null},
        {"Default", "default", "dc_name", "default_value"},
        {"Check", "check", "dc_name", "check_expression"}
    };

    private Object altered(PublishedClient client, String from, String name, String... columns)
            throws ReflectiveOperationException {
        Object descriptor = descriptor(client, columns);
        PublishedClient.set(
                descriptor,
                "location",
                "file:" + root.resolve("warehouse/sales.db").resolve(from));
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        "sales",
                        "tableName",
                        name,
                        "partitionKeys",
                        List.of(),
                        "parameters",
                        Map.of(),
                        "tableType",
                        "MANAGED_TABLE",
                        "sd",
                        descriptor));
    }

    private static Object primaryKey(PublishedClient client, String column, int place, String name)
            throws ReflectiveOperationException {
        Map<String, Object> fields = new HashMap<>(
                Map.of("table_db", "sales", "table_name", "towns", "column_name", column, "key_seq", place));
        if (name != null) {
            fields.put("pk_name", name);
        }
        return client.struct("SQLPrimaryKey", fields);
    }

    private static Object foreignKey(PublishedClient client, String name, String column, String parentColumn)
            throws ReflectiveOperationException {
        return client.struct(
                "SQLForeignKey",
                Map.of(
                        "pktable_db",
                        "sales",
                        "pktable_name",
                        "towns",
                        "pkcolumn_name",
                        parentColumn,
                        "fktable_db",
                        "sales",
                        "fktable_name",
                        "visits",
                        "fkcolumn_name",
                        column,
                        "key_seq",
                        1,
                        "fk_name",
                        name));
    }

    private static Object request(PublishedClient client, String type, Object row) throws ReflectiveOperationException {
        String rows = type.substring(3, 4).toLowerCase(Locale.ROOT)
                + type.substring(4).replace("Request", "Cols");
        return client.struct(type, Map.of(rows, List.of(row)));
    }

    private static void add(PublishedClient client, String method, String type, Object row)
            throws ReflectiveOperationException {
        client.call(method, request(client, type, row));
    }

    private static Object drop(PublishedClient client, String table, String name) throws ReflectiveOperationException {
        return client.struct(
                "DropConstraintRequest", Map.of("dbname", "sales", "tablename", table, "constraintname", name));
    }

    private static List<List<Object>> keys(PublishedClient client, String table) throws ReflectiveOperationException {
        Object request = client.struct("PrimaryKeysRequest", Map.of("db_name", "sales", "tbl_name", table));
        return fields(
                PublishedClient.get(client.call("get_primary_keys", request), "primaryKeys"),
                "table_name",
                "column_name",
                "key_seq",
                "pk_name");
    }

    private static List<List<Object>> foreignKeys(PublishedClient client, String parent, String child)
            throws ReflectiveOperationException {
        Map<String, Object> fields = new HashMap<>();
        if (parent != null) {
            fields.putAll(Map.of("parent_db_name", "sales", "parent_tbl_name", parent));
        }
        if (child != null) {
            fields.putAll(Map.of("foreign_db_name", "Sales", "foreign_tbl_name", child));
        }
        Object request = client.struct("ForeignKeysRequest", fields);
        return fields(
                PublishedClient.get(client.call("get_foreign_keys", request), "foreignKeys"),
                "fktable_name",
                "fkcolumn_name",
                "pktable_name",
                "pkcolumn_name",
                "key_seq",
                "fk_name",
                "pk_name");
    }

    private static String createMethod(String release) {
        return release.startsWith("hive-4") ? "create_table_req" : "create_table_with_constraints";
    }

    private static void create(PublishedClient client, String table, List<?> keys, List<?> foreignKeys)
            throws ReflectiveOperationException {
        String release = client.release();
        client.call(createMethod(release), arguments(client, release, table, keys, foreignKeys));
    }

    private static Object[] arguments(
            PublishedClient client, String release, String name, List<?> keys, List<?> foreignKeys)
            throws ReflectiveOperationException {
        Object table = table(client, "sales", name);
        return switch (release) {
            case "hive-2.3" -> new Object[] {table, keys, foreignKeys};
            case "hive-3.1" -> new Object[] {table, keys, foreignKeys, List.of(), List.of(), List.of(), List.of()};
            default ->
                new Object[] {
                    client.struct(
                            "CreateTableRequest",
                            Map.of("table", table, "primaryKeys", keys, "foreignKeys", foreignKeys))
                };
        };
    }
}
