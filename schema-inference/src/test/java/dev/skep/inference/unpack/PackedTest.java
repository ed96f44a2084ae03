package dev.skep.inference.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Compression;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Every codec, every way it can go wrong. */
class PackedTest {

    private static final byte[] CSV = csv(2_000);

    /** Opens a stream that packs. */
    private interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static Map<Compression, Packer> packers() {
        Map<Compression, Packer> packers = new LinkedHashMap<>();
        packers.put(Compression.GZIP, GZIPOutputStream::new);
        packers.put(Compression.BZIP2, BZip2CompressorOutputStream::new);
        packers.put(Compression.XZ, out -> new XZOutputStream(out, new LZMA2Options(1)));
        packers.put(Compression.ZSTD, ZstdOutputStream::new);
        packers.put(Compression.LZ4, FramedLZ4CompressorOutputStream::new);
        packers.put(Compression.SNAPPY, FramedSnappyCompressorOutputStream::new);
        return packers;
    }

    @Test
    void readsEveryCodecWhateverTheName() throws IOException {
        for (Map.Entry<Compression, Packer> packer : packers().entrySet()) {
            InferredSchema schema = schema(infer("data", pack(packer.getValue(), CSV)));
            assertThat(schema.compression()).isEqualTo(packer.getKey());
            assertFound(schema);
        }
    }

    @Test
    void tellsTruncatedStreams() throws IOException {
        for (Map.Entry<Compression, Packer> packer : packers().entrySet()) {
            byte[] packed = pack(packer.getValue(), CSV);
            Inference answer = infer("data", Arrays.copyOf(packed, packed.length * 2 / 3));
            assertThat(answer).as("%s", packer.getKey()).isInstanceOfSatisfying(Unreadable.class, it -> {
                assertThat(it.compression()).isEqualTo(packer.getKey());
                assertThat(it.cause()).isIn(Cause.TRUNCATED, Cause.CORRUPT);
            });
        }
    }

    @Test
    void answersDamagedStreamsWithAValue() throws IOException {
        Random random = new Random(11);
        for (Packer packer : packers().values()) {
            byte[] packed = pack(packer, CSV);
            for (int i = 0; i < 60; i++) {
                byte[] damaged = packed.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                assertThat(infer("data", damaged)).isNotNull();
            }
        }
    }

    @Test
    void readsBlocksAsHadoopWritesThem() throws IOException {
        InferredSchema snappy = schema(infer("part-0.snappy", hadoop(new SnappyCompressor(), CSV)));
        assertThat(snappy.compression()).isEqualTo(Compression.SNAPPY);
        assertFound(snappy);
        InferredSchema lz4 = schema(infer("part-0.lz4", hadoop(new Lz4Compressor(), CSV)));
        assertThat(lz4.compression()).isEqualTo(Compression.LZ4);
        assertFound(lz4);
    }

    @Test
    void readsABlockWithoutAnyFrame() throws IOException {
        InferredSchema schema = schema(infer("data", block(new SnappyCompressor(), CSV, 0, CSV.length)));
        assertThat(schema.compression()).isEqualTo(Compression.SNAPPY);
        assertFound(schema);
    }

    @Test
    void readsTheFileInAnArchive() throws IOException {
        InferredSchema schema = schema(infer("data.zip", zip(Map.of("a/data.csv", CSV))));
        assertThat(schema.compression()).isEqualTo(Compression.ZIP);
        assertFound(schema);
    }

    @Test
    void readsFilesOfAnArchiveAsOneTableIfTheyFit() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("one.csv", CSV);
        files.put("two.csv", csv(500));
        files.put("__MACOSX/._one.csv", new byte[] {1, 2, 3});
        byte[] packed = zip(files);
        InferredSchema schema = schema(infer("data.zip", packed));
        assertThat(schema.rows().rows()).isEqualTo(2_500);
        assertThat(schema.bytes()).isEqualTo(packed.length);
    }

    @Test
    void saysWhichFileOfAnArchiveItDescribes() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("notes.txt", "Nothing but prose.".getBytes(StandardCharsets.UTF_8));
        files.put("data.csv", CSV);
        InferredSchema schema = schema(infer("data.zip", zip(files)));
        assertFound(schema);
        assertThat(schema.evidence())
                .anySatisfy(it -> assertThat(it.verdict()).isEqualTo("only data.csv is described"));
    }

    @Test
    void looksTwiceBelowAWrapper() throws IOException {
        byte[] gzip = pack(GZIPOutputStream::new, CSV);
        InferredSchema schema = schema(infer("data.zip", zip(Map.of("data.csv.gz", gzip))));
        assertThat(schema.compression()).isEqualTo(Compression.ZIP);
        assertFound(schema);
        byte[] thrice = pack(GZIPOutputStream::new, pack(GZIPOutputStream::new, gzip));
        assertThat(infer("data", thrice)).isInstanceOf(Unreadable.class);
    }

    @Test
    void readsStreamsOneAfterAnotherAsOne() throws IOException {
        for (Map.Entry<Compression, Packer> packer : packers().entrySet()) {
            byte[] first = pack(packer.getValue(), Arrays.copyOf(CSV, CSV.length / 2));
            byte[] second = pack(packer.getValue(), Arrays.copyOfRange(CSV, CSV.length / 2, CSV.length));
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            Inference answer = SchemaInference.standard().infer(new Dripping(ByteSource.of("data", both)));
            assertFound(schema(answer));
        }
    }

    /** A source whose streams give one byte at a time and do not know what follows, as those of networks. */
    private record Dripping(ByteSource source) implements ByteSource {

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            return source.read(offset, length);
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return new FilterInputStream(source.open(offset, length)) {
                @Override
                public int read(byte[] buffer, int from, int most) throws IOException {
                    return super.read(buffer, from, Math.min(1, most));
                }

                @Override
                public int available() {
                    return 0;
                }
            };
        }
    }

    @Test
    void stopsUnpackingWhatGrowsWithoutMeasure() throws IOException {
        byte[] zeros = new byte[64 << 20];
        Arrays.fill(zeros, (byte) '\n');
        byte[] bomb = pack(BZip2CompressorOutputStream::new, zeros);
        assertThat(bomb.length).isLessThan(4_000);
        assertThat(infer("data", bomb)).isNotInstanceOf(Inferred.class);
    }

    @Test
    void findsALateValueInAStream() throws IOException {
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 0; i < 400_000; i++) {
            text.append(i).append(',').append(i == 399_000 ? "n/k" : "7").append('\n');
        }
        byte[] packed = pack(GZIPOutputStream::new, text.toString().getBytes(StandardCharsets.UTF_8));
        InferredSchema schema = schema(infer("data.csv.gz", packed));
        assertThat(schema.columns().get(1).valueType().text()).isEqualTo("string");
        assertThat(schema.rows().rows()).isEqualTo(400_000);
        assertThat(schema.rows().exact()).isTrue();
    }

    private static void assertFound(InferredSchema schema) {
        assertThat(schema.columns())
                .extracting(column -> column.name() + " " + column.type().text())
                .containsExactly("id int", "name string", "amount double");
        assertThat(schema.rows().rows()).isEqualTo(2_000);
    }

    private static InferredSchema schema(Inference answer) {
        assertThat(answer).isInstanceOf(Inferred.class);
        return ((Inferred) answer).schema();
    }

    private static Inference infer(String name, byte[] bytes) throws IOException {
        return SchemaInference.standard().infer(ByteSource.of(name, bytes));
    }

    private static byte[] csv(int rows) {
        StringBuilder text = new StringBuilder("id,name,amount\n");
        Random random = new Random(rows);
        for (int i = 0; i < rows; i++) {
            text.append(i)
                    .append(",n")
                    .append(random.nextInt(1000))
                    .append(',')
                    .append(random.nextInt(999))
                    .append(".5\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pack(Packer packer, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.open(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return packed.toByteArray();
    }

    /** One block of all bytes, in chunks. */
    private static byte[] hadoop(Compressor compressor, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(packed);
        int size = 20_000;
        for (int from = 0; from < bytes.length; from += size) {
            byte[] chunk = block(compressor, bytes, from, Math.min(bytes.length, from + size));
            out.writeInt(Math.min(size, bytes.length - from));
            out.writeInt(chunk.length);
            out.write(chunk);
        }
        return packed.toByteArray();
    }

    private static byte[] block(Compressor compressor, byte[] bytes, int from, int to) {
        byte[] packed = new byte[compressor.maxCompressedLength(to - from)];
        int length = compressor.compress(bytes, from, to - from, packed, 0, packed.length);
        return Arrays.copyOf(packed, length);
    }
}
