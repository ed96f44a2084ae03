package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;
import static dev.skep.server.front.hive.PublishedClient.set;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Hive40PartitionTest extends PartitionClientKit {
    Hive40PartitionTest() {
        super("hive-4.0");
    }

    /** The client sends partitions without their columns and puts those of the answer into them. */
    @Test
    void takesColumnsThatAreLeftOutFromTheTable() throws Exception {
        createTable("visits", "string");
        Object sent = partition("visits", List.of("2024", "a"));
        Object descriptor = get(sent, "sd");
        set(descriptor, "cols", List.of());
        set(sent, "sd", descriptor);

        Object added = client.call("add_partitions_req", request("AddPartitionsRequest", sent));

        assertThat((List<?>) get(added, "partitionColSchema")).hasSize(1);
        Object answered = ((List<?>) get(added, "partitions")).get(0);
        assertThat((List<?>) get(get(answered, "sd"), "cols")).isEmpty();
        Object kept = client.call("get_partition", "sales", "visits", List.of("2024", "a"));
        assertThat((List<?>) get(get(kept, "sd"), "cols")).hasSize(1);
    }

    @Test
    void purgesPartitionsWhenTold() throws Exception {
        createTable("visits", "string");
        add("visits", List.of("2024", "a"), List.of("2024", "b"));
        Path directory = root.resolve("warehouse/sales.db/visits/day=2024");
        Files.writeString(directory.resolve("city=a/data"), "x");
        Object context = client.struct("EnvironmentContext", Map.of("properties", Map.of("ifPurge", "TRUE")));

        client.call("drop_partition_with_environment_context", "sales", "visits", List.of("2024", "a"), true, context);

        assertThat(directory.resolve("city=a")).doesNotExist();
        assertThat(directory.resolve("city=b")).exists();
    }

    @Test
    void saysWhichTableIsMissing() throws Exception {
        refused(
                "NoSuchObjectException",
                "Specified catalog.database.table does not exist : hive.sales.nowhere",
                () -> client.call("get_partitions_by_filter", "sales", "nowhere", "day = 1", (short) -1));
        refused("InvalidObjectException", "nowhere", () -> byNames("sales", "nowhere"));
        refused("NoSuchObjectException", "is empty", () -> byNames("", "visits"));
        refused("NoSuchObjectException", "is empty", () -> byNames("sales", ""));
    }

    private void byNames(String database, String table) throws ReflectiveOperationException {
        client.call(
                "get_partitions_by_names_req",
                client.struct(
                        "GetPartitionsByNamesRequest",
                        Map.of("db_name", database, "tbl_name", table, "names", List.of())));
    }

    private Object request(String type, Object partition) throws ReflectiveOperationException {
        Map<String, Object> fields = new HashMap<>();
        fields.put("dbName", "sales");
        fields.put("tblName", "visits");
        fields.put("parts", List.of(partition));
        fields.put("ifNotExists", true);
        fields.put("needResult", true);
        fields.put("skipColumnSchemaForPartition", true);
        return client.struct(type, fields);
    }
}
