package dev.skep.inference.format;

import dev.skep.inference.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header of an Avro object container file and a walk over its blocks, read from memory with every length checked.
 *
 * @param schema the schema as JSON text
 * @param marker the sixteen bytes that end every block
 * @param end where the first block begins
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record AvroHeader(String schema, byte[] marker, int end) {

    static final byte[] MAGIC = {'O', 'b', 'j', 1};

    private static final int MARKER = 16;

    /** The header; empty if the bytes end within it. */
    static Optional<AvroHeader> parse(byte[] bytes) throws UnreadableException {
        Cursor cursor = new Cursor(bytes, MAGIC.length);
        String schema = null;
        try {
            for (long count = cursor.number(); count != 0; count = cursor.number()) {
                if (count < 0) {
                    // A negative count is followed by the size of the block of entries.
                    cursor.number();
                }
                for (long i = 0; i < Math.abs(count); i++) {
                    byte[] key = cursor.bytes();
                    byte[] value = cursor.bytes();
                    if (Arrays.equals(key, "avro.schema".getBytes(StandardCharsets.UTF_8))) {
                        schema = new String(value, StandardCharsets.UTF_8);
                    }
                }
            }
            if (schema == null) {
                throw UnreadableException.corrupt("its Avro header has no schema");
            }
            byte[] marker = cursor.take(MARKER);
            return Optional.of(new AvroHeader(schema, marker, cursor.position));
        } catch (EndException e) {
            return Optional.empty();
        }
    }

    /**
     * Counts rows block by block.
     *
     * @param whole whether {@code bytes} is the whole file
     */
    Blocks count(byte[] bytes, boolean whole) throws UnreadableException {
        Cursor cursor = new Cursor(bytes, end);
        long rows = 0;
        int walked = end;
        try {
            while (cursor.position < bytes.length && !(whole && isLineEnd(bytes, cursor.position))) {
                long count = cursor.number();
                long size = cursor.number();
                if (count < 0 || size < 0) {
                    throw UnreadableException.corrupt("an Avro block claims " + count + " rows in " + size + " bytes");
                }
                cursor.skip(size);
                if (!Arrays.equals(cursor.take(MARKER), marker)) {
                    throw UnreadableException.corrupt("an Avro block before byte " + cursor.position
                            + " does not end with the marker of the header");
                }
                rows += count;
                walked = cursor.position;
            }
        } catch (EndException e) {
            if (whole) {
                throw UnreadableException.truncated("it ends in the middle of an Avro block at byte " + walked);
            }
        }
        return new Blocks(rows, walked - end, whole && walked < bytes.length);
    }

    /** Whether nothing but a line end is left, which no block is short enough for: an editor appended it. */
    private static boolean isLineEnd(byte[] bytes, int from) {
        boolean blank = bytes.length - from <= 2;
        for (int i = from; blank && i < bytes.length; i++) {
            blank = bytes[i] == '\n' || bytes[i] == '\r';
        }
        return blank;
    }

    /**
     * @param bytes how many bytes the counted rows take
     * @param lineEnd whether a line end follows the last block
     */
    record Blocks(long rows, long bytes, boolean lineEnd) {}

    /** The bytes end before the value does; never leaves this class. */
    private static final class EndException extends Exception {
        private static final long serialVersionUID = 1L;

        EndException() {
            super("end of bytes", null, false, false);
        }
    }

    private static final class Cursor {
        private final byte[] bytes;
        private int position;

        Cursor(byte[] bytes, int position) {
            this.bytes = bytes;
            this.position = position;
        }

        long number() throws EndException, UnreadableException {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (position >= bytes.length) {
                    throw new EndException();
                }
                byte b = bytes[position++];
                value |= (b & 0x7fL) << shift;
                if (b >= 0) {
                    return (value >>> 1) ^ -(value & 1);
                }
            }
            throw UnreadableException.corrupt("its Avro header holds a number of more than 64 bits");
        }

        byte[] bytes() throws EndException, UnreadableException {
            long length = number();
            if (length < 0) {
                throw UnreadableException.corrupt("its Avro header claims an entry of " + length + " bytes");
            }
            if (length > bytes.length - position) {
                throw new EndException();
            }
            return take((int) length);
        }

        byte[] take(int length) throws EndException {
            if (length > bytes.length - position) {
                throw new EndException();
            }
            byte[] taken = Arrays.copyOfRange(bytes, position, position + length);
            position += length;
            return taken;
        }

        void skip(long length) throws EndException {
            if (length > bytes.length - position) {
                throw new EndException();
            }
            position += (int) length;
        }
    }
}
