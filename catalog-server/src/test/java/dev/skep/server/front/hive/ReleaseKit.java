package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.catalog.token.TokenService;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, and the published clients of any release that tests of an area call it with. */
abstract class ReleaseKit {
    @TempDir
    Path root;

    HiveServer server;

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** @param release as the build calls it, such as {@code hive-4.0} */
    PublishedClient connect(String release) throws ReflectiveOperationException {
        return new PublishedClient(Library.of(release), Form.BINARY, server.port());
    }

    TokenService tokens() {
        return server.services.security().tokens();
    }

    static void createDatabase(PublishedClient client, String name) throws ReflectiveOperationException {
        client.call("create_database", client.struct("Database", Map.of("name", name, "parameters", Map.of())));
    }

    /** A table with columns {@code id bigint, name string, city string}. */
    static Object table(PublishedClient client, String database, String name) throws ReflectiveOperationException {
        return client.struct(
                "Table",
                Map.of(
                        "dbName",
                        database,
                        "tableName",
                        name,
                        "sd",
                        descriptor(client, "id:bigint", "name:string", "city:string"),
                        "partitionKeys",
                        List.of(),
                        "parameters",
                        Map.of(),
                        "tableType",
                        "MANAGED_TABLE"));
    }

    static Object descriptor(PublishedClient client, String... columns) throws ReflectiveOperationException {
        List<Object> fields = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split(":", 2);
            fields.add(client.struct("FieldSchema", Map.of("name", parts[0], "type", parts[1])));
        }
        Object serde = client.struct("SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of()));
        return client.struct("StorageDescriptor", Map.of("cols", fields, "serdeInfo", serde));
    }

    /**
     * Some fields of structs.
     *
     * @param names a name that ends with a question mark is that of a bool
     */
    static List<List<Object>> fields(Object structs, String... names) throws ReflectiveOperationException {
        List<List<Object>> all = new ArrayList<>();
        for (Object struct : (List<?>) structs) {
            List<Object> values = new ArrayList<>();
            for (String name : names) {
                values.add(
                        name.endsWith("?")
                                ? PublishedClient.is(struct, name.substring(0, name.length() - 1))
                                : PublishedClient.get(struct, name));
            }
            all.add(values);
        }
        return all;
    }

    static void refused(PublishedClient client, String type, String message, String method, Object... arguments) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> client.call(method, arguments));
        assertThat(failure).as("%s is refused", method).isNotNull();
        assertThat(failure.type).as("%s", failure.getMessage()).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }
}
