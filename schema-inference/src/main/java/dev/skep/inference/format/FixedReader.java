package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.sample.Text;
import dev.skep.inference.value.ValueProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Text whose columns stand at fixed places of each line, told by the places that are blank in all lines. */
public final class FixedReader implements FormatReader {

    /** Less than delimited text that splits well, more than text that does not. */
    private static final double LIKENESS = 0.45;

    @Override
    public Format format() {
        return Format.FIXED;
    }

    @Override
    public double mostLikeness(Sample sample) {
        return LIKENESS;
    }

    @Override
    public Likeness sniff(Sample sample) {
        List<String> lines = filled(Text.start(sample));
        boolean cut = sample.start().length < sample.source().size();
        return FixedLayout.of(cut && lines.size() > 1 ? lines.subList(0, lines.size() - 1) : lines)
                .map(layout -> new Likeness(LIKENESS, because(layout)))
                .orElse(Likeness.NONE);
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        Text text = Text.of(body);
        List<String> lines = filled(text.head());
        if (lines.isEmpty()) {
            return new Empty("the source holds nothing but blanks", Format.FIXED);
        }
        FixedLayout layout = FixedLayout.of(lines)
                .orElseThrow(() -> UnreadableException.corrupt("its lines have no common blank places"));
        if (layout.starts().size() > sample.limits().columns()) {
            throw UnreadableException.tooLarge(
                    "its rows have more than " + sample.limits().columns() + " columns");
        }
        Rows rows = new Rows(layout);
        lines.subList(Math.min(layout.above(), lines.size()), lines.size()).forEach(rows::add);
        long inHead = rows.count;
        rows.placed = text.isGapless();
        for (String part : text.later()) {
            filled(part).forEach(rows::add);
        }
        RowCount count = text.isComplete()
                ? new RowCount(rows.count, true)
                : new RowCount(Math.round((double) inHead * body.size() / Math.max(1, text.bytes())), false);
        List<InferredColumn> columns = rows.columns();
        int above = linesAbove(text.head(), layout.above());
        return new Inferred(new InferredSchema(
                Format.FIXED,
                sample.compression(),
                columns,
                new Form.FixedWidth(
                        layout.starts(), !layout.labels().isEmpty(), linesAbove(text.head(), layout.titles())),
                text.encoding().name(),
                StorageForm.of(
                        Format.FIXED,
                        sample.compression(),
                        Map.of("input.regex", layout.regex()),
                        above == 0 ? Map.of() : Map.of("skip.header.line.count", String.valueOf(above))),
                count,
                sample.source().size(),
                LIKENESS + 0.4 * layout.verdict().confidence(),
                evidence(layout, rows, text)));
    }

    private static List<String> filled(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    /** Lines before the first row, blank ones counted, from those that are not. */
    private static int linesAbove(String text, int filled) {
        int lines = 0;
        int seen = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (!line.isBlank() && seen++ == filled) {
                return filled == 0 ? 0 : lines;
            }
            lines++;
        }
        return lines;
    }

    private static String because(FixedLayout layout) {
        return layout.starts().size() + " columns stand between places that are blank in every line";
    }

    private static List<Evidence> evidence(FixedLayout layout, Rows rows, Text text) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "fixed", LIKENESS, because(layout)));
        evidence.add(text.encodingEvidence());
        text.encodingWarning().ifPresent(evidence::add);
        evidence.add(new Evidence(Topic.DIALECT, "", "columns begin at " + layout.starts(), LIKENESS, because(layout)));
        HeaderDetector.Verdict verdict = layout.verdict();
        evidence.add(new Evidence(
                        Topic.HEADER,
                        "",
                        verdict.header() ? "header" : "no header",
                        verdict.confidence(),
                        verdict.because())
                .against(verdict.header() ? "no header" : "header", 1 - verdict.confidence()));
        if (rows.crossed > 0) {
            evidence.add(Evidence.warning(
                    rows.crossed + " lines go over the columns",
                    "a word of theirs stands where a column begins; " + rows.crossing));
        }
        evidence.add(Evidence.warning(
                "all columns are strings",
                "the SerDe that takes lines apart by an expression returns text, with the blanks that fill it up"));
        return evidence;
    }

    /** What the lines hold, column by column. */
    private static final class Rows {
        private final FixedLayout layout;
        private final List<ValueProfile> profiles = new ArrayList<>();
        private boolean placed = true;
        private long count;
        private long crossed;
        private String crossing = "";

        Rows(FixedLayout layout) {
            this.layout = layout;
            layout.starts().forEach(start -> profiles.add(new ValueProfile()));
        }

        void add(String line) {
            if (FixedLayout.isRule(line)) {
                return;
            }
            count++;
            if (layout.isCrossedBy(line)) {
                crossing = crossed == 0 ? "row " + count + " first" : crossing;
                crossed++;
            }
            List<String> cells = layout.cells(line);
            for (int i = 0; i < cells.size(); i++) {
                profiles.get(i).add(cells.get(i), placed ? count : 0);
            }
        }

        List<InferredColumn> columns() {
            boolean named = !layout.labels().isEmpty();
            List<String> names =
                    named ? ColumnNames.fromHeader(layout.labels()) : ColumnNames.numbered(profiles.size());
            List<InferredColumn> columns = new ArrayList<>();
            for (int i = 0; i < profiles.size(); i++) {
                ValueProfile profile = profiles.get(i);
                columns.add(new InferredColumn(
                        names.get(i),
                        named ? layout.labels().get(i) : "",
                        profile.valueType(),
                        Scalar.STRING,
                        true,
                        profile.reason(Scalar.STRING)));
            }
            return columns;
        }
    }
}
