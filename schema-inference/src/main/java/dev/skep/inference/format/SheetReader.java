package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.sheet.SheetTable;
import dev.skep.inference.format.sheet.Workbook;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The answer about a workbook: its first sheet with rows; the others are told. */
final class SheetReader {

    private SheetReader() {}

    static Inference read(Sample sample, Format format, Workbook workbook) throws IOException, UnreadableException {
        List<String> names = workbook.sheets();
        for (int sheet = 0; sheet < names.size(); sheet++) {
            SheetTable table = new SheetTable();
            boolean whole = workbook.read(sheet, table);
            if (!table.isEmpty()) {
                return answer(sample, format, names, sheet, table, whole);
            }
        }
        return new Empty("its sheets have no filled cell", format);
    }

    private static Inference answer(
            Sample sample, Format format, List<String> sheets, int sheet, SheetTable table, boolean whole) {
        int titles = table.titles();
        List<List<String>> texts = table.texts(titles);
        List<String> first = texts.get(0);
        HeaderDetector.Verdict verdict = HeaderDetector.judge(first, texts.subList(1, texts.size()));
        boolean header = verdict.header() && table.beginsWithText(titles);
        int skipped = titles + (header ? 1 : 0);
        List<SheetTable.Column> cells = table.columns(skipped);
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            labels.add(header && i < first.size() ? first.get(i).strip() : "");
        }
        List<String> names = header ? ColumnNames.fromHeader(labels) : ColumnNames.numbered(cells.size());
        List<InferredColumn> columns = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", format.classification(), 1, "of the parts it is made of"));
        evidence.add(sheet(sheets, sheet));
        evidence.add(new Evidence(
                        Topic.HEADER,
                        "",
                        header ? "header" : "no header",
                        verdict.confidence(),
                        header == verdict.header() ? verdict.because() : "its first row has numbers or dates")
                .against(header ? "no header" : "header", 1 - verdict.confidence()));
        evidence.addAll(others(sheets, sheet));
        for (int i = 0; i < cells.size(); i++) {
            columns.add(new InferredColumn(
                    names.get(i),
                    labels.get(i),
                    cells.get(i).type(),
                    DeclaredType.of(cells.get(i).type()),
                    true,
                    cells.get(i).reason()));
        }
        return new Inferred(new InferredSchema(
                format,
                sample.compression(),
                columns,
                new Form.Sheet(sheets.get(sheet), header, table.start(titles)),
                null,
                StorageForm.of(format, sample.compression(), Map.of(), Map.of()),
                new RowCount(table.rows() - skipped, whole),
                sample.source().size(),
                verdict.confidence(),
                evidence));
    }

    private static Evidence sheet(List<String> sheets, int chosen) {
        Evidence first = new Evidence(
                Topic.DIALECT,
                "",
                "sheet " + sheets.get(chosen),
                1,
                sheets.size() == 1 ? "it is the only one" : "it is the first with a filled cell");
        int next = chosen + 1;
        return next == sheets.size()
                ? first
                : first.against(new Rival("sheet " + sheets.get(next), 0.5, "it comes next"));
    }

    private static List<Evidence> others(List<String> sheets, int chosen) {
        List<Evidence> others = new ArrayList<>();
        for (int i = 0; i < sheets.size(); i++) {
            if (i != chosen) {
                others.add(Evidence.warning(
                        "sheet " + sheets.get(i) + " is left out",
                        i < chosen
                                ? "it has no filled cell"
                                : "a table has one sheet, and " + sheets.get(chosen) + " comes first"));
            }
        }
        return others;
    }
}
