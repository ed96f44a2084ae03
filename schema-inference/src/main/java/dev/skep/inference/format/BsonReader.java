package dev.skep.inference.format;

import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BSONException;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.types.Decimal128;

/** BSON documents one after another, as a dump of MongoDB writes them; each value states its type. */
public final class BsonReader implements FormatReader {

    private static final int LENGTH = Integer.BYTES;

    /** A document without a value: its length and its end. */
    private static final int SHORTEST = LENGTH + 1;

    private static final String EXTENSION = ".bson";

    @Override
    public Format format() {
        return Format.BSON;
    }

    /** There is no magic number: the first document is read, all of it where it is short. */
    @Override
    public Likeness sniff(Sample sample) {
        byte[] start = sample.start();
        int length = length(start, 0);
        if (length < SHORTEST) {
            return Likeness.NONE;
        }
        if (length == SHORTEST || length > start.length) {
            boolean fits = length == sample.source().size() || sample.name().contains(EXTENSION);
            return fits && (length == SHORTEST || isValue(start[LENGTH], start[LENGTH + 1]))
                    ? new Likeness(0.95, "it begins like a BSON document")
                    : Likeness.NONE;
        }
        if (!isValue(start[LENGTH], start[LENGTH + 1])) {
            return Likeness.NONE;
        }
        try {
            document(
                    start,
                    0,
                    length,
                    new StatedRows(sample).root(),
                    sample.limits().depth());
            return new Likeness(1, "it begins with a BSON document");
        } catch (UnreadableException e) {
            boolean tooLarge = e.answer().cause() == Cause.TOO_LARGE;
            return tooLarge ? new Likeness(0.95, "it begins like a BSON document") : Likeness.NONE;
        }
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        byte[] head = body.head();
        StatedRows rows = new StatedRows(sample);
        int position = 0;
        while (position < head.length) {
            int length = length(head, position);
            boolean known = head.length - position >= LENGTH;
            if (known && length < SHORTEST) {
                throw UnreadableException.corrupt("its document at byte " + position + " claims a length of " + length);
            }
            if (!known || length > head.length - position) {
                if (body.whole()) {
                    throw UnreadableException.truncated(
                            "it ends in the middle of the document that begins at byte " + position);
                }
                break;
            }
            document(head, position, length, rows.root(), sample.limits().depth());
            position += length;
        }
        if (rows.count() == 0) {
            throw UnreadableException.tooLarge("its first document is longer than what is looked at");
        }
        return rows.answer(sample, Format.BSON, body.whole() ? 1 : (double) position / body.size());
    }

    /** A length, 0 if it is cut. */
    private static int length(byte[] bytes, int at) {
        return bytes.length - at < LENGTH
                ? 0
                : ByteBuffer.wrap(bytes, at, LENGTH)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt();
    }

    /** Whether a value may begin so: with the code of its type, and a name that begins with no control character. */
    private static boolean isValue(byte code, byte name) {
        return code != BsonType.END_OF_DOCUMENT.getValue()
                && BsonType.findByValue(code) != null
                && Byte.toUnsignedInt(name) >= ' ';
    }

    private static void document(byte[] bytes, int from, int length, StatedType row, int depth)
            throws UnreadableException {
        ByteBuffer document = ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        try (BsonBinaryReader reader = new BsonBinaryReader(document)) {
            object(reader, row, depth);
        } catch (BSONException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw UnreadableException.corrupt("its document at byte " + from + " is damaged: " + e.getMessage());
        }
    }

    private static void object(BsonBinaryReader reader, StatedType into, int depth) throws UnreadableException {
        into.addObject();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            value(reader, into.field(reader.readName()), depth);
        }
        reader.readEndDocument();
    }

    private static void array(BsonBinaryReader reader, StatedType into, int depth) throws UnreadableException {
        StatedType element = into.addArray();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            value(reader, element, depth);
        }
        reader.readEndArray();
    }

    private static void value(BsonBinaryReader reader, StatedType into, int depth) throws UnreadableException {
        BsonType type = reader.getCurrentBsonType();
        if (depth <= 0) {
            throw UnreadableException.tooLarge("its documents are nested too deep");
        }
        switch (type) {
            case DOCUMENT -> object(reader, into, depth - 1);
            case ARRAY -> array(reader, into, depth - 1);
            case DECIMAL128 -> into.add(decimal(reader.readDecimal128()));
            case NULL, UNDEFINED -> {
                reader.skipValue();
                into.addNull();
            }
            default -> {
                reader.skipValue();
                into.add(scalar(type));
            }
        }
    }

    private static HiveType decimal(Decimal128 value) {
        try {
            return StatedType.ofNumber(value.bigDecimalValue());
        } catch (ArithmeticException e) {
            // Not a number, without end, or a zero below zero.
            return Scalar.STRING;
        }
    }

    private static HiveType scalar(BsonType type) {
        return switch (type) {
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT32 -> Scalar.INT;
            // A moment of the replication log is its seconds and a counter, in 64 bits.
            case INT64, TIMESTAMP -> Scalar.BIGINT;
            case DOUBLE -> Scalar.DOUBLE;
            case DATE_TIME -> Scalar.TIMESTAMP;
            case BINARY -> Scalar.BINARY;
            case STRING,
                    SYMBOL,
                    OBJECT_ID,
                    REGULAR_EXPRESSION,
                    DB_POINTER,
                    JAVASCRIPT,
                    JAVASCRIPT_WITH_SCOPE,
                    MIN_KEY,
                    MAX_KEY -> Scalar.STRING;
            case END_OF_DOCUMENT, NULL, UNDEFINED, DOCUMENT, ARRAY, DECIMAL128 ->
                throw new IllegalArgumentException("no scalar: " + type);
        };
    }
}
