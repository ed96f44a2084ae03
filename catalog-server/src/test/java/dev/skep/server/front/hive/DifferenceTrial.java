package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A client of one release that does what brings a difference between releases over the wire, in its release's form: that it
 * is understood, and that it understands the answer. It has a database of its own.
 */
abstract class DifferenceTrial {
    static final String HIVE_2_3 = "hive-2.3";
    static final String HIVE_3_1 = "hive-3.1";
    static final String HIVE_4_0 = "hive-4.0";
    static final String HIVE_4_1 = "hive-4.1";
    static final Set<String> ALL = Set.of(HIVE_2_3, HIVE_3_1, HIVE_4_0, HIVE_4_1);
    static final Set<String> FROM_3 = Set.of(HIVE_3_1, HIVE_4_0, HIVE_4_1);
    static final Set<String> FROM_4 = Set.of(HIVE_4_0, HIVE_4_1);
    static final Set<String> UNTIL_2 = Set.of(HIVE_2_3);
    static final Set<String> UNTIL_3 = Set.of(HIVE_2_3, HIVE_3_1);

    final PublishedClient client;
    final boolean known;
    final String database;

    /** @param known whether the client has shown what it is */
    DifferenceTrial(PublishedClient client, boolean known, String database) throws ReflectiveOperationException {
        this.client = client;
        this.known = known;
        this.database = database;
        client.call("create_database", client.struct("Database", Map.of("name", database, "parameters", Map.of())));
    }

    /**
     * What is tried of a struct, an enum or a method.
     *
     * @param releases those that have it
     */
    record Trial(Set<String> releases, Run run) {}

    /** A trial with a client that has shown what it is, or has not. */
    interface Run {
        void with(PublishedClient client, boolean known, String database) throws ReflectiveOperationException;
    }

    /** What a client does and expects. */
    interface Steps<T> {
        void of(T trial) throws ReflectiveOperationException;
    }

    /** All trials, by the struct, enum or method that differs. */
    static Map<String, Trial> all() {
        Map<String, Trial> trials = new TreeMap<>(CatalogDifferences.all());
        trials.putAll(TransactionDifferences.all());
        return trials;
    }

    boolean has(Set<String> releases) {
        return releases.contains(client.release());
    }

    Object creationMetadata() throws ReflectiveOperationException {
        return client.struct(
                "CreationMetadata",
                Map.of(
                        "catName",
                        "hive",
                        "dbName",
                        database,
                        "tblName",
                        "daily",
                        "tablesUsed",
                        new HashSet<>(Set.of(database + ".visits"))));
    }

    Object table(String name, String type) throws ReflectiveOperationException {
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols", List.of(column("id")),
                        "serdeInfo", client.struct("SerDeInfo", Map.of("serializationLib", "example.Serde"))));
        return client.struct(
                "Table",
                Map.of(
                        "dbName", database,
                        "tableName", name,
                        "sd", descriptor,
                        "partitionKeys", List.of(),
                        "parameters", Map.of(),
                        "tableType", type));
    }

    Object column(String name) throws ReflectiveOperationException {
        return client.struct("FieldSchema", Map.of("name", name, "type", "bigint"));
    }

    void refused(String type, String message, String method, Object... arguments) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> client.call(method, arguments));
        assertThat(failure).as("%s is refused", method).isNotNull();
        assertThat(failure.type).as("%s", failure.getMessage()).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }
}
