package dev.skep.inference;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Infers the largest and most hostile sources, one after another; run by {@link MemoryTest} in a small heap. */
public final class Largest {

    private static final int MIB = 1 << 20;
    private static final Packing XZ = out -> new XZOutputStream(out, new LZMA2Options(0));

    private Largest() {}

    /** Makes a source when its turn comes. */
    private interface Making {
        ByteSource make() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        infer(SchemaInference.standard(), largest());
        infer(SchemaInference.within(Limits.SPARSE), bombs());
    }

    private static Map<String, Making> largest() {
        Map<String, Making> sources = new LinkedHashMap<>();
        sources.put("1 GiB of rows", () -> new Repeated("large.csv", "12345,some text,2024-05-01,1.25\n", 1L << 30));
        sources.put(
                "1 GiB of objects", () -> new Repeated("large.json", "{\"a\":1,\"b\":{\"c\":[1,2]}}\n\n", 1L << 30));
        sources.put("1 GiB without a line end", () -> new Repeated("line.csv", "12345,some text;", 1L << 30));
        sources.put("1 GiB of log", () -> new Repeated("a.log", "Nov  3 09:23:38 host a[7]: failed\n", 1L << 30));
        sources.put("1 GiB of elements", () -> new Repeated("a.xml", "<r><a>1</a><b>2</b></r>\n", 1L << 30));
        sources.put("100,000 columns", () -> text("name,".repeat(100_000) + "\n" + "1234,".repeat(100_000) + "\n"));
        sources.put("15,000 columns", () -> text(("12.5,".repeat(15_000) + "1\n").repeat(40)));
        sources.put("deep arrays", () -> text("[".repeat(4 * MIB)));
        sources.put("deep objects", () -> text("{\"a\":".repeat(MIB)));
        sources.put("deep elements", () -> text("<a>".repeat(2 * MIB)));
        sources.put("many keys", () -> text(keys()));
        sources.put("gzip bomb", () -> repeated("a.csv.gz", GZIPOutputStream::new, 100));
        sources.put("xz bomb", () -> repeated("a.csv.xz", XZ, 100));
        sources.put("zip bomb", () -> packed("a.zip", Largest::zip, 100));
        sources.put("footer with many columns", Largest::footer);
        return sources;
    }

    /** Codecs by themselves and in one another; streams that hold nothing; blocks that claim too much. */
    private static Map<String, Making> bombs() {
        Map<String, Making> sources = new LinkedHashMap<>();
        Packing bzip2 = BZip2CompressorOutputStream::new;
        Packing lz4 = FramedLZ4CompressorOutputStream::new;
        Packing snappy = FramedSnappyCompressorOutputStream::new;
        sources.put("bzip2 bomb", () -> repeated("a.csv.bz2", bzip2, 400));
        sources.put("zstd bomb", () -> repeated("a.csv.zst", ZstdOutputStream::new, 2_000));
        sources.put("lz4 bomb", () -> repeated("a.csv.lz4", lz4, 1_000));
        sources.put("snappy bomb", () -> repeated("a.csv.sz", snappy, 300));
        sources.put("bzip2 bomb in gzip", () -> within(repeated("a", bzip2, 2_000), GZIPOutputStream::new));
        sources.put("zstd bomb in zip", () -> within(repeated("a", ZstdOutputStream::new, 10_000), Largest::zip));
        sources.put("lz4 bomb in zstd", () -> within(repeated("a", lz4, 1_000), ZstdOutputStream::new));
        sources.put("snappy bomb in lz4", () -> within(repeated("a", snappy, 300), lz4));
        sources.put("gzip bomb in bzip2", () -> within(packed("a", GZIPOutputStream::new, 100), bzip2));
        sources.put("empty streams of bzip2 in gzip", () -> within(empty(bzip2, 4 * MIB), GZIPOutputStream::new));
        sources.put("empty streams of xz in zstd", () -> within(empty(XZ, MIB), ZstdOutputStream::new));
        sources.put("empty streams of gzip", () -> empty(GZIPOutputStream::new, 2 * MIB));
        sources.put("snappy block that claims 2 GiB", () -> claim(0xff, 0xff, 0xff, 0xff, 7, 0, 'a', 0xfe, 1, 0));
        sources.put("blocks that claim 2 GiB", () -> claim(0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 9, 5, 'a', 0xfe, 1, 0));
        return sources;
    }

    private static void infer(SchemaInference inference, Map<String, Making> sources) throws IOException {
        for (Map.Entry<String, Making> source : sources.entrySet()) {
            Inference answer = inference.infer(source.getValue().make());
            String sampled = answer instanceof Inference.Inferred inferred
                            && !inferred.schema().rows().exact()
                    ? ", sampled"
                    : "";
            System.out.println(source.getKey() + ": " + answer.getClass().getSimpleName() + sampled
                    + (answer instanceof Inference.Unreadable refusal ? ", " + refusal.detail() : ""));
        }
    }

    private static ByteSource text(String text) {
        return ByteSource.of("text.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String keys() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            json.append("{\"key").append(i).append("\":{\"a\":1}}\n");
        }
        return json.toString();
    }

    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static OutputStream zip(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry("a.csv"));
        return zip;
    }

    private static ByteSource packed(String name, Packing packing, int mib) throws IOException {
        byte[] rows = "1,a,2.5\n".repeat(MIB / 8).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes)) {
            for (int i = 0; i < mib; i++) {
                out.write(rows);
            }
        }
        return ByteSource.of(name, bytes.toByteArray());
    }

    /** A stream of one MiB, which is packed quickly, so many times: readers go on from one stream to the next. */
    private static ByteSource repeated(String name, Packing packing, int times) throws IOException {
        ByteSource one = packed(name, packing, 1);
        byte[] stream = one.read(0, (int) one.size());
        byte[] all = new byte[times * stream.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(stream, 0, all, i * stream.length, stream.length);
        }
        return ByteSource.of(name, all);
    }

    /** Streams that hold nothing, as many as fill so many bytes. */
    private static ByteSource empty(Packing packing, int times) throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        packing.over(one).close();
        byte[] stream = one.toByteArray();
        return new Repeated("empty", new String(stream, StandardCharsets.ISO_8859_1), (long) times * stream.length);
    }

    private static ByteSource within(ByteSource source, Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes);
                InputStream in = source.open(0, source.size())) {
            in.transferTo(out);
        }
        return ByteSource.of("nested.csv", bytes.toByteArray());
    }

    private static ByteSource claim(int... bytes) {
        byte[] claim = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            claim[i] = (byte) bytes[i];
        }
        return ByteSource.of("claim.snappy", claim);
    }

    /** A Parquet footer whose list of columns claims two thousand million entries. */
    private static ByteSource footer() {
        byte[] claim = {0x15, 2, 0x19, (byte) 0xfc, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        byte[] file = Arrays.copyOf("PAR1".getBytes(StandardCharsets.US_ASCII), 4 + claim.length + 8);
        System.arraycopy(claim, 0, file, 4, claim.length);
        file[4 + claim.length] = (byte) claim.length;
        System.arraycopy(file, 0, file, file.length - 4, 4);
        return ByteSource.of("claims.parquet", file);
    }

    /**
     * A pattern over and over, made when it is read.
     *
     * @param pattern each character is a byte
     */
    private record Repeated(String name, String pattern, long size) implements ByteSource {

        @Override
        public byte[] read(long offset, int length) {
            byte[] one = pattern.getBytes(StandardCharsets.ISO_8859_1);
            byte[] bytes = new byte[(int) Math.min(length, Math.max(0, size - offset))];
            int filled = Math.min(one.length, bytes.length);
            for (int i = 0; i < filled; i++) {
                bytes[i] = one[(int) ((offset + i) % one.length)];
            }
            for (int more = 0; filled < bytes.length; filled += more) {
                more = Math.min(filled, bytes.length - filled);
                System.arraycopy(bytes, 0, bytes, filled, more);
            }
            return bytes;
        }

        @Override
        public InputStream open(long offset, long length) {
            long end = Math.min(size, offset + length);
            return new InputStream() {
                private long at = offset;

                @Override
                public int read() {
                    return at < end ? pattern.charAt((int) (at++ % pattern.length())) : -1;
                }

                @Override
                public int read(byte[] buffer, int from, int most) {
                    if (at >= end) {
                        return -1;
                    }
                    byte[] bytes = Repeated.this.read(at, (int) Math.min(most, Math.min(end - at, MIB)));
                    System.arraycopy(bytes, 0, buffer, from, bytes.length);
                    at += bytes.length;
                    return bytes.length;
                }
            };
        }
    }
}
