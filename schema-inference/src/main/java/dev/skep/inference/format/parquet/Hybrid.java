package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;

/** Small numbers in runs or packed by bits: Parquet's encoding RLE, "run length and bit packing hybrid". */
final class Hybrid {

    private final byte[] bytes;
    private final int end;
    private final int width;
    private int position;
    private int left;
    private int run;
    private boolean packed;
    private long bit;

    /** @param width bits of a number, at most 32 */
    Hybrid(byte[] bytes, int from, int end, int width) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
        this.width = width;
    }

    /** Numbers that are packed by bits, without runs: Parquet's plain encoding of truth values. */
    static Hybrid packed(byte[] bytes, int from, int end, int width) {
        Hybrid numbers = new Hybrid(bytes, end, end, width);
        numbers.packed = true;
        numbers.left = Integer.MAX_VALUE;
        numbers.bit = 8L * from;
        return numbers;
    }

    /** The next number; zero without end if numbers have no bits. */
    int next() throws UnreadableException {
        if (width == 0) {
            return 0;
        }
        while (left == 0) {
            begin();
        }
        left--;
        return packed ? unpack() : run;
    }

    private void begin() throws UnreadableException {
        long header = header();
        packed = (header & 1) == 1;
        // A run may claim more numbers than the page has; they are never asked for.
        left = (int) Math.min(Integer.MAX_VALUE, packed ? (header >>> 1) * 8 : header >>> 1);
        if (packed) {
            bit = 8L * position;
            position = (int) Math.min(end, position + (header >>> 1) * width);
            return;
        }
        run = 0;
        for (int i = 0; i < (width + 7) / 8; i++) {
            run |= (next(position++) & 0xff) << (8 * i);
        }
    }

    private long header() throws UnreadableException {
        long header = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            byte b = next(position++);
            header |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return header;
            }
        }
        throw UnreadableException.corrupt("a page claims a run of more than 32 bits");
    }

    private int unpack() throws UnreadableException {
        long value = 0;
        for (int i = 0; i < width; i++, bit++) {
            value |= (long) ((next((int) (bit >>> 3)) >>> (bit & 7)) & 1) << i;
        }
        return (int) value;
    }

    private byte next(int index) throws UnreadableException {
        if (index >= end) {
            throw UnreadableException.corrupt("a page ends in the middle of its numbers");
        }
        return bytes[index];
    }
}
