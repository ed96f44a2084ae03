package dev.skep.inference.format;

import dev.skep.inference.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Walks the fields of one Protocol Buffers message in memory, as far as an ORC tail needs it. */
final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int wireType;

    ProtobufReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    /** The number of the next field, whose value must be read or skipped; 0 at the end. */
    int next() throws UnreadableException {
        if (position >= end) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > Integer.MAX_VALUE) {
            throw UnreadableException.corrupt("its tail holds the impossible field number " + field);
        }
        return (int) field;
    }

    long number() throws UnreadableException {
        expect(VARINT);
        return varint();
    }

    /** A number in zigzag encoding. */
    long signedNumber() throws UnreadableException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    double fraction() throws UnreadableException {
        expect(FIXED64);
        int from = position;
        advance(8);
        return ByteBuffer.wrap(bytes, from, 8).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    String text() throws UnreadableException {
        ProtobufReader inner = message();
        return new String(bytes, inner.position, inner.end - inner.position, StandardCharsets.UTF_8);
    }

    /** The value of the field as a message of its own. */
    ProtobufReader message() throws UnreadableException {
        expect(BYTES);
        int length = length();
        ProtobufReader inner = new ProtobufReader(bytes, position, position + length);
        position += length;
        return inner;
    }

    /** The numbers of a repeated field, packed or alone. */
    List<Long> numbers() throws UnreadableException {
        if (wireType == VARINT) {
            return List.of(varint());
        }
        ProtobufReader inner = message();
        List<Long> numbers = new ArrayList<>();
        while (inner.position < inner.end) {
            numbers.add(inner.varint());
        }
        return numbers;
    }

    void skip() throws UnreadableException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case BYTES -> advance(length());
            case FIXED32 -> advance(4);
            default -> throw UnreadableException.corrupt("its tail uses the unknown wire type " + wireType);
        }
    }

    private void expect(int wanted) throws UnreadableException {
        if (wireType != wanted) {
            throw UnreadableException.corrupt(
                    "its tail has a field of wire type " + wireType + " where " + wanted + " belongs");
        }
    }

    private int length() throws UnreadableException {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw UnreadableException.corrupt("its tail claims " + Long.toUnsignedString(length) + " bytes where "
                    + (end - position) + " are left");
        }
        return (int) length;
    }

    private void advance(int count) throws UnreadableException {
        if (count > end - position) {
            throw UnreadableException.corrupt("its tail ends in the middle of a field");
        }
        position += count;
    }

    private long varint() throws UnreadableException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= end) {
                throw UnreadableException.corrupt("its tail ends in the middle of a number");
            }
            byte b = bytes[position++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw UnreadableException.corrupt("its tail holds a number of more than 64 bits");
    }
}
