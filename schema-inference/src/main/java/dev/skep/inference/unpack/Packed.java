package dev.skep.inference.unpack;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A part of a source that is packed once, or twice, as in a {@code .csv.gz} inside an archive.
 *
 * @param offset where the packed bytes begin in the source
 * @param length how many they are
 * @param codecs the outermost first
 * @param inner what the packed file is called, where that is told; else the name of the source
 */
public record Packed(ByteSource source, long offset, long length, List<Codec> codecs, String inner) {

    private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] LZ4 = {0x04, 0x22, 0x4d, 0x18};
    private static final byte[] SNAPPY = {(byte) 0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'};
    private static final byte[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
    private static final byte[] BZIP2_EMPTY = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};

    /** Control characters in a start, from which on it is no text. */
    private static final double BINARY = 0.02;

    public Packed {
        codecs = List.copyOf(codecs);
    }

    /**
     * How a source is packed, by its first bytes; empty if it is not.
     *
     * @param start the beginning of the source, some KiB
     */
    public static Optional<Packed> of(ByteSource source, byte[] start) {
        return codec(start, source.name(), source.size())
                .map(codec -> new Packed(source, 0, source.size(), List.of(codec), source.name()));
    }

    /** The same, packed once more inside. */
    Packed within(Codec codec) {
        return new Packed(source, offset, length, List.of(codecs.get(0), codec), inner);
    }

    /** The outermost compression. */
    public Compression compression() {
        return codecs.get(0).compression();
    }

    /** Opens the unpacked bytes; the caller closes them. */
    public Unpacking open() throws IOException {
        Unpacking stream = new Unpacking(source.open(offset, length), codecs.get(0));
        return codecs.size() == 1 ? stream : new Unpacking(stream, codecs.get(1));
    }

    /** Looks once below the first wrapper, and takes off a second one. */
    public Packed unwrapped() throws IOException {
        byte[] start;
        try (InputStream in = open()) {
            start = in.readNBytes(64 << 10);
        }
        Optional<Codec> second = codecs.size() > 1 ? Optional.empty() : codec(start, inner, Long.MAX_VALUE);
        return second.map(this::within).orElse(this);
    }

    /** How bytes are packed, by their beginning; what has no magic number must be binary and unpack without error. */
    static Optional<Codec> codec(byte[] start, String name, long size) {
        if (begins(start, GZIP)) {
            return Optional.of(Codec.GZIP);
        }
        if (start.length >= 10 && start[0] == 'B' && start[1] == 'Z' && start[2] == 'h' && isBzip2(start)) {
            return Optional.of(Codec.BZIP2);
        }
        if (begins(start, XZ)) {
            return Optional.of(Codec.XZ);
        }
        if (begins(start, ZSTD)) {
            return Optional.of(Codec.ZSTD);
        }
        if (begins(start, LZ4)) {
            return Optional.of(Codec.LZ4_FRAME);
        }
        if (begins(start, SNAPPY)) {
            return Optional.of(Codec.SNAPPY_FRAME);
        }
        return isBinary(start) ? withoutMagic(start, name.toLowerCase(Locale.ROOT), size) : Optional.empty();
    }

    private static Optional<Codec> withoutMagic(byte[] start, String name, long size) {
        if (HadoopBlocks.begins(start, HadoopBlocks.Block.SNAPPY)) {
            return Optional.of(Codec.SNAPPY_HADOOP);
        }
        if (HadoopBlocks.begins(start, HadoopBlocks.Block.LZ4)) {
            return Optional.of(Codec.LZ4_HADOOP);
        }
        boolean named = name.endsWith(".snappy") || name.endsWith(".sz") || name.endsWith(".snz");
        return size <= HadoopBlocks.LARGEST && isRawSnappy(start, size, named)
                ? Optional.of(Codec.SNAPPY_RAW)
                : Optional.empty();
    }

    /** A block that is all there must unpack; of a longer one, its length must be likely and its name must say so. */
    private static boolean isRawSnappy(byte[] start, long size, boolean named) {
        try {
            int length = HadoopBlocks.unpackedLength(start);
            if (start.length == size) {
                return HadoopBlocks.unpack(HadoopBlocks.Block.SNAPPY, start, start.length, length).length == length;
            }
            return named && length >= size / 2;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isBzip2(byte[] start) {
        byte[] block = Arrays.copyOfRange(start, 4, 10);
        return start[3] >= '1'
                && start[3] <= '9'
                && (Arrays.equals(block, BZIP2_BLOCK) || Arrays.equals(block, BZIP2_EMPTY));
    }

    private static boolean begins(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    private static boolean isBinary(byte[] start) {
        int controls = 0;
        int most = Math.min(start.length, 512);
        for (int i = 0; i < most; i++) {
            byte b = start[i];
            controls += b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 1 ? 1 : 0;
        }
        return controls > 0 && controls >= BINARY * most;
    }
}
