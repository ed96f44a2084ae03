package dev.skep.server.front.hive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What a client sends that makes a table and asks for it, as bytes. What it makes is called as sample arguments are. */
final class SampleSession {
    private static final String NAME = "x";
    private static final byte SASL_START = 1;
    private static final byte SASL_COMPLETE = 5;

    private final PublishedCalls calls = new PublishedCalls(Library.of("hive-4.1"));

    /** The calls one by one. */
    List<byte[]> messages(Form form) throws ReflectiveOperationException {
        Object column = calls.struct("FieldSchema", Map.of("name", NAME, "type", "bigint"));
        Object day = calls.struct("FieldSchema", Map.of("name", "day", "type", "date"));
        Object serde = calls.struct("SerDeInfo", Map.of("serializationLib", "x.Serde", "parameters", Map.of()));
        Object descriptor = calls.struct(
                "StorageDescriptor",
                Map.of("cols", List.of(column), "inputFormat", "x.In", "outputFormat", "x.Out", "serdeInfo", serde));
        List<byte[]> messages = new ArrayList<>();
        messages.add(calls.call(form, "set_ugi", Map.of("user_name", "tess", "group_names", List.of("people"))));
        Object catalog = calls.struct("Catalog", Map.of("name", NAME, "locationUri", "file:/nowhere/x"));
        messages.add(calls.call(
                form,
                "create_catalog",
                Map.of("catalog", calls.struct("CreateCatalogRequest", Map.of("catalog", catalog)))));
        for (String name : List.of("hive", NAME)) {
            Map<String, ?> database = Map.of("name", NAME, "catalogName", name, "parameters", Map.of("a", "b"));
            messages.add(calls.call(form, "create_database", Map.of("database", calls.struct("Database", database))));
            Object table = calls.struct(
                    "Table",
                    Map.of(
                            "catName", name,
                            "dbName", NAME,
                            "tableName", NAME,
                            "sd", descriptor,
                            "partitionKeys", List.of(day),
                            "parameters", Map.of()));
            messages.add(calls.call(form, "create_table", Map.of("tbl", table)));
            Object partition = calls.struct(
                    "Partition",
                    Map.of(
                            "catName", name,
                            "dbName", NAME,
                            "tableName", NAME,
                            "values", List.of("2024-01-01"),
                            "sd", descriptor));
            messages.add(calls.call(form, "add_partitions", Map.of("new_parts", List.of(partition))));
        }
        messages.add(calls.call(
                form,
                "get_partitions_by_filter",
                Map.of("db_name", NAME, "tbl_name", NAME, "filter", "day > '2023-01-01'", "max_parts", (short) 10)));
        messages.add(calls.call(
                form,
                "get_table_req",
                Map.of("req", calls.struct("GetTableRequest", Map.of("dbName", NAME, "tblName", NAME)))));
        messages.add(calls.call(form, "getName", Map.of()));
        return messages;
    }

    /** With a password, in the SASL layer that asks for one. */
    static byte[] sasl(List<byte[]> messages) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(new byte[] {SASL_START});
        parts.add(counted("PLAIN".getBytes(US_ASCII)));
        parts.add(new byte[] {SASL_COMPLETE});
        parts.add(counted("\0tess\0pw of tess".getBytes(US_ASCII)));
        messages.forEach(message -> parts.add(counted(message)));
        return PublishedCalls.joined(parts);
    }

    /** With a password, the first message in a request of known length, the others in chunks of one. */
    static byte[] http(List<byte[]> messages) {
        String proof = Base64.getEncoder().encodeToString("tess:pw of tess".getBytes(US_ASCII));
        String head = "POST /metastore HTTP/1.1\r\nHost: h\r\nAuthorization: Basic " + proof + "\r\n";
        StringBuilder text = new StringBuilder(head)
                .append("Content-Length: ")
                .append(messages.get(0).length)
                .append("\r\n\r\n")
                .append(new String(messages.get(0), ISO_8859_1));
        for (byte[] message : messages.subList(1, messages.size())) {
            text.append(head)
                    .append("Transfer-Encoding: chunked\r\n\r\n")
                    .append(Integer.toHexString(message.length))
                    .append("\r\n")
                    .append(new String(message, ISO_8859_1))
                    .append("\r\n0\r\n\r\n");
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static byte[] counted(byte[] bytes) {
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
