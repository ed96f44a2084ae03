package dev.skep.inference.format.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.skep.inference.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The values of a page, one after another; numbers of encodings are those of parquet.thrift. */
interface Values {

    JsonNode next() throws UnreadableException;

    /**
     * The values of a data page.
     *
     * @param from where they begin
     * @param dictionary empty if the chunk has none
     */
    static Values of(int encoding, int physical, byte[] page, int from, List<JsonNode> dictionary)
            throws UnreadableException {
        return switch (encoding) {
            case 0 -> plain(physical, page, from);
            case 2, 8 -> indexed(page, from, dictionary);
            case 3 -> truths(physical, page, from);
            default -> throw unsupported(encoding);
        };
    }

    /** The entries of a dictionary page. */
    static List<JsonNode> dictionary(int encoding, int physical, byte[] page, int count) throws UnreadableException {
        if (encoding != 0 && encoding != 2) {
            throw unsupported(encoding);
        }
        // Each entry takes a bit at least.
        if (count < 0 || count > 8L * page.length) {
            throw UnreadableException.corrupt("a dictionary claims " + count + " entries in " + page.length + " bytes");
        }
        Values plain = plain(physical, page, 0);
        List<JsonNode> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(plain.next());
        }
        return entries;
    }

    private static Values plain(int physical, byte[] page, int from) throws UnreadableException {
        ByteBuffer bytes =
                ByteBuffer.wrap(page, from, page.length - from).slice().order(ByteOrder.LITTLE_ENDIAN);
        return switch (physical) {
            case ParquetSchema.BOOLEAN -> {
                Hybrid bits = Hybrid.packed(page, from, page.length, 1);
                yield () -> BooleanNode.valueOf(bits.next() == 1);
            }
            case ParquetSchema.INT32 ->
                () -> IntNode.valueOf(need(bytes, Integer.BYTES).getInt());
            case ParquetSchema.INT64 ->
                () -> LongNode.valueOf(need(bytes, Long.BYTES).getLong());
            case ParquetSchema.FLOAT ->
                () -> FloatNode.valueOf(need(bytes, Float.BYTES).getFloat());
            case ParquetSchema.DOUBLE ->
                () -> DoubleNode.valueOf(need(bytes, Double.BYTES).getDouble());
            case ParquetSchema.BYTE_ARRAY -> () -> text(bytes);
            default ->
                throw UnreadableException.unsupported("values of the physical type " + physical + " are not read");
        };
    }

    private static JsonNode text(ByteBuffer bytes) throws UnreadableException {
        int length = need(bytes, Integer.BYTES).getInt();
        need(bytes, length);
        byte[] text = new byte[length];
        bytes.get(text);
        return TextNode.valueOf(new String(text, StandardCharsets.UTF_8));
    }

    private static Values indexed(byte[] page, int from, List<JsonNode> dictionary) throws UnreadableException {
        if (from >= page.length) {
            // A page of nothing but absent values.
            return () -> {
                throw ended();
            };
        }
        int width = page[from];
        if (width < 0 || width > Integer.SIZE) {
            throw UnreadableException.corrupt("a page claims indexes of " + width + " bits");
        }
        Hybrid indexes = new Hybrid(page, from + 1, page.length, width);
        return () -> {
            int index = indexes.next();
            if (index < 0 || index >= dictionary.size()) {
                throw UnreadableException.corrupt(
                        "a page refers to entry " + index + " of a dictionary of " + dictionary.size());
            }
            return dictionary.get(index);
        };
    }

    private static Values truths(int physical, byte[] page, int from) throws UnreadableException {
        if (physical != ParquetSchema.BOOLEAN) {
            throw unsupported(3);
        }
        Hybrid bits = new Hybrid(page, from + Integer.BYTES, page.length, 1);
        return () -> BooleanNode.valueOf(bits.next() == 1);
    }

    /** The same bytes, if so many are left. */
    private static ByteBuffer need(ByteBuffer bytes, int count) throws UnreadableException {
        if (count < 0 || count > bytes.remaining()) {
            throw ended();
        }
        return bytes;
    }

    private static UnreadableException ended() {
        return UnreadableException.corrupt("a page ends in the middle of its values");
    }

    private static UnreadableException unsupported(int encoding) {
        return UnreadableException.unsupported(
                "its values are in Parquet's encoding " + encoding + ", which is not read");
    }
}
