package dev.skep.server.catalog.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sketches that Hive 4.0.1 has made of whole numbers: A of 0–999, B of 500–2999, both of them, FEW of 0–9, and NONE. */
class FlajoletMartinTest {
    private static final String A =
            "Rk0QAP8ZAAD/BwAA/x4AAP8DAAD/CQAA/wMAAP8DAAD/AwAA/wcAAPsLAAD/AwAA/wsAAP9DAAC/FwAA/xwAAP8nAAA=";
    private static final String B =
            "Rk0QAP8HAAD/hwAA/x4CAP8vAAD/CwAA/w8AAP8fAAD/FwAA/ycEAP8TAAD/DwAA/w8AAP8PAAD/FwAA/w8AAP8PAAA=";
    private static final String UNITED =
            "Rk0QAP8fAAD/hwAA/x4CAP8vAAD/CwAA/w8AAP8fAAD/FwAA/ycEAP8bAAD/DwAA/w8AAP9PAAD/FwAA/x8AAP8vAAA=";
    private static final String FEW = "Rk0EAA8AAAAjAAAAAwAAAE8AAAA=";
    private static final String NONE = "Rk0EAAAAAAAAAAAAAAAAAAAAAAA=";

    @ParameterizedTest
    @CsvSource({A + ",691", B + ",3148", UNITED + ",3585", FEW + ",10", NONE + ",1"})
    void countsAsHiveDoes(String sketch, long hive) {
        assertThat(read(sketch).estimate()).isEqualTo(hive);
        assertThat(read(sketch).toBase64()).isEqualTo(sketch);
    }

    @Test
    void unitesAsHiveDoes() {
        assertThat(read(A).merged(read(B)).orElseThrow().toBase64()).isEqualTo(UNITED);
        assertThat(read(B).merged(read(A)).orElseThrow().toBase64()).isEqualTo(UNITED);
        assertThat(read(FEW).merged(read(NONE)).orElseThrow().toBase64()).isEqualTo(FEW);
    }

    @Test
    void takesNothingForASketchThatIsNone() {
        byte[] whole = Base64.getDecoder().decode(A);
        for (int length = 0; length < whole.length; length++) {
            assertThat(FlajoletMartin.read(Arrays.copyOf(whole, length))).isEmpty();
        }
        assertThat(read(A).merged(read(FEW))).isEmpty();
        assertThat(read(A).merged(read("SExMYAUFwfO+SMKdpK8Bv8KroP7/////Ab/b3JIBx9L0jgM=")))
                .isEmpty();
    }

    private static DistinctValues read(String base64) {
        return DistinctValues.read(base64).orElseThrow();
    }
}
