package dev.skep.server.catalog.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sketches that Hive 4.0.1 has made of whole numbers, and merged: A of 0–11 and B of 8–19 (sparse, p 10), A of 0–4999 and B of
 * 2500–7499 (dense, p 6); SMALL of 0–4, and mixed with the dense B; EIGHT of 0–7 and EIGHT_MORE of 8–15, which grow dense.
 */
class HyperLogLogTest {
    private static final String SPARSE_A =
            "SExMoAwMwfO+SICKpqgGgP/H5Pv/////AYGdzdr9/////wH/h/u6BsKwu9z7/////wGBv7Kw//////8BvcKroP7///"
                    + "//AcHb3JIBv/SCTsKho5UBwbzOqwE=";

    private static final String SPARSE_B =
            "SExMoAwMgp3odb/fxN8BwK2B7gHA98anAsKwu9z7/////wH/yYmXAoDD3owDwNjS3f3/////AYHNxaH7/////wGBlL"
                    + "CRAb+ssJIB/6uHygI=";

    private static final String SPARSE_UNITED =
            "SExMoBQUgp3odb/W1tL//////wGAiqaoBoGclb/5/////wHBuLaXAr6B3tD9/////wHB29ySAYCwrcAGwNjS3f3///"
                    + "//AYLh9bL8/////wG/rLCSAf+rh8oCv4uU/fz/////AcCtge4BwPfGpwLB+sTz/f////8BgvWomf3/////Ab2SiwGC"
                    + "4cLx/v////8Bgf2uzwM=";

    private static final String DENSE_A = "SExMZOQmVoh2aYWMmIdnZpaVaHeWyXx4untqR4eXZmqGeJlrZ4c=";

    private static final String DENSE_B = "SExMZPQkd4Z5aFiMmGxrVqaGiLiXyYaYtouaRYdqZVWHmJiXWYY=";

    private static final String DENSE_UNITED = "SExMZJw7d4h5aYiMmIxrZqaWiLiXyYyYuouaR4eaZmqHmJmbaYc=";

    private static final String SMALL = "SExMYAUFwfO+SMKdpK8Bv8KroP7/////Ab/b3JIBx9L0jgM=";

    private static final String MIXED = "SExMZNAld4h5aFiMmGxrVqaGiLiXyYaYtouaRYdqZVWHmJiXWYY=";

    private static final String EIGHT = "SExMYAgIwfO+SICKpqgGg5yVv/n/////Ab/36McBv8KroP7/////Ab/b3JIBwPSCTofe8cAC";

    private static final String EIGHT_MORE =
            "SExMYAgIhp3odbvfxN8BwK2B7gHA98anAsGwu9z7/////wGAjeijBb/Y0t39/////wHBjabF/f////8B";

    private static final String GROWN = "SExMZBAACAABACAAAAAAEAAAAAAQADAgAgAAAAEABAAAAWEAIA==";

    @ParameterizedTest
    @CsvSource({
        SPARSE_A + ",12",
        SPARSE_B + ",12",
        SPARSE_UNITED + ",20",
        SMALL + ",5",
        GROWN + ",16",
        DENSE_A + ",4964",
        DENSE_B + ",4724",
        DENSE_UNITED + ",7580",
        MIXED + ",4816"
    })
    void countsAboutAsHiveDoes(String sketch, long hive) {
        assertThat((double) read(sketch).estimate()).isCloseTo((double) hive, within(0.05 * hive));
    }

    @ParameterizedTest
    @CsvSource({
        SPARSE_A + "," + SPARSE_B + "," + SPARSE_UNITED,
        DENSE_A + "," + DENSE_B + "," + DENSE_UNITED,
        SMALL + "," + DENSE_B + "," + MIXED,
        EIGHT + "," + EIGHT_MORE + "," + GROWN
    })
    void unitesAsHiveDoes(String one, String other, String united) {
        String expected = read(united).toBase64();
        assertThat(read(one).merged(read(other)).orElseThrow().toBase64()).isEqualTo(expected);
        assertThat(read(other).merged(read(one)).orElseThrow().toBase64()).isEqualTo(expected);
        assertThat(read(expected).toBase64()).isEqualTo(expected);
    }

    @Test
    void writesDenseRegistersAsHiveDoes() {
        byte[] hive = Base64.getDecoder().decode(DENSE_UNITED);
        byte[] ours = read(DENSE_UNITED).toBytes();
        int estimate = 2;
        assertThat(Arrays.copyOfRange(ours, 4 + estimate, ours.length))
                .isEqualTo(Arrays.copyOfRange(hive, 4 + estimate, hive.length));
        assertThat(Arrays.copyOf(ours, 4)).isEqualTo(Arrays.copyOf(hive, 4));
    }

    @Test
    void takesNothingForASketchThatIsNone() {
        byte[] whole = Base64.getDecoder().decode(DENSE_A);
        for (int length = 0; length < whole.length; length++) {
            assertThat(HyperLogLog.read(Arrays.copyOf(whole, length))).isEmpty();
        }
        byte[] endless = new byte[64];
        Arrays.fill(endless, (byte) 0xFF);
        System.arraycopy(new byte[] {'H', 'L', 'L', (byte) 0xA0}, 0, endless, 0, 4);
        assertThat(HyperLogLog.read(endless)).isEmpty();
        assertThat(DistinctValues.read("no base 64!")).isEmpty();
        assertThat(read(SPARSE_A).merged(read(SMALL))).isEmpty();
    }

    private static HyperLogLog read(String base64) {
        return HyperLogLog.read(Base64.getDecoder().decode(base64)).orElseThrow();
    }
}
