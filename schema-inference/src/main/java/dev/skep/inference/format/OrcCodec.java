package dev.skep.inference.format;

import dev.skep.inference.UnreadableException;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** ORC's compression of its footer: blocks with a header of three bytes, each packed or plain. */
enum OrcCodec {
    NONE,
    ZLIB,
    SNAPPY,
    LZO,
    LZ4,
    ZSTD;

    private static final int HEADER = 3;

    /** No writer makes larger blocks; the header has 23 bits for the packed size. */
    private static final int LARGEST_BLOCK = 1 << 23;

    private static final long LIKELY_RATIO = 8;
    private static final int LIKELY_LEAST = 4_096;

    static OrcCodec of(int number) throws UnreadableException {
        if (number < 0 || number >= values().length) {
            throw UnreadableException.unsupported("its ORC compression has the unknown number " + number);
        }
        return values()[number];
    }

    /**
     * @param blockSize most bytes that one block unpacks to
     * @param most bytes to make at most in all
     */
    byte[] unpack(byte[] packed, long blockSize, int most) throws UnreadableException {
        if (this == NONE) {
            return packed;
        }
        if (blockSize <= 0 || blockSize > LARGEST_BLOCK) {
            throw UnreadableException.corrupt("its compression blocks claim a size of " + blockSize);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // Footers are small and blocks may be large: room for all of a block is taken only where it is needed.
        byte[] block = new byte[(int) Math.min(blockSize, LIKELY_RATIO * packed.length + LIKELY_LEAST)];
        int position = 0;
        while (position < packed.length) {
            if (packed.length - position < HEADER) {
                throw UnreadableException.corrupt("its footer ends in a block header");
            }
            int header = (packed[position] & 0xff)
                    | (packed[position + 1] & 0xff) << 8
                    | (packed[position + 2] & 0xff) << 16;
            int length = header >>> 1;
            position += HEADER;
            if (length > packed.length - position) {
                throw UnreadableException.corrupt("a block of its footer claims " + length + " bytes where "
                        + (packed.length - position) + " are left");
            }
            boolean plain = (header & 1) == 1;
            if (plain) {
                out.write(packed, position, length);
            } else {
                int made = block.length < blockSize ? tryBlock(packed, position, length, block) : -1;
                if (made < 0) {
                    block = block.length < blockSize ? new byte[(int) blockSize] : block;
                    made = unpackBlock(packed, position, length, block);
                }
                out.write(block, 0, made);
            }
            if (out.size() > most) {
                throw UnreadableException.tooLarge("its footer unpacks to more than " + most + " bytes");
            }
            position += length;
        }
        return out.toByteArray();
    }

    /** The bytes made, or -1 if they may need more room. */
    private int tryBlock(byte[] packed, int from, int length, byte[] block) {
        try {
            return unpackBlock(packed, from, length, block);
        } catch (UnreadableException e) {
            return -1;
        }
    }

    private int unpackBlock(byte[] packed, int from, int length, byte[] block) throws UnreadableException {
        try {
            return switch (this) {
                case NONE -> throw new IllegalStateException("Nothing is packed without a codec");
                case ZLIB -> inflate(packed, from, length, block);
                case SNAPPY -> with(new SnappyDecompressor(), packed, from, length, block);
                case LZO -> with(new LzoDecompressor(), packed, from, length, block);
                case LZ4 -> with(new Lz4Decompressor(), packed, from, length, block);
                case ZSTD -> with(new ZstdDecompressor(), packed, from, length, block);
            };
        } catch (DataFormatException | MalformedInputException | IndexOutOfBoundsException e) {
            throw UnreadableException.corrupt("a block of its footer does not unpack: " + e.getMessage());
        }
    }

    private static int with(Decompressor codec, byte[] packed, int from, int length, byte[] block) {
        return codec.decompress(packed, from, length, block, 0, block.length);
    }

    private static int inflate(byte[] packed, int from, int length, byte[] block) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, from, length);
            int made = 0;
            while (!inflater.finished()) {
                int n = inflater.inflate(block, made, block.length - made);
                if (n == 0 && !inflater.finished()) {
                    throw new DataFormatException("it is incomplete or larger than its block");
                }
                made += n;
            }
            return made;
        } finally {
            inflater.end();
        }
    }
}
