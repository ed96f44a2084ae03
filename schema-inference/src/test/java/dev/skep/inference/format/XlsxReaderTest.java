package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class XlsxReaderTest extends FormatKit {

    private static final String ROWS = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Born</t></is></c>\
        <c r="D1" t="str"><v>ok</v></c><c r="E1" t="str"><v>Seen at</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>1.5</v></c><c r="C2" s="1"><v>43832</v></c><c r="D2" t="b"><v>1</v></c>\
        <c r="E2" s="2"><v>43832.5</v></c></row>
        <row r="3"><c r="A3"><v>2</v></c><c r="C3" s="1"><v>43833</v></c><c r="D3" t="b"><v>0</v></c><c r="E3" t="e"><v>#N/A</v></c></row>
        """;

    @Override
    Expected expected() {
        return new Expected(
                Format.XLSX,
                workbook(Map.of("People", ROWS)),
                List.of("id int", "amount double", "born date", "ok boolean", "seen_at timestamp"),
                2);
    }

    @Override
    boolean knowsItsEnd() {
        return true;
    }

    @Override
    boolean isGzipped() {
        return false;
    }

    @Test
    void takesTheFirstSheetWithRowsAndTellsTheOthers() throws IOException {
        Map<String, String> sheets = new LinkedHashMap<>();
        sheets.put("Cover", "");
        sheets.put("People", ROWS);
        sheets.put("More", ROWS);
        InferredSchema schema = schema(infer("data", workbook(sheets)));
        assertThat(schema.form()).isEqualTo(new Form.Sheet("People", true, 0));
        assertThat(schema.evidence())
                .anyMatch(it -> it.verdict().equals("sheet Cover is left out"))
                .anyMatch(it -> it.verdict().equals("sheet More is left out"));
    }

    @Test
    void skipsTitlesAboveTheTable() throws IOException {
        String title = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>All our people</v></c></row>";
        InferredSchema schema = schema(infer(
                "data",
                workbook(Map.of(
                        "People",
                        title
                                + ROWS.replaceAll("r=\"([A-E]?)3\"", "r=\"$14\"")
                                        .replaceAll("r=\"([A-E]?)2\"", "r=\"$13\"")
                                        .replaceAll("r=\"([A-E]?)1\"", "r=\"$12\"")))));
        assertThat(schema.form()).isEqualTo(new Form.Sheet("People", true, 1));
        assertThat(schema.columns()).hasSize(5);
        assertThat(schema.rows().rows()).isEqualTo(2);
    }

    @Test
    void findsNothingInEmptySheets() throws IOException {
        assertThat(infer("data", workbook(Map.of("Cover", "")))).isInstanceOf(Empty.class);
    }

    @Test
    void endsSoonOnBombs() throws IOException {
        String row = "<row><c t=\"str\"><v>x</v></c></row>\n";
        InferredSchema schema = schema(infer("data", workbook(Map.of("Many", row.repeat(1_000_000)))));
        assertThat(schema.rows().exact()).isFalse();
        String wide = "<row><c r=\"ZZZZ1\"><v>1</v></c></row>";
        assertThat(infer("data", workbook(Map.of("Wide", wide))))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.TOO_LARGE));
        String deep = "<row>".repeat(100_000);
        assertThat(infer("data", workbook(Map.of("Deep", deep)))).isInstanceOf(Unreadable.class);
    }

    private static byte[] workbook(Map<String, String> sheets) {
        StringBuilder names = new StringBuilder();
        StringBuilder relations = new StringBuilder();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        sheets.forEach((name, rows) -> {
            int number = parts.size();
            names.append("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\"/>".formatted(name, number, number));
            relations.append(
                    "<Relationship Id=\"rId%d\" Target=\"worksheets/sheet%d.xml\"/>".formatted(number, number));
            parts.put(
                    "xl/worksheets/sheet" + number + ".xml",
                    "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        });
        parts.put("xl/workbook.xml", "<workbook xmlns:r=\"urn:r\"><sheets>" + names + "</sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        parts.put("xl/sharedStrings.xml", "<sst><si><t>id</t></si><si><r><t>amo</t></r><r><t>unt</t></r></si></sst>");
        parts.put("xl/styles.xml", """
            <styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>\
            """);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
