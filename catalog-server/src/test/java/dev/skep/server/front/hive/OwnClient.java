package dev.skep.server.front.hive;

import static dev.skep.server.front.hive.PublishedClient.get;

import dev.skep.server.front.hive.PublishedClient.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client that one release of Hive itself uses, {@code HiveMetaStoreClient} with its configuration and a Hadoop, which
 * decides by which methods it asks for what. Spoken to in words that are the same for all releases.
 */
final class OwnClient implements AutoCloseable {
    private static final String METASTORE = "org.apache.hadoop.hive.metastore.";
    private static final short ALL = -1;

    private final String release;
    private final Library library;
    private final Object client;

    /** @param release as the build calls it, such as {@code hive-4.0} */
    OwnClient(String release, int port) throws Exception {
        this.release = release;
        Path jars = Path.of("target", "full-hive-client").toAbsolutePath();
        this.library = Library.of(release, jars.resolve(release).toString(), jars.toString());
        this.client = inside(() -> open(port));
    }

    private Object open(int port) throws ReflectiveOperationException {
        Class<?> type = library.load("org.apache.hadoop.conf.Configuration");
        boolean old = release.equals("hive-2.3");
        Class<?> accepted = old ? library.load("org.apache.hadoop.hive.conf.HiveConf") : type;
        Object configuration = old
                ? accepted.getConstructor().newInstance()
                : type.getConstructor(boolean.class).newInstance(false);
        Map<String, String> settings = Map.of(
                "hive.metastore.uris", "thrift://localhost:" + port,
                "hive.metastore.connect.retries", "1",
                "hive.metastore.failure.retries", "0",
                "hive.metastore.execute.setugi", "false");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            type.getMethod("set", String.class, String.class)
                    .invoke(configuration, setting.getKey(), setting.getValue());
        }
        return library.load(METASTORE + "HiveMetaStoreClient")
                .getConstructor(accepted)
                .newInstance(configuration);
    }

    /** Whether the release has what came with Hive 3. */
    boolean isSinceHive3() {
        return !release.equals("hive-2.3");
    }

    private boolean isSinceHive4() {
        return release.startsWith("hive-4");
    }

    /** Calls a method of the client. */
    Object call(String method, Object... arguments) throws Exception {
        return inside(() -> PublishedClient.invoke(client, method, arguments));
    }

    Object struct(String name, Map<String, ?> fields) throws ReflectiveOperationException {
        return library.struct(name, fields);
    }

    Object constant(String enumeration, String name) throws ReflectiveOperationException {
        return library.constant(enumeration, name);
    }

    void makeDatabase(String name, String comment) throws Exception {
        call(
                "createDatabase",
                struct("Database", Map.of("name", name, "description", comment, "parameters", Map.of("a", "b"))));
    }

    /** A table with the column {@code id}. */
    Object table(String database, String name, String type, String... keys) throws ReflectiveOperationException {
        List<Object> partitionKeys = new ArrayList<>();
        for (String key : keys) {
            partitionKeys.add(column(key, "string"));
        }
        return struct(
                "Table",
                Map.of(
                        "dbName", database,
                        "tableName", name,
                        "owner", "tess",
                        "sd", descriptor(),
                        "partitionKeys", partitionKeys,
                        "parameters", new HashMap<>(Map.of("colour", "blue")),
                        "tableType", type));
    }

    Object column(String name, String type) throws ReflectiveOperationException {
        return struct("FieldSchema", Map.of("name", name, "type", type));
    }

    Object partition(String database, String table, List<String> values) throws ReflectiveOperationException {
        return struct(
                "Partition",
                Map.of(
                        "dbName", database,
                        "tableName", table,
                        "values", values,
                        "sd", descriptor(),
                        "parameters", new HashMap<>(Map.of("colour", "red"))));
    }

    private Object descriptor() throws ReflectiveOperationException {
        Object serde = struct(
                "SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of("field.delim", ",")));
        return struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(column("id", "bigint")),
                        "inputFormat",
                        "example.In",
                        "outputFormat",
                        "example.Out",
                        "serdeInfo",
                        serde));
    }

    List<String> partitionNames(String database, String table) throws Exception {
        return texts(call("listPartitionNames", database, table, ALL));
    }

    List<List<String>> partitionsByFilter(String database, String table, String filter) throws Exception {
        return values((List<?>) call("listPartitionsByFilter", database, table, filter, ALL));
    }

    List<List<String>> partitionsByNames(String database, String table, List<String> names) throws Exception {
        return values((List<?>) call("getPartitionsByNames", database, table, names));
    }

    List<List<String>> partitionsByLeadingValues(String database, String table, List<String> leading) throws Exception {
        return values((List<?>) call("listPartitions", database, table, leading, ALL));
    }

    /** A filter as text is taken in the place of an expression. */
    List<List<String>> partitionsByExpression(String database, String table, byte[] expression) throws Exception {
        List<Object> found = new ArrayList<>();
        call("listPartitionsByExpr", database, table, expression, null, ALL, found);
        return values(found);
    }

    private static List<List<String>> values(List<?> partitions) throws ReflectiveOperationException {
        List<List<String>> values = new ArrayList<>();
        for (Object partition : partitions) {
            values.add(texts(get(partition, "values")));
        }
        return values;
    }

    /** Of the table, by column; only Hive 4 asks for whom they were made. */
    Object figures(String database, String table, String column) throws Exception {
        List<?> all = (List<?>)
                (isSinceHive4()
                        ? call("getTableColumnStatistics", database, table, List.of(column), "hive")
                        : call("getTableColumnStatistics", database, table, List.of(column)));
        return get(all.get(0), "statsData");
    }

    /** The types of all notifications behind an id. */
    List<String> eventTypes(long behind) throws Exception {
        List<String> types = new ArrayList<>();
        Object answer = call("getNextNotification", behind, 0, null);
        for (Object event : (List<?>) get(answer, "events")) {
            types.add((String) get(event, "eventType"));
        }
        return types;
    }

    long lastEvent() throws Exception {
        return (Long) get(call("getCurrentNotificationEventId"), "eventId");
    }

    static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    @Override
    public String toString() {
        return release;
    }

    @Override
    public void close() throws ReflectiveOperationException {
        PublishedClient.invoke(client, "close");
    }

    /** Hadoop and Hive find classes by the class loader of the thread. */
    private <T> @Nullable T inside(Action<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(library.loader());
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Something that is done with Hive's classes. */
    private interface Action<T> {
        T run() throws Exception;
    }
}
