package dev.skep.inference.unpack;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Hadoop's framing of block codecs: the unpacked length of a block (four bytes, big end first), then one or more chunks, each
 * with its packed length before it, until that length is reached.
 */
final class HadoopBlocks extends InputStream {

    /** Hadoop's writers cut blocks at some hundred KiB; larger claims are damage or malice. */
    static final int LARGEST = 16 << 20;

    /** A start that is shorter than this is all there is. */
    private static final int MOST_OF_START = 64 << 10;

    /** What a chunk is packed with. */
    enum Block {
        SNAPPY,
        LZ4
    }

    private final DataInputStream packed;
    private final Block block;
    private int left;
    private byte[] chunk = new byte[0];
    private int position;

    HadoopBlocks(InputStream packed, Block block) {
        this.packed = new DataInputStream(packed);
        this.block = block;
    }

    /** A single block of Snappy, which is unpacked at once. */
    static InputStream rawSnappy(InputStream packed) throws IOException {
        byte[] bytes = packed.readNBytes(LARGEST + 1);
        // A copy of 64 bytes takes two at least, so nothing grows to more than 32 times its size.
        if (bytes.length > LARGEST || unpackedLength(bytes) > 32L * bytes.length) {
            throw new IOException("a block of more than " + LARGEST + " bytes, or one that claims what it cannot hold");
        }
        return new ByteArrayInputStream(unpack(Block.SNAPPY, bytes, bytes.length, unpackedLength(bytes)));
    }

    /** The length that a block of Snappy claims for itself. */
    static int unpackedLength(byte[] block) throws IOException {
        int length;
        try {
            length = SnappyDecompressor.getUncompressedLength(block, 0);
        } catch (RuntimeException e) {
            throw new IOException("a block without its length", e);
        }
        if (length <= 0 || length > LARGEST * 4) {
            throw new IOException("a block that claims to unpack to " + length + " bytes");
        }
        return length;
    }

    static byte[] unpack(Block block, byte[] packed, int length, int most) throws IOException {
        if (block == Block.SNAPPY && most > 32L * length) {
            throw new IOException("a block of " + length + " bytes that claims to hold " + most);
        }
        byte[] unpacked = new byte[most];
        Decompressor decompressor = switch (block) {
            case SNAPPY -> new SnappyDecompressor();
            case LZ4 -> new Lz4Decompressor();
        };
        try {
            int made = decompressor.decompress(packed, 0, length, unpacked, 0, most);
            return made == most ? unpacked : Arrays.copyOf(unpacked, made);
        } catch (RuntimeException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == chunk.length) {
            if (left == 0 && !nextBlock()) {
                return -1;
            }
            if (left > 0) {
                nextChunk();
            }
        }
        int n = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, buffer, offset, n);
        position += n;
        return n;
    }

    private boolean nextBlock() throws IOException {
        int first = packed.read();
        if (first < 0) {
            return false;
        }
        int length = first << 24 | packed.readUnsignedByte() << 16 | packed.readUnsignedShort();
        left = checked(length);
        return true;
    }

    private void nextChunk() throws IOException {
        byte[] bytes = new byte[checked(packed.readInt())];
        packed.readFully(bytes);
        int most = block == Block.SNAPPY ? unpackedLength(bytes) : left;
        chunk = unpack(block, bytes, bytes.length, most);
        position = 0;
        if (chunk.length > left || (chunk.length == 0 && left > 0)) {
            throw new IOException("a chunk of " + chunk.length + " bytes where " + left + " are left");
        }
        left -= chunk.length;
    }

    private static int checked(int length) throws IOException {
        if (length < 0 || length > LARGEST) {
            throw new IOException("a block of " + length + " bytes");
        }
        return length;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /** Whether bytes begin with a block that can be unpacked; all of its first chunk must be there. */
    static boolean begins(byte[] start, Block block) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(start))) {
            int unpacked = in.readInt();
            int length = in.readInt();
            if (unpacked <= 0 || unpacked > LARGEST || length <= 0 || length > LARGEST) {
                return false;
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length && start.length < MOST_OF_START) {
                return false; // the source ends here
            }
            if (bytes.length < length) {
                // Cut: Snappy tells by its own length, LZ4 by nothing.
                return block == Block.SNAPPY && SnappyDecompressor.getUncompressedLength(bytes, 0) == unpacked;
            }
            int made = unpack(block, bytes, length, block == Block.SNAPPY ? unpackedLength(bytes) : unpacked).length;
            return made == unpacked || (made < unpacked && in.available() > 0);
        } catch (EOFException e) {
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
