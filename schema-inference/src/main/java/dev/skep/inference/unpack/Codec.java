package dev.skep.inference.unpack;

import dev.skep.inference.Compression;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** A way in which a stream of bytes is packed. */
public enum Codec {
    GZIP(Compression.GZIP),
    BZIP2(Compression.BZIP2),
    XZ(Compression.XZ),
    ZSTD(Compression.ZSTD),
    LZ4_FRAME(Compression.LZ4),
    /** Blocks with their lengths before them, as Hadoop writes. */
    LZ4_HADOOP(Compression.LZ4),
    SNAPPY_FRAME(Compression.SNAPPY),
    SNAPPY_HADOOP(Compression.SNAPPY),
    /** One block without any frame. */
    SNAPPY_RAW(Compression.SNAPPY),
    /** What is deflated in an archive. */
    ZIP_DEFLATED(Compression.ZIP),
    /** What lies in an archive as it is. */
    ZIP_STORED(Compression.ZIP);

    /** Room for the dictionary of the strongest usual setting. */
    private static final int XZ_KIB = 72 << 10;

    private static final int BUFFER = 16 << 10;

    private final Compression compression;

    Codec(Compression compression) {
        this.compression = compression;
    }

    public Compression compression() {
        return compression;
    }

    /** Opens packed bytes; streams one after another in one file are read as one. */
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, BUFFER);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case XZ -> new XZInputStream(packed, XZ_KIB);
            case ZSTD -> new ZstdInputStream(packed);
            case LZ4_FRAME -> new FramedLZ4CompressorInputStream(packed, true);
            case LZ4_HADOOP -> new HadoopBlocks(packed, HadoopBlocks.Block.LZ4);
            case SNAPPY_FRAME -> new FramedSnappyCompressorInputStream(packed);
            case SNAPPY_HADOOP -> new HadoopBlocks(packed, HadoopBlocks.Block.SNAPPY);
            case SNAPPY_RAW -> HadoopBlocks.rawSnappy(packed);
            case ZIP_DEFLATED -> new Raw(packed);
            case ZIP_STORED -> packed;
        };
    }

    /** Deflated bytes without a header. */
    private static final class Raw extends InflaterInputStream {
        Raw(InputStream packed) {
            super(packed, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
