package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** How pages are compressed, in the order of parquet.thrift's numbers. */
enum PageCodec {
    UNCOMPRESSED,
    SNAPPY,
    GZIP,
    LZO,
    BROTLI,
    LZ4,
    ZSTD,
    LZ4_RAW;

    static PageCodec of(int number) throws UnreadableException {
        if (number < 0 || number >= values().length) {
            throw UnreadableException.unsupported("its pages are compressed by the unknown method " + number);
        }
        return values()[number];
    }

    /** Unpacks all of {@code packed} from an index on, which must give as many bytes as asked for. */
    byte[] unpack(byte[] packed, int from, int unpacked) throws UnreadableException {
        byte[] bytes = new byte[unpacked];
        if (unpacked == 0) {
            return bytes;
        }
        int made = unpack(packed, from, bytes);
        if (made != unpacked) {
            throw UnreadableException.corrupt("a page unpacks to " + made + " bytes where it claims " + unpacked);
        }
        return bytes;
    }

    private int unpack(byte[] packed, int from, byte[] to) throws UnreadableException {
        return switch (this) {
            case UNCOMPRESSED -> {
                int length = Math.min(to.length, packed.length - from);
                System.arraycopy(packed, from, to, 0, length);
                yield length;
            }
            case SNAPPY -> with(new SnappyDecompressor(), packed, from, to);
            case GZIP -> gunzip(packed, from, to);
            case ZSTD -> with(new ZstdDecompressor(), packed, from, to);
            case LZ4_RAW -> with(new Lz4Decompressor(), packed, from, to);
            case LZO, BROTLI, LZ4 ->
                throw UnreadableException.unsupported("its pages are compressed by " + name() + ", which is not read");
        };
    }

    private static int with(Decompressor codec, byte[] packed, int from, byte[] to) throws UnreadableException {
        try {
            return codec.decompress(packed, from, packed.length - from, to, 0, to.length);
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw UnreadableException.corrupt("a page does not unpack: " + e.getMessage());
        }
    }

    private static int gunzip(byte[] packed, int from, byte[] to) throws UnreadableException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, from, packed.length - from))) {
            return in.readNBytes(to, 0, to.length);
        } catch (IOException e) {
            throw UnreadableException.corrupt("a page does not unpack: " + e.getMessage());
        }
    }
}
