package dev.skep.server.catalog.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.datasketches.kll.KllFloatsSketch;
import org.apache.datasketches.memory.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histograms as the library makes and reads them that Hive's clients use. */
class KllSketchTest {
    /** What Hive sets where nobody asks for another size. */
    private static final int USUAL = 200;

    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {8, 20, USUAL, 1000})
    void readsWhatTheLibraryWrites(int k) {
        for (int count : new int[] {0, 1, 2, 7, 199, 1_000, 50_000}) {
            KllFloatsSketch theirs = sketch(k, values(count));
            KllFloatsSketch back = theirs(ours(theirs));
            assertThat(back.getN()).isEqualTo(count);
            for (float at = -3; at <= 3; at += 0.5f) {
                assertThat(back.getRank(at)).isEqualTo(Double.valueOf(theirs.getRank(at)));
            }
        }
    }

    @Test
    void whatHasRoomIsMergedExactly() {
        float[] some = values(30);
        float[] others = values(60);
        KllFloatsSketch merged = theirs(
                ours(sketch(USUAL, some)).merged(ours(sketch(USUAL, others))).orElseThrow());
        assertRanks(merged, List.of(some, others), 0);
        assertThat(merged.getNumRetained()).isEqualTo(90);
        KllFloatsSketch same =
                theirs(ours(sketch(USUAL, some)).merged(ours(sketch(USUAL))).orElseThrow());
        assertRanks(same, List.of(some), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, USUAL})
    void manyAreMergedWithinTheErrorOfOne(int k) {
        List<float[]> parts = new ArrayList<>();
        KllSketch merged = ours(sketch(k));
        for (int i = 0; i < 60; i++) {
            float[] part = values(i * 100);
            for (int j = 0; j < part.length; j++) {
                part[j] += i % 7;
            }
            parts.add(part);
            merged = merged.merged(ours(sketch(k, part))).orElseThrow();
        }
        KllFloatsSketch read = theirs(merged);
        assertRanks(read, parts, read.getNormalizedRankError(false));
        assertThat(read.getNumRetained()).isLessThan(sketch(k, values(200_000)).getNumRetained() * 3 / 2);
    }

    @Test
    void theLessExactDecides() {
        KllFloatsSketch merged = theirs(ours(sketch(USUAL, values(3_000)))
                .merged(ours(sketch(20, values(3_000))))
                .orElseThrow());
        assertThat(merged.getNormalizedRankError(false))
                .isEqualTo(sketch(20, values(1)).getNormalizedRankError(false));
    }

    @Test
    void theSameIsMadeOfTheSame() {
        String one = sketch(values(5_000));
        String other = sketch(values(7_000));
        assertThat(merged(one, other)).isEqualTo(merged(one, other));
    }

    @Test
    void takesNothingForASketchThatIsNone() {
        byte[] whole = sketch(USUAL, values(3_000)).toByteArray();
        for (int length = 0; length < whole.length; length++) {
            assertThat(KllSketch.read(Base64.getEncoder().encodeToString(Arrays.copyOf(whole, length))))
                    .isEmpty();
        }
        assertThat(KllSketch.read("no base 64!")).isEmpty();
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(i % 2 == 0 ? 80 : whole.length)] ^= (byte) (1 << random.nextInt(8));
            // Refused, or a sketch that goes on to be one.
            KllSketch.read(Base64.getEncoder().encodeToString(changed))
                    .flatMap(sketch -> sketch.merged(ours(sketch(USUAL, values(10)))))
                    .ifPresent(sketch ->
                            assertThat(KllSketch.read(sketch.toBase64())).isPresent());
        }
    }

    private static void assertRanks(KllFloatsSketch sketch, List<float[]> parts, double error) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int filled = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, filled, part.length);
            filled += part.length;
        }
        Arrays.sort(all);
        assertThat(sketch.getN()).isEqualTo(all.length);
        assertThat(sketch.getMinValue()).isEqualTo(all[0]);
        assertThat(sketch.getMaxValue()).isEqualTo(all[all.length - 1]);
        for (int i = 0; i < all.length; i += 1 + all.length / 50) {
            assertThat(sketch.getRank(all[i])).isCloseTo((double) i / all.length, within(error));
        }
    }

    private float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static KllFloatsSketch sketch(int k, float... values) {
        KllFloatsSketch sketch = KllFloatsSketch.newHeapInstance(k);
        for (float value : values) {
            sketch.update(value);
        }
        return sketch;
    }

    private static String sketch(float[] values) {
        return Base64.getEncoder().encodeToString(sketch(USUAL, values).toByteArray());
    }

    private static String merged(String one, String other) {
        return KllSketch.read(one)
                .flatMap(sketch -> sketch.merged(KllSketch.read(other).orElseThrow()))
                .orElseThrow()
                .toBase64();
    }

    private static KllSketch ours(KllFloatsSketch theirs) {
        return KllSketch.read(Base64.getEncoder().encodeToString(theirs.toByteArray()))
                .orElseThrow();
    }

    private static KllFloatsSketch theirs(KllSketch ours) {
        return KllFloatsSketch.heapify(Memory.wrap(Base64.getDecoder().decode(ours.toBase64())));
    }
}
