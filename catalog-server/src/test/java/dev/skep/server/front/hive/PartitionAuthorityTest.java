package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitions that are answered with what their reader may do with them. */
class PartitionAuthorityTest extends ReleaseKit {
    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void partitionsComeWithTheirPrivilegesWhereTheTableKeepsThem(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object user = client.constant("PrincipalType", "USER");
            createDatabase(client, "sales");
            for (String name : List.of("kept", "plain")) {
                Object table = table(client, "sales", name);
                PublishedClient.set(
                        table,
                        "partitionKeys",
                        List.of(client.struct("FieldSchema", Map.of("name", "day", "type", "string"))));
                PublishedClient.set(
                        table,
                        "parameters",
                        name.equals("kept") ? Map.of("PARTITION_LEVEL_PRIVILEGE", "TRUE") : Map.of());
                client.call("create_table", table);
                for (String day : List.of("1", "2")) {
                    client.call(
                            "add_partition",
                            client.struct(
                                    "Partition",
                                    Map.of(
                                            "dbName", "sales",
                                            "tableName", name,
                                            "values", List.of(day),
                                            "parameters", Map.of(),
                                            "sd", descriptor(client, "id:bigint"))));
                }
                Object partition = client.struct(
                        "HiveObjectRef",
                        Map.of(
                                "objectType",
                                client.constant("HiveObjectType", "PARTITION"),
                                "dbName",
                                "sales",
                                "objectName",
                                name,
                                "partValues",
                                List.of("2")));
                client.call(
                        "grant_privileges", PrivilegeClientTest.bag(client, partition, "tess", user, "SELECT", false));
            }
            Object one =
                    client.call("get_partition_with_auth", "sales", "kept", List.of("2"), "tess", List.of("people"));
            assertThat(ofUser(one)).containsExactly(List.of("SELECT"));
            List<?> all =
                    (List<?>) client.call("get_partitions_with_auth", "sales", "kept", (short) -1, "tess", List.of());
            assertThat(ofUser(all.get(0))).isEmpty();
            assertThat(ofUser(all.get(1))).containsExactly(List.of("SELECT"));
            List<?> some = (List<?>) client.call(
                    "get_partitions_ps_with_auth", "sales", "kept", List.of("2"), (short) -1, "tess", List.of());
            assertThat(ofUser(some.get(0))).containsExactly(List.of("SELECT"));
            Object plain = client.call("get_partition_with_auth", "sales", "plain", List.of("2"), "tess", List.of());
            assertThat(PublishedClient.get(plain, "privileges")).isNull();
        }
    }

    private static List<List<Object>> ofUser(Object partition) throws ReflectiveOperationException {
        Object set = PublishedClient.get(partition, "privileges");
        return fields(((Map<?, ?>) PublishedClient.get(set, "userPrivileges")).get("tess"), "privilege");
    }
}
