package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Compression;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What every format promises. A subclass names a sample and what is in it. */
public abstract class FormatKit {

    private static final int MUTATIONS = 2_000;

    private final SchemaInference inference = SchemaInference.standard();

    /** A sample, and what must be found in it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Expected(Format format, byte[] sample, List<String> columns, long rows) {}

    abstract Expected expected();

    /** Formats that are read from their end, or by lengths, know when they are cut. */
    abstract boolean knowsItsEnd();

    /** Whether files of the format are commonly gzip-compressed as a whole. */
    abstract boolean isGzipped();

    @Test
    void isTakenByContentWhateverItsName() throws IOException {
        for (String name : List.of("data", "data.csv", "data.parquet", "data.json")) {
            assertThat(schema(infer(name, expected().sample())).format())
                    .as(name)
                    .isEqualTo(expected().format());
        }
    }

    @Test
    void givesColumnsAndRows() throws IOException {
        InferredSchema schema = schema(infer("data", expected().sample()));
        assertThat(columns(schema)).isEqualTo(expected().columns());
        assertThat(schema.rows().rows()).isEqualTo(expected().rows());
        assertThat(schema.rows().exact()).isTrue();
        assertThat(schema.bytes()).isEqualTo(expected().sample().length);
        assertThat(schema.compression()).isEqualTo(Compression.NONE);
        assertThat(schema.confidence()).isBetween(0.3, 1.0);
        assertThat(schema.storage().tableProperties())
                .containsEntry("classification", expected().format().classification())
                .containsEntry("compressionType", "none");
    }

    @Test
    void saysWhyForEveryDecision() throws IOException {
        InferredSchema schema = schema(infer("data", expected().sample()));
        List<Evidence> decisions = schema.decisions();
        assertThat(decisions).allSatisfy(decision -> {
            assertThat(decision.because()).isNotBlank();
            assertThat(decision.score()).isBetween(0.0, 1.0);
            if (decision.runnerUp() != null) {
                assertThat(decision.runnerUp().verdict()).isNotEqualTo(decision.verdict());
                assertThat(decision.runnerUp().score()).isBetween(0.0, decision.score());
            }
        });
        assertThat(decisions).extracting(Evidence::topic).containsOnlyOnce(Topic.FORMAT);
        assertThat(decisions)
                .filteredOn(decision -> decision.topic() == Topic.TYPE
                        && schema.columns().stream()
                                .noneMatch(column -> column.parts().contains(decision)))
                .extracting(Evidence::subject)
                .containsExactlyElementsOf(
                        schema.columns().stream().map(InferredColumn::name).toList());
        assertThat(decisions)
                .filteredOn(decision -> decision.topic() == Topic.ENCODING)
                .extracting(Evidence::verdict)
                .isEqualTo(schema.encoding() == null ? List.of() : List.of(schema.encoding()));
    }

    @Test
    void refusesToGuessFromAPartThatLacksItsEnd() throws IOException {
        byte[] sample = expected().sample();
        for (int length = 1; length < sample.length; length += Math.max(1, sample.length / 200)) {
            Inference answer = infer("data", Arrays.copyOf(sample, length));
            if (knowsItsEnd()) {
                assertThat(answer).as("cut at %d", length).isNotInstanceOf(Inferred.class);
            }
        }
    }

    @Test
    void findsNothingInNothing() throws IOException {
        assertThat(infer("data", new byte[0])).isInstanceOf(Empty.class);
    }

    @Test
    void answersDamagedBytesWithAValue() throws IOException {
        Random random = new Random(7);
        FormatReader reader = reader();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = expected().sample().clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Sample sample;
            try {
                sample = Sample.of(ByteSource.of("data", damaged), Limits.DEFAULT);
                reader.read(sample);
            } catch (UnreadableException e) {
                assertThat(e.answer().detail()).isNotBlank();
            }
        }
    }

    @Test
    void isReadThroughGzipWhereThatIsUsual() throws IOException {
        byte[] packed = gzip(expected().sample());
        Inference answer = infer("data.gz", packed);
        if (isGzipped()) {
            InferredSchema schema = schema(answer);
            assertThat(columns(schema)).isEqualTo(expected().columns());
            assertThat(schema.compression()).isEqualTo(Compression.GZIP);
            assertThat(schema.bytes()).isEqualTo(packed.length);
            assertThat(infer("data.gz", Arrays.copyOf(packed, packed.length - 9)))
                    .isInstanceOfSatisfying(
                            Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TRUNCATED));
        } else {
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNSUPPORTED));
        }
    }

    @Test
    void letsFailuresOfTheSourceThrough() {
        ByteSource whole = ByteSource.of("data", expected().sample());
        ByteSource failing = new ByteSource() {
            @Override
            public String name() {
                return whole.name();
            }

            @Override
            public long size() {
                return whole.size();
            }

            @Override
            public InputStream open(long offset, long length) throws IOException {
                throw new IOException("the store is away");
            }
        };
        assertThatThrownBy(() -> inference.infer(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is away");
    }

    final Inference infer(String name, byte[] bytes) throws IOException {
        return inference.infer(ByteSource.of(name, bytes));
    }

    static InferredSchema schema(Inference answer) {
        assertThat(answer).isInstanceOf(Inferred.class);
        return ((Inferred) answer).schema();
    }

    static List<String> columns(InferredSchema schema) {
        return schema.columns().stream()
                .map(column -> column.name() + " " + column.type().text())
                .toList();
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] resource(String name) {
        try (InputStream in = FormatKit.class.getResourceAsStream("/samples/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FormatReader reader() throws IOException {
        try {
            Sample sample = Sample.of(ByteSource.of("data", expected().sample()), Limits.DEFAULT);
            return FormatChoice.of(FormatReaders.all(), sample).reader();
        } catch (UnreadableException e) {
            throw new AssertionError("no reader takes the sample", e);
        }
    }
}
