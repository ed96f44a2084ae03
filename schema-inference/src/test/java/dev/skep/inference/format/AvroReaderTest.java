package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaMerger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroReaderTest extends FormatKit {

    private static final String SCHEMA = """
        {"type":"record","name":"Event","fields":[
          {"name":"id","type":"long"},
          {"name":"Name","type":["null","string"]},
          {"name":"born","type":{"type":"int","logicalType":"date"}},
          {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
          {"name":"exact","type":{"type":"long","logicalType":"timestamp-micros"}},
          {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
          {"name":"tags","type":{"type":"array","items":"string"}},
          {"name":"counts","type":{"type":"map","values":"int"}},
          {"name":"place","type":{"type":"record","name":"Place","fields":[{"name":"lat","type":"double"}]}}
        ]}\
        """;

    private static final byte[] SAMPLE = write(500);

    @Override
    Expected expected() {
        return new Expected(
                Format.AVRO,
                SAMPLE,
                List.of(
                        "id bigint",
                        "name string",
                        "born date",
                        "at timestamp",
                        "exact bigint",
                        "price decimal(9,2)",
                        "tags array<string>",
                        "counts map<string,int>",
                        "place struct<lat:double>"),
                500);
    }

    @Override
    boolean knowsItsEnd() {
        return true;
    }

    @Override
    boolean isGzipped() {
        return true;
    }

    /** Found by trying bytes: the parser has no exception of its own for it. */
    @Test
    void refusesASchemaThatIsTheNameOfNone() throws IOException {
        byte[] file =
                "Obj\u0001\u0002\u0016avro.schema\u0010\"strinb\"\0sixteen-byte-key".getBytes(StandardCharsets.UTF_8);
        assertThat(infer("data", file)).isInstanceOfSatisfying(Unreadable.class, it -> {
            assertThat(it.cause()).isEqualTo(Cause.CORRUPT);
            assertThat(it.detail()).startsWith("its Avro schema is invalid");
        });
    }

    @Test
    void agreesWithAvrosOwnReader() throws IOException {
        InferredSchema schema = schema(infer("data", SAMPLE));
        long rows = 0;
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(SAMPLE), new GenericDatumReader<>())) {
            assertThat(new Schema.Parser()
                            .parse(schema.storage().serdeProperties().get("avro.schema.literal")))
                    .isEqualTo(reader.getSchema());
            while (reader.hasNext()) {
                reader.next();
                rows++;
            }
        }
        assertThat(schema.rows().rows()).isEqualTo(rows);
    }

    @Test
    void knowsMicrosecondsThoughTheSerdeHandsOutNumbers() throws IOException {
        InferredSchema schema = schema(infer("data", SAMPLE));
        assertThat(schema.columns().get(4).valueType()).isEqualTo(HiveType.Scalar.TIMESTAMP);
        assertThat(schema.columns().get(1).nullable()).isTrue();
        assertThat(schema.columns().get(0).nullable()).isFalse();
    }

    @Test
    void takesALineEndThatAnEditorAppendedForNoDamage() throws IOException {
        byte[] appended = Arrays.copyOf(SAMPLE, SAMPLE.length + 1);
        appended[SAMPLE.length] = '\n';
        InferredSchema schema = schema(infer("data", appended));
        assertThat(schema.rows().rows()).isEqualTo(500);
        assertThat(schema.rows().exact()).isTrue();
        assertThat(schema.evidence()).anyMatch(it -> it.verdict().equals("a line end follows its last block"));
    }

    @Test
    void refusesAFewNamesThatUnfoldToAHugeType() throws IOException {
        StringBuilder schema = new StringBuilder("{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}");
        for (int i = 1; i <= 40; i++) {
            schema.insert(0, "{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":[{\"name\":\"a\",\"type\":");
            schema.append("},{\"name\":\"b\",\"type\":\"R").append(i - 1).append("\"}]}");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(new Schema.Parser().parse(schema.toString()), out);
        }
        assertThat(infer("data", out.toByteArray()))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
    }

    @Test
    void leavesTheSchemaToTheSerdeIfFilesDisagree() throws IOException {
        Schema other = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Event\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(other, out);
        }
        InferredSchema merged = SchemaMerger.merge(List.of(
                        new SchemaMerger.Sourced("a", schema(infer("a", SAMPLE))),
                        new SchemaMerger.Sourced("b", schema(infer("b", out.toByteArray())))))
                .schema();
        assertThat(columns(merged)).contains("id bigint", "name string");
        assertThat(merged.storage().serdeProperties()).doesNotContainKey("avro.schema.literal");
        assertThat(merged.storage().tableProperties()).doesNotContainKey("avro.schema.literal");
    }

    private static byte[] write(int rows) {
        Schema schema = new Schema.Parser().parse(SCHEMA);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.deflateCodec(6));
            writer.setSyncInterval(1_000);
            // A fixed marker keeps the sample the same on every run.
            writer.create(schema, out, "sixteen-byte-key".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < rows; i++) {
                GenericRecord row = new GenericData.Record(schema);
                row.put("id", (long) i);
                row.put("Name", i % 3 == 0 ? null : "name " + i);
                row.put("born", i);
                row.put("at", 1_000L * i);
                row.put("exact", 1_000_000L * i);
                row.put("price", ByteBuffer.wrap(new byte[] {(byte) i}));
                row.put("tags", List.of("a", "b"));
                row.put("counts", Map.of("k", i));
                GenericRecord place =
                        new GenericData.Record(schema.getField("place").schema());
                place.put("lat", i / 2.0);
                row.put("place", place);
                writer.append(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
