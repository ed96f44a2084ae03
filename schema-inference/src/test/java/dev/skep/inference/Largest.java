package dev.skep.inference;

import java.io.ByteArrayInputStream;
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
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Infers the largest and most hostile sources, one after another; run by {@link MemoryTest} in a small heap. */
public final class Largest {

    private static final int MIB = 1 << 20;

    private Largest() {}

    /** Makes a source when its turn comes. */
    private interface Making {
        ByteSource make() throws IOException;
    }

    public static void main(String[] args) throws IOException {
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
        sources.put("gzip bomb", () -> packed("a.csv.gz", GZIPOutputStream::new, 200));
        sources.put("xz bomb", () -> packed("a.csv.xz", out -> new XZOutputStream(out, new LZMA2Options(0)), 100));
        sources.put("zip bomb", () -> packed("a.zip", Largest::zip, 200));
        sources.put("footer with many columns", Largest::footer);
        for (Map.Entry<String, Making> source : sources.entrySet()) {
            Inference answer =
                    SchemaInference.standard().infer(source.getValue().make());
            System.out.println(source.getKey() + ": " + answer.getClass().getSimpleName()
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

    /** A Parquet footer whose list of columns claims two thousand million entries. */
    private static ByteSource footer() {
        byte[] claim = {0x15, 2, 0x19, (byte) 0xfc, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 7};
        byte[] file = Arrays.copyOf("PAR1".getBytes(StandardCharsets.US_ASCII), 4 + claim.length + 8);
        System.arraycopy(claim, 0, file, 4, claim.length);
        file[4 + claim.length] = (byte) claim.length;
        System.arraycopy(file, 0, file, file.length - 4, 4);
        return ByteSource.of("claims.parquet", file);
    }

    /** A pattern over and over, made when it is read. */
    private record Repeated(String name, String pattern, long size) implements ByteSource {

        @Override
        public byte[] read(long offset, int length) {
            byte[] one = pattern.getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[(int) Math.min(length, Math.max(0, size - offset))];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = one[(int) ((offset + i) % one.length)];
            }
            return bytes;
        }

        @Override
        public InputStream open(long offset, long length) {
            return new ByteArrayInputStream(read(offset, (int) Math.min(length, 64L * MIB)));
        }
    }
}
