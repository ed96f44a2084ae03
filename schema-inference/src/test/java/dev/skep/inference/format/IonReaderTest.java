package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.ion.IonWriter;
import com.amazon.ion.system.IonBinaryWriterBuilder;
import com.amazon.ion.system.IonReaderBuilder;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class IonReaderTest extends TextFormatKit {

    private static final String TEXT = """
        {id: 1, name: "ann", price: 1.50, x: 1.5e0, on: 2024-05-01, at: 2024-05-01T10:00:00Z, sym: red, tags: [1, 2]}
        {id: 5000000000, name: null.string, price: 10., x: 2e0, on: 2024-05-02, at: 2024-05-01T10:00Z, raw: {{AAEC}}}
        {id: 3, geo: {lat: 1e0, ab: true}, year: 2024T, huge: 123456789012345678901234567890}
        """;

    private static final List<String> COLUMNS = List.of(
            "id bigint",
            "name string",
            "price decimal(4,2)",
            "x double",
            "on date",
            "at timestamp",
            "sym string",
            "tags array<int>",
            "raw binary",
            "geo struct<lat:double,ab:boolean>",
            "year string",
            "huge decimal(30,0)");

    @Override
    Expected expected() {
        return new Expected(Format.ION, binary(TEXT), COLUMNS, 3);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] binary(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IonWriter writer = IonBinaryWriterBuilder.standard().build(out);
                com.amazon.ion.IonReader reader = IonReaderBuilder.standard().build(text)) {
            writer.writeValues(reader);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    @Test
    void readsText() throws IOException {
        for (String text : List.of("$ion_1_0\n" + TEXT, TEXT, "[" + TEXT.strip().replace("\n", ",\n") + "]")) {
            assertThat(schema(infer("data", utf8(text))).format()).isEqualTo(Format.ION);
            assertThat(columns(schema(infer("data", utf8(text))))).isEqualTo(COLUMNS);
        }
    }

    @Test
    void leavesJsonToThoseThatReadIt() throws IOException {
        assertThat(schema(infer("data.ion", utf8("{\"a\": 1}\n{\"a\": 2}\n"))).format())
                .isEqualTo(Format.JSON_LINES);
    }

    @Test
    void refusesWhatIsCutOrClaimsTooMuch() throws IOException {
        byte[] binary = binary(TEXT);
        String imports = "$ion_symbol_table::{imports: [{name: \"x\", version: 1, max_id: 2147483000}]} {$2000000: 1}";
        for (byte[] bytes : List.of(
                Arrays.copyOf(binary, binary.length - 1),
                utf8("$ion_1_0 " + imports),
                utf8("$ion_1_0 {$0: 1}"),
                // A struct with a field of no name, found by trying bytes.
                HexFormat.of().parseHex("e00100ea0000d910610b000000c88119e9645e6b3f0040"))) {
            assertThat(infer("data", bytes)).isInstanceOfSatisfying(Unreadable.class, it -> {
                assertThat(it.cause()).isEqualTo(Cause.CORRUPT);
                assertThat(it.detail()).doesNotContain("unexpectedly");
            });
        }
    }

    @Test
    void refusesDeepNestingAndNumbersWithoutEnd() throws IOException {
        for (String text : List.of("[".repeat(100_000), "{a: ".repeat(100_000), "{a: " + "9".repeat(1_000_000) + "}")) {
            assertThat(infer("data", utf8("$ion_1_0 " + text)))
                    .isInstanceOfSatisfying(
                            Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
        }
        assertThat(columns(schema(infer("data", utf8("$ion_1_0 {a: 1d-2147483000} {a: 1d2147483000}")))))
                .containsExactly("a string");
    }
}
