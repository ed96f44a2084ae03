package dev.skep.server.filter.expression;

import java.util.Arrays;

/**
 * The primitives of Kryo's format, from bytes of which nothing is believed: reading beyond their end, or a text longer than
 * what is left, is refused before memory is taken.
 */
final class KryoInput {
    private final byte[] bytes;
    private int at;

    KryoInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes are not what this reader knows. */
    static final class NotUnderstood extends RuntimeException {
        NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    /** What stands here, without reading it; −1 at the end. */
    int peek() {
        return isAtEnd() ? -1 : bytes[at] & 0xFF;
    }

    int unsignedByte() {
        if (isAtEnd()) {
            throw new NotUnderstood("The bytes end early");
        }
        return bytes[at++] & 0xFF;
    }

    boolean flag() {
        int value = unsignedByte();
        if (value > 1) {
            throw new NotUnderstood("A flag is " + value);
        }
        return value == 1;
    }

    short fixedShort() {
        return (short) (unsignedByte() << 8 | unsignedByte());
    }

    long fixedLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | unsignedByte();
        }
        return value;
    }

    byte[] block(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new NotUnderstood("The bytes end early");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A count or a number of something: never negative. */
    int varint() {
        long value = variable(unsignedByte(), 7, 5);
        if (value > Integer.MAX_VALUE) {
            throw new NotUnderstood("A count is " + value);
        }
        return (int) value;
    }

    /** A count whose first bit says something else. */
    int flaggedVarint() {
        long value = variable(unsignedByte() & 0x7F, 6, 5);
        if (value > Integer.MAX_VALUE) {
            throw new NotUnderstood("A count is " + value);
        }
        return (int) value;
    }

    /** A signed number, the lowest bit being the sign. */
    long zigzag() {
        long value = variable(unsignedByte(), 7, 9);
        return value >>> 1 ^ -(value & 1);
    }

    /** A text; empty for null, which has a form of its own and is refused here. */
    String text() {
        int first = unsignedByte();
        if ((first & 0x80) == 0) {
            return ascii(first);
        }
        long length = variable(first & 0x7F, 6, 5);
        if (length == 0 || length - 1 > bytes.length - at) {
            throw new NotUnderstood("A text has no length");
        }
        char[] units = new char[(int) length - 1];
        for (int i = 0; i < units.length; i++) {
            units[i] = unit();
        }
        return new String(units);
    }

    /** A plain text ends with the byte whose highest bit is set. */
    private String ascii(int first) {
        StringBuilder text = new StringBuilder().append((char) first);
        int next;
        do {
            next = unsignedByte();
            text.append((char) (next & 0x7F));
        } while ((next & 0x80) == 0);
        return text.toString();
    }

    private char unit() {
        int first = unsignedByte();
        return switch (first >> 4) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> (char) first;
            case 12, 13 -> (char) ((first & 0x1F) << 6 | continued());
            case 14 -> (char) ((first & 0x0F) << 12 | continued() << 6 | continued());
            default -> throw new NotUnderstood("A text is not encoded as texts are");
        };
    }

    private int continued() {
        int next = unsignedByte();
        if ((next & 0xC0) != 0x80) {
            throw new NotUnderstood("A text is not encoded as texts are");
        }
        return next & 0x3F;
    }

    /**
     * @param bits how many bits of the first byte are the number's; the next higher one says whether it goes on
     * @param most bytes the number may have
     */
    private long variable(int first, int bits, int most) {
        long value = first & (1 << bits) - 1;
        boolean more = (first & 1 << bits) != 0;
        int shift = bits;
        for (int read = 1; more; read++) {
            int next = unsignedByte();
            if (read + 1 == most && most == 9) {
                return value | (long) next << shift;
            }
            if (read == most) {
                throw new NotUnderstood("A number is too long");
            }
            value |= (long) (next & 0x7F) << shift;
            more = (next & 0x80) != 0;
            shift += 7;
        }
        return value;
    }
}
