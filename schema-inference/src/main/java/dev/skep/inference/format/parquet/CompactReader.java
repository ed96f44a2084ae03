package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Thrift's compact protocol from memory, field by field, as far as Parquet's footers and page headers need it. Every count
 * is checked against the bytes that are left before anything is made of it.
 */
final class CompactReader {

    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int UUID = 13;

    private final String what;
    private final byte[] bytes;
    private final int depth;
    private int position;

    /** @param what the bytes are, for messages */
    CompactReader(String what, byte[] bytes, int depth) {
        this.what = what;
        this.bytes = bytes;
        this.depth = depth;
    }

    /** How many bytes were read. */
    int position() {
        return position;
    }

    /** What is done with one field of a struct: read its value with {@code reader}, or {@link Field#skip()} it. */
    interface FieldVisitor {
        void visit(Field field) throws UnreadableException;
    }

    /** A field whose value comes next. */
    final class Field {
        private final int id;
        private final int type;

        private Field(int id, int type) {
            this.id = id;
            this.type = type;
        }

        int id() {
            return id;
        }

        void skip() throws UnreadableException {
            CompactReader.this.skip(type, 0);
        }

        /** The value of a field of an integer type. */
        long number() throws UnreadableException {
            return switch (type) {
                case BYTE -> next();
                case I16, I32, I64 -> zigzag();
                default -> throw mismatch();
            };
        }

        boolean truth() throws UnreadableException {
            return switch (type) {
                case TRUE -> true;
                case FALSE -> false;
                default -> throw mismatch();
            };
        }

        String text() throws UnreadableException {
            return new String(binary(), StandardCharsets.UTF_8);
        }

        byte[] binary() throws UnreadableException {
            if (type != BINARY) {
                throw mismatch();
            }
            int length = length();
            byte[] value = Arrays.copyOfRange(bytes, position, position + length);
            position += length;
            return value;
        }

        void struct(FieldVisitor visitor) throws UnreadableException {
            if (type != STRUCT) {
                throw mismatch();
            }
            CompactReader.this.struct(visitor);
        }

        /** Opens a list of structs; the caller reads as many with {@link CompactReader#struct}. */
        int structs() throws UnreadableException {
            if (type != LIST) {
                throw mismatch();
            }
            int header = next() & 0xff;
            if ((header & 0x0f) != STRUCT) {
                throw mismatch();
            }
            return size(header);
        }

        private UnreadableException mismatch() {
            return UnreadableException.corrupt(
                    "field " + id + " of " + what + " has the unexpected Thrift type " + type);
        }
    }

    void struct(FieldVisitor visitor) throws UnreadableException {
        int last = 0;
        for (int header = next() & 0xff; header != 0; header = next() & 0xff) {
            int delta = header >> 4;
            last = delta == 0 ? (int) zigzag() : last + delta;
            visitor.visit(new Field(last, header & 0x0f));
        }
    }

    private void skip(int type, int nested) throws UnreadableException {
        if (nested > depth) {
            throw UnreadableException.tooLarge(what + " nests deeper than " + depth + " levels");
        }
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> next();
            case I16, I32, I64 -> varint();
            case DOUBLE -> advance(8);
            case UUID -> advance(16);
            case BINARY -> advance(length());
            case LIST, SET -> skipList(nested);
            case MAP -> skipMap(nested);
            case STRUCT -> {
                for (int header = next() & 0xff; header != 0; header = next() & 0xff) {
                    if (header >> 4 == 0) {
                        varint();
                    }
                    skip(header & 0x0f, nested + 1);
                }
            }
            default -> throw UnreadableException.corrupt(what + " uses the unknown Thrift type " + type);
        }
    }

    private void skipList(int nested) throws UnreadableException {
        int header = next() & 0xff;
        int size = size(header);
        for (int i = 0; i < size; i++) {
            skipElement(header & 0x0f, nested + 1);
        }
    }

    private void skipMap(int nested) throws UnreadableException {
        int size = bounded(varint());
        if (size > 0) {
            int types = next() & 0xff;
            for (int i = 0; i < size; i++) {
                skipElement(types >> 4, nested + 1);
                skipElement(types & 0x0f, nested + 1);
            }
        }
    }

    /** Inside collections a boolean takes a byte. */
    private void skipElement(int type, int nested) throws UnreadableException {
        skip(type == TRUE || type == FALSE ? BYTE : type, nested);
    }

    private int size(int header) throws UnreadableException {
        int small = header >> 4;
        return small < 15 ? bounded(small) : bounded(varint());
    }

    private int length() throws UnreadableException {
        return bounded(varint());
    }

    /** Every element takes a byte at least, so no honest count exceeds the bytes left. */
    private int bounded(long count) throws UnreadableException {
        if (count < 0 || count > bytes.length - position) {
            throw UnreadableException.corrupt(what + " counts " + Long.toUnsignedString(count)
                    + " elements or bytes where " + (bytes.length - position) + " bytes are left");
        }
        return (int) count;
    }

    private void advance(int count) throws UnreadableException {
        position += bounded(count);
    }

    private byte next() throws UnreadableException {
        if (position >= bytes.length) {
            throw UnreadableException.corrupt(what + " ends in the middle of a field");
        }
        return bytes[position++];
    }

    private long zigzag() throws UnreadableException {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() throws UnreadableException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = next();
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw UnreadableException.corrupt(what + " holds a number of more than 64 bits");
    }
}
