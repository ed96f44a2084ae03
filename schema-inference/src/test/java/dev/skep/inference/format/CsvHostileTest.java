package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is made to take time or memory is answered within bounds. */
class CsvHostileTest {

    private static final int MIB = 1 << 20;

    /** Far more than any answer takes; a quadratic one takes minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "'", "|", ",", "\\", "#", "\"\"\n", " ", "|~", "\"a\" ", "1,\"\n", "a:", "::\n", "sep=\n"})
    void repetitionsEnd(String unit) {
        byte[] text = unit.repeat(4 * MIB / unit.length()).getBytes(StandardCharsets.UTF_8);
        Assertions.assertTimeoutPreemptively(
                LONGEST,
                () -> assertThat(infer(ByteSource.of("data.csv", text))).isNotNull());
    }

    @Test
    void aLineOfAGibibyteIsNotReadWhole() {
        Endless line = new Endless(1L << 30);
        Assertions.assertTimeoutPreemptively(
                LONGEST, () -> assertThat(infer(line)).isNotNull());
        assertThat(line.read).isLessThan(32L * MIB);
    }

    @Test
    void tooManyColumnsAreRefused() throws IOException {
        byte[] text = ("1;".repeat(100_000) + "1\n").repeat(3).getBytes(StandardCharsets.UTF_8);
        assertThat(infer(ByteSource.of("data.csv", text)))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
    }

    private static Inference infer(ByteSource source) throws IOException {
        return SchemaInference.standard().infer(source);
    }

    /** One line without an end, made as it is read. */
    private static final class Endless implements ByteSource {
        private final long size;
        private long read;

        Endless(long size) {
            this.size = size;
        }

        @Override
        public String name() {
            return "data.csv";
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open(long offset, long length) {
            return new InputStream() {
                private long left = Math.min(length, size - offset);

                @Override
                public int read() {
                    if (left <= 0) {
                        return -1;
                    }
                    left--;
                    read++;
                    return left % 7 == 0 ? ',' : 'x';
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    int n = (int) Math.min(most, left);
                    for (int i = 0; i < n; i++) {
                        into[from + i] = (byte) read();
                    }
                    return n == 0 && most > 0 ? -1 : n;
                }
            };
        }
    }
}
