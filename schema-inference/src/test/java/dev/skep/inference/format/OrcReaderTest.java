package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Format;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrcReaderTest extends BinaryFormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.ORC,
                resource("decimal64_v2.orc"),
                List.of("a bigint", "b decimal(12,0)", "c decimal(20,2)", "d decimal(12,2)", "e decimal(2,2)"),
                10);
    }

    @Test
    void readsASnappyFooter() throws IOException {
        assertThat(columns(schema(infer("data", resource("sample2.orc")))))
                .containsExactly("ssn string", "email string", "name string");
    }

    @Test
    void readsFilesOfTheCppWriter() throws IOException {
        assertThat(columns(schema(infer("data", resource("no_index_cpp.orc"))))).containsExactly("x int", "y string");
        assertThat(columns(schema(infer("data", resource("string_and_binary.orc")))))
                .containsExactly("bytes1 binary", "string1 string");
    }
}
