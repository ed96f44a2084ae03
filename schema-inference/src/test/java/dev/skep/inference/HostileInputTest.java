package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Inference.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged files of all formats get an answer by a reader's own refusal, never by its tripping. {@code
 * -Dskep.hostile.rounds=N} tries longer.
 */
class HostileInputTest {

    private static final int ROUNDS = Integer.getInteger("skep.hostile.rounds", 150);
    private static final List<String> FILES = List.of(
            "alltypes_plain.parquet",
            "nullable.impala.parquet",
            "decimal64_v2.orc",
            "sample2.orc",
            "sheet2.xls",
            "table-with-ints-floats-dates.xls");
    private static final List<String> TEXTS = List.of(
            "<?xml version='1.0'?><c><r a='1'><b>x</b><b>y</b></r><r a='2'/></c>",
            "{\"a\":1,\"b\":[{\"c\":null}]}\n{\"a\":2.5}\n",
            "id,name\n1,\"a\nb\"\n2,c\n",
            "Nov  3 09:23:38 host automount[7998]: lookup failed\n",
            "#separator \\x09\n#fields\ta\tb\n1\t2\n",
            "#Fields: date time c-ip\n2015-01-13 00:32:17 192.0.2.1\n",
            "time=2021-09-15T21:17:10Z level=error msg=\"went \\\"wrong\\\"\"\n");

    private final SchemaInference inference = SchemaInference.standard();

    @Test
    void readersRefuseWhatIsDamagedByThemselves() throws IOException {
        Random random = new Random(11);
        for (byte[] sound : seeds()) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = damage(sound, random);
                Inference answer = inference.infer(ByteSource.of("data", damaged));
                if (answer instanceof Unreadable unreadable) {
                    assertThat(unreadable.detail()).as("round %d", round).doesNotContain("failed unexpectedly");
                }
            }
        }
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int n = random.nextInt(6); n >= 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) 0xff);
                case 2 -> bytes[at] = (byte) (bytes[at] ^ (1 << random.nextInt(8)));
                case 3 -> bytes = spliced(bytes, at, random);
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(bytes.length) / 8));
            }
        }
        return bytes;
    }

    /** Repeats a piece of the bytes in the midst of them. */
    private static byte[] spliced(byte[] bytes, int at, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(64));
        out.write(bytes, 0, at);
        for (int i = random.nextInt(20); i >= 0; i--) {
            out.write(bytes, from, length);
        }
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = HostileInputTest.class.getResourceAsStream("/samples/" + file)) {
                seeds.add(in.readAllBytes());
            }
        }
        TEXTS.forEach(text -> seeds.add(text.repeat(3).getBytes(StandardCharsets.UTF_8)));
        return seeds;
    }
}
