package dev.skep.inference.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.SchemaInference;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is read, and what is found in it. */
class SamplingTest {

    @Test
    void findsALateValueInATenthOfTheBytes() throws IOException {
        Counting source = new Counting(late(60_000, 0.93));
        InferredSchema schema = schema(SchemaInference.within(Limits.SPARSE).infer(source));
        assertThat(schema.columns().get(1).valueType().text()).isEqualTo("string");
        assertThat(source.read).isLessThanOrEqualTo(source.size() / 10 + (64 << 10) + 4);
    }

    @Test
    void readsNoMoreThanItsBoundOfALargeSource() throws IOException {
        Counting source = new Counting(late(1_500_000, 0.95));
        InferredSchema schema = schema(SchemaInference.standard().infer(source));
        assertThat(schema.columns().get(1).valueType().text()).isEqualTo("string");
        assertThat(source.read).isLessThanOrEqualTo(source.size() / 10 + (64 << 10) + 4);
        assertThat(schema.rows().exact()).isFalse();
        assertThat((double) schema.rows().rows()).isBetween(1_350_000.0, 1_650_000.0);
    }

    @Test
    void readsAllWhenAsked() throws IOException {
        byte[] text = late(600_000, 0.4);
        InferredSchema exact = schema(SchemaInference.within(Limits.EXACT).infer(ByteSource.of("data", text)));
        assertThat(exact.columns().get(1).valueType().text()).isEqualTo("string");
        assertThat(exact.rows().rows()).isEqualTo(600_000);
        assertThat(exact.rows().exact()).isTrue();
    }

    @Test
    void readsAnArrayToItsEndWhenAsked() throws IOException {
        StringBuilder text = new StringBuilder("[\n");
        for (int i = 0; i < 300_000; i++) {
            text.append("{\"id\": ")
                    .append(i)
                    .append(i == 299_000 ? ", \"late\": true" : "")
                    .append("},\n");
        }
        byte[] bytes = text.append("{\"id\": 1}]").toString().getBytes(StandardCharsets.UTF_8);
        Limits small = new Limits(1 << 20, 1 << 19, 1, 1 << 20, 1 << 20, 1 << 26, 1_100, 1_000, 64, true);
        InferredSchema schema = schema(SchemaInference.within(small).infer(ByteSource.of("data", bytes)));
        assertThat(schema.columns()).extracting("name").containsExactly("id", "late");
        assertThat(schema.rows().rows()).isEqualTo(300_001);
        assertThat(schema.rows().exact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsUnicodeWithAndWithoutMark(String name) throws IOException {
        Charset charset = Charset.forName(name);
        for (String mark : List.of("", "\uFEFF")) {
            byte[] bytes = (mark + "id,stadt\n1,Köln\n2,Łódź\n3,Москва\n").getBytes(charset);
            InferredSchema schema = schema(SchemaInference.standard().infer(ByteSource.of("data", bytes)));
            assertThat(schema.encoding()).isEqualTo(name);
            assertThat(schema.columns()).extracting("name").containsExactly("id", "stadt");
        }
    }

    @Test
    void tellsOtherEncodings() {
        String russian = "имя,город\nИван,Москва\nПётр,Тула\nАнна,Казань\n".repeat(20);
        assertThat(Encodings.of(russian.getBytes(Charset.forName("windows-1251")), false)
                        .charset()
                        .name())
                .isEqualTo("windows-1251");
        String japanese = "名前,都市\n太郎,東京\n花子,大阪\nひらがな,カタカナ\n".repeat(20);
        assertThat(Encodings.of(japanese.getBytes(Charset.forName("Shift_JIS")), false)
                        .charset()
                        .name())
                .isIn("Shift_JIS", "windows-31j");
        assertThat(Encodings.of(japanese.getBytes(Charset.forName("EUC-JP")), false)
                        .charset()
                        .name())
                .isEqualTo("EUC-JP");
        assertThat(Encodings.of("name\nJosé\n".getBytes(StandardCharsets.ISO_8859_1), false)
                        .charset()
                        .name())
                .isEqualTo("windows-1252");
        byte[] damaged = "Köln,Łódź,東京,Москва\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        damaged[1] = (byte) 0xff;
        assertThat(Encodings.of(damaged, false).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void cutsNoCharacterInTwo() throws Exception {
        byte[] text = "é,ö\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        for (int head : new int[] {1001, 1002, 1003}) {
            Body body = new Body(
                    java.util.Arrays.copyOf(text, head),
                    false,
                    Parts.rest(ByteSource.of("data", text), head),
                    text.length);
            Text read = Text.of(body);
            StringBuilder all = new StringBuilder(read.head());
            read.later().forEach(all::append);
            assertThat(all.toString()).isEqualTo(new String(text, StandardCharsets.UTF_8));
            assertThat(read.isComplete()).isTrue();
        }
    }

    private static byte[] late(int rows, double place) {
        StringBuilder text = new StringBuilder("id,amount,city\n");
        Stream.iterate(0, i -> i + 1)
                .limit(rows)
                .forEach(i -> text.append(100_000_000 + i)
                        .append(',')
                        .append(i == (int) (rows * place) ? "n.n." : String.valueOf(1000 + i % 1000))
                        .append(",somewhere in the north\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static InferredSchema schema(Inference answer) {
        assertThat(answer).isInstanceOf(Inferred.class);
        return ((Inferred) answer).schema();
    }

    /** Counts the bytes that are read. */
    private static final class Counting implements ByteSource {
        private final ByteSource bytes;
        private long read;

        Counting(byte[] bytes) {
            this.bytes = ByteSource.of("data.csv", bytes);
        }

        @Override
        public String name() {
            return bytes.name();
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return new FilterInputStream(bytes.open(offset, length)) {
                @Override
                public int read() throws IOException {
                    read++;
                    return super.read();
                }

                @Override
                public int read(byte[] buffer, int from, int most) throws IOException {
                    int n = super.read(buffer, from, most);
                    read += Math.max(0, n);
                    return n;
                }
            };
        }
    }
}
