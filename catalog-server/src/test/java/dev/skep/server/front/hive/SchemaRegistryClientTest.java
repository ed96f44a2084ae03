package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema registry, as clients see it. */
class SchemaRegistryClientTest extends ReleaseKit {
    /** Hive 3 has the exception at another number than Hive 4, and nothing tells the two apart here. */
    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void aSchemaNeedsItsDatabase(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            refused(
                    client,
                    "NoSuchObjectException",
                    "nowhere",
                    "create_ischema",
                    schema(client, "nowhere", "orders", "first"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsSchemasAndTheirVersions(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object name = schemaName(client, "Orders");
            client.call("create_ischema", schema(client, "default", "orders", "first"));
            Object read = client.call("get_ischema", name);
            assertThat(PublishedClient.get(read, "schemaType")).hasToString("AVRO");
            assertThat(PublishedClient.get(read, "catName")).isEqualTo("hive");
            client.call(
                    "alter_ischema",
                    client.struct(
                            "AlterISchemaRequest",
                            Map.of("name", name, "newSchema", schema(client, "default", "orders", "second"))));
            assertThat(PublishedClient.get(client.call("get_ischema", name), "description"))
                    .isEqualTo("second");

            client.call("add_schema_version", version(client, 1, "id"));
            client.call("add_schema_version", version(client, 2, "key"));
            assertThat(PublishedClient.get(client.call("get_schema_latest_version", name), "version"))
                    .isEqualTo(2);
            assertThat((List<?>) client.call("get_schema_all_versions", name)).hasSize(2);
            Object found =
                    client.call("get_schemas_by_cols", client.struct("FindSchemasByColsRqst", Map.of("colName", "ID")));
            assertThat((List<?>) PublishedClient.get(found, "schemaVersions")).isEqualTo(List.of(numbered(client, 1)));

            Object serde = client.struct("SerDeInfo", Map.of("name", "S", "serializationLib", "x", "description", "d"));
            client.call("add_serde", serde);
            Object kept = client.call("get_serde", client.struct("GetSerdeRequest", Map.of("serdeName", "S")));
            assertThat(PublishedClient.get(kept, "description")).isEqualTo("d");
            client.call(
                    "map_schema_version_to_serde",
                    client.struct(
                            "MapSchemaVersionToSerdeRequest",
                            Map.of("schemaVersion", numbered(client, 2), "serdeName", "S")));
            Object state = client.constant("SchemaVersionState", "ENABLED");
            client.call(
                    "set_schema_version_state",
                    client.struct(
                            "SetSchemaVersionStateRequest",
                            Map.of("schemaVersion", numbered(client, 2), "state", state)));
            Object second = client.call("get_schema_version", numbered(client, 2));
            assertThat(PublishedClient.get(second, "serDe")).isEqualTo(kept);
            assertThat(PublishedClient.get(second, "state")).isEqualTo(state);

            refused(client, "InvalidOperationException", "version 2", "drop_ischema", name);
            client.call("drop_schema_version", numbered(client, 1));
            client.call("drop_schema_version", numbered(client, 2));
            client.call("drop_ischema", name);
            refused(client, "NoSuchObjectException", "orders", "get_ischema", name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-4.0", "hive-4.1"})
    void saysWhatIsMissing(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object name = schemaName(client, "orders");
            refused(
                    client,
                    "NoSuchObjectException",
                    "nowhere",
                    "create_ischema",
                    schema(client, "nowhere", "orders", ""));
            refused(client, "NoSuchObjectException", "orders", "add_schema_version", version(client, 1, "id"));
            client.call("create_ischema", schema(client, "default", "orders", ""));
            refused(
                    client,
                    "AlreadyExistsException",
                    "orders",
                    "create_ischema",
                    schema(client, "default", "ORDERS", ""));
            refused(client, "NoSuchObjectException", "orders", "get_schema_latest_version", name);
            refused(client, "NoSuchObjectException", "orders", "get_schema_all_versions", name);
            refused(client, "NoSuchObjectException", "version 1", "drop_schema_version", numbered(client, 1));
            refused(
                    client,
                    "NoSuchObjectException",
                    "nothing",
                    "get_serde",
                    client.struct("GetSerdeRequest", Map.of("serdeName", "nothing")));
            refused(
                    client,
                    "MetaException",
                    "namespace",
                    "get_schemas_by_cols",
                    client.struct("FindSchemasByColsRqst", Map.of("type", "int")));
            refused(
                    client,
                    "MetaException",
                    "schema name",
                    "get_ischema",
                    client.struct("ISchemaName", Map.of("dbName", "default")));
            refused(
                    client,
                    "MetaException",
                    "no type",
                    "create_ischema",
                    client.struct("ISchema", Map.of("dbName", "default", "name", "x")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1"})
    void thereIsNoCacheOfFooters(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object request = client.struct("GetFileMetadataRequest", Map.of("fileIds", List.of(1L)));
            assertThat(client.call("get_file_metadata", request)).hasFieldOrPropertyWithValue("isSupported", false);
            client.call("flushCache");
        }
    }

    private static Object schema(PublishedClient client, String database, String name, String description)
            throws ReflectiveOperationException {
        return client.struct(
                "ISchema",
                Map.of(
                        "schemaType",
                        client.constant("SchemaType", "AVRO"),
                        "name",
                        name,
                        "catName",
                        "hive",
                        "dbName",
                        database,
                        "compatibility",
                        client.constant("SchemaCompatibility", "BACKWARD"),
                        "validationLevel",
                        client.constant("SchemaValidation", "LATEST"),
                        "canEvolve",
                        true,
                        "description",
                        description));
    }

    private static Object schemaName(PublishedClient client, String name) throws ReflectiveOperationException {
        return client.struct("ISchemaName", Map.of("catName", "hive", "dbName", "default", "schemaName", name));
    }

    private static Object numbered(PublishedClient client, int number) throws ReflectiveOperationException {
        return client.struct(
                "SchemaVersionDescriptor", Map.of("schema", schemaName(client, "orders"), "version", number));
    }

    private static Object version(PublishedClient client, int number, String column)
            throws ReflectiveOperationException {
        return client.struct(
                "SchemaVersion",
                Map.of(
                        "schema",
                        schemaName(client, "orders"),
                        "version",
                        number,
                        "createdAt",
                        17L,
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", column, "type", "int")))));
    }
}
