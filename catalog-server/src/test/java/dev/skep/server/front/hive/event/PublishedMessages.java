package dev.skep.server.front.hive.event;

import dev.skep.server.front.hive.PublishedClient.Library;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/** What one release of Hive reads the messages of the notification log with. */
final class PublishedMessages {
    private static final String API = "org.apache.hadoop.hive.metastore.api.";
    private static final String JSON = "org.apache.hadoop.hive.metastore.messaging.json.";

    /** The names of the deserializer's methods where they are not made from the event's type. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("ALLOC_WRITE_ID_EVENT", "getAllocWriteIdMessage"),
            Map.entry("UPDATE_TBL_COL_STAT_EVENT", "getUpdateTableColumnStatMessage"),
            Map.entry("DELETE_TBL_COL_STAT_EVENT", "getDeleteTableColumnStatMessage"),
            Map.entry("UPDATE_PART_COL_STAT_EVENT", "getUpdatePartitionColumnStatMessage"),
            Map.entry("DELETE_PART_COL_STAT_EVENT", "getDeletePartitionColumnStatMessage"),
            Map.entry("COMMIT_COMPACTION_EVENT", "getCommitCompactionMessage"),
            Map.entry("ADD_PRIMARYKEY", "getAddPrimaryKeyMessage"),
            Map.entry("ADD_FOREIGNKEY", "getAddForeignKeyMessage"),
            Map.entry("ADD_UNIQUECONSTRAINT", "getAddUniqueConstraintMessage"),
            Map.entry("ADD_NOTNULLCONSTRAINT", "getAddNotNullConstraintMessage"),
            Map.entry("ADD_DEFAULTCONSTRAINT", "getAddDefaultConstraintMessage"),
            Map.entry("ADD_CHECKCONSTRAINT", "getAddCheckConstraintMessage"));

    private final Library library;
    private final Object deserializer;

    private PublishedMessages(Library library, String deserializer) throws ReflectiveOperationException {
        this.library = library;
        this.deserializer = library.load(JSON + deserializer).getConstructor().newInstance();
    }

    /** What reads messages that are compressed. */
    static PublishedMessages compressed(String release) throws ReflectiveOperationException {
        return new PublishedMessages(Library.of(release, release + "-messages"), "gzip.DeSerializer");
    }

    static PublishedMessages of(String release) throws ReflectiveOperationException {
        return new PublishedMessages(
                switch (release) {
                    case "hive-2.3" -> Library.of(release);
                    case "hive-3.1", "hive-4.0" -> Library.of(release, release + "-messages");
                    default -> throw new IllegalArgumentException("The messages of " + release + " are not at hand");
                },
                "JSONMessageDeserializer");
    }

    /** Whether the release knows of such events at all. */
    boolean knows(String type) {
        return java.util.Arrays.stream(deserializer.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(method(type)));
    }

    /** A message of the release's own class. */
    Object read(String type, String text) throws ReflectiveOperationException {
        Method method = deserializer.getClass().getMethod(method(type), String.class);
        return method.invoke(deserializer, text);
    }

    /** A part of a message, as the release's class holds it. */
    static Object part(Object message, String field) throws ReflectiveOperationException {
        Field part = message.getClass().getDeclaredField(field);
        part.setAccessible(true);
        return part.get(message);
    }

    /** An object that stands in a message as a text in Thrift's JSON, read as the release reads it. */
    Object object(String struct, Object text) throws ReflectiveOperationException {
        Object object = library.load(API + struct).getConstructor().newInstance();
        Object protocols = library.load("org.apache.thrift.protocol.TJSONProtocol$Factory")
                .getConstructor()
                .newInstance();
        Object reader = library.load("org.apache.thrift.TDeserializer")
                .getConstructor(library.load("org.apache.thrift.protocol.TProtocolFactory"))
                .newInstance(protocols);
        reader.getClass()
                .getMethod("deserialize", library.load("org.apache.thrift.TBase"), String.class, String.class)
                .invoke(reader, object, text, "UTF-8");
        return object;
    }

    private static String method(String type) {
        if (METHODS.containsKey(type)) {
            return METHODS.get(type);
        }
        StringBuilder name = new StringBuilder("get");
        for (String word : type.split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.append("Message").toString();
    }
}
