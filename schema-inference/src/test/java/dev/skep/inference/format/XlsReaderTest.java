package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class XlsReaderTest extends FormatKit {

    @Override
    Expected expected() {
        return new Expected(
                Format.XLS,
                resource("table-with-ints-floats-dates.xls"),
                List.of("int int", "float double", "date date"),
                3);
    }

    /** The last sectors of a workbook hold nothing that is read. */
    @Override
    boolean knowsItsEnd() {
        return false;
    }

    @Override
    boolean isGzipped() {
        return false;
    }

    @Test
    void takesTheFirstSheetWithRows() throws IOException {
        InferredSchema schema = schema(infer("data", resource("sheet2.xls")));
        assertThat(schema.form()).isInstanceOfSatisfying(Form.Sheet.class, sheet -> {
            assertThat(sheet.name()).isEqualTo("Sheet2");
            assertThat(sheet.header()).isTrue();
        });
        assertThat(columns(schema)).containsExactly("id int", "name string");
        assertThat(schema.evidence()).anyMatch(it -> it.verdict().equals("sheet Sheet1 is left out"));
    }

    @Test
    void tellsOtherOldDocumentsApart() throws IOException {
        byte[] bytes = resource("sheet2.xls");
        byte[] name = "W\0o\0r\0k\0b\0o\0o\0k\0".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length - name.length; i++) {
            if (Arrays.equals(bytes, i, i + name.length, name, 0, name.length)) {
                bytes[i] = 'X';
            }
        }
        assertThat(infer("data", bytes)).isInstanceOfSatisfying(Unreadable.class, it -> {
            assertThat(it.cause()).isEqualTo(Cause.UNSUPPORTED);
            assertThat(it.detail()).contains("no workbook");
        });
    }
}
