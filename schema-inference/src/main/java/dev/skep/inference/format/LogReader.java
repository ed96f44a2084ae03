package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Reason;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.LogDetector.Guess;
import dev.skep.inference.grok.Column;
import dev.skep.inference.grok.LogKind;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.sample.Text;
import dev.skep.inference.value.ValueProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Logs of servers, systems and programs: one entry a line, which may go on over further lines. */
public final class LogReader implements FormatReader {

    private final LogDetector detector;

    /** Knows the kinds that come with this library. */
    public LogReader() {
        this(LogKind.known());
    }

    /** Knows these kinds. */
    public LogReader(List<LogKind> kinds) {
        this.detector = new LogDetector(kinds);
    }

    @Override
    public Format format() {
        return Format.LOG;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException, UnreadableException {
        String start = Text.start(sample);
        return detector.detect(start, sample.start().length >= sample.source().size())
                .map(guess -> new Likeness(guess.score(), guess.because()))
                .orElse(Likeness.NONE);
    }

    @Override
    public double mostLikeness(Sample sample) {
        return detector.mostScore();
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        Text text = Text.of(body);
        if (text.head().isBlank()) {
            return new Empty("the source holds nothing but blanks", Format.LOG);
        }
        Guess guess = detector.detect(text.head(), body.whole())
                .orElseThrow(() -> UnreadableException.corrupt("its lines have the form of no known log"));
        LogEntries log = guess.entries() instanceof Logfmt
                ? Logfmt.of(LogDetector.lines(text.head(), body.whole(), Integer.MAX_VALUE / 8))
                : guess.entries();
        Entries entries = new Entries(log);
        text.head().lines().forEach(entries::add);
        long rows = entries.rows;
        entries.placed = text.isGapless();
        for (String part : text.later()) {
            part.lines().forEach(entries::add);
        }
        if (rows == 0) {
            return new Empty("it has no entry", Format.LOG);
        }
        List<InferredColumn> columns = entries.columns();
        RowCount count = text.isComplete()
                ? new RowCount(entries.rows, true)
                : new RowCount(Math.round((double) rows * body.size() / Math.max(1, text.bytes())), false);
        return new Inferred(new InferredSchema(
                Format.LOG,
                sample.compression(),
                columns,
                new Form.Log(log.kind(), log.regex()),
                text.encoding().name(),
                StorageForm.of(
                        Format.LOG,
                        sample.compression(),
                        log.regex().isEmpty() ? Map.of() : Map.of("input.regex", log.regex()),
                        Map.of()),
                count,
                sample.source().size(),
                guess.score(),
                evidence(guess, log, entries, text)));
    }

    private static List<Evidence> evidence(Guess guess, LogEntries log, Entries entries, Text text) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "log", guess.score(), guess.because()));
        evidence.add(text.encodingEvidence());
        text.encodingWarning().ifPresent(evidence::add);
        Evidence kind = new Evidence(Topic.DIALECT, "", "log kind " + log.kind(), guess.score(), guess.because());
        evidence.add(guess.next()
                .map(next -> kind.against("log kind " + next.entries().kind(), next.score()))
                .orElse(kind));
        if (entries.others > 0) {
            evidence.add(Evidence.warning(
                    entries.others + " lines begin no entry",
                    "they go on with the entry before, or are of another form; table readers give rows of"
                            + " nulls for them"));
        }
        if (log.regex().isEmpty()) {
            evidence.add(Evidence.obstacle("its pairs come in any order, which no expression takes apart"));
        } else {
            evidence.add(Evidence.warning(
                    "all columns are strings", "the SerDe that takes lines apart by an expression returns text"));
        }
        return evidence;
    }

    /** What the entries hold, column by column. */
    private static final class Entries {
        private final LogEntries log;
        private final List<ValueProfile> profiles = new ArrayList<>();
        private boolean placed = true;
        private long rows;
        private long others;

        Entries(LogEntries log) {
            this.log = log;
            log.columns().forEach(column -> profiles.add(new ValueProfile()));
        }

        void add(String raw) {
            String line = LogDetector.plain(raw);
            log.match(line)
                    .ifPresentOrElse(
                            texts -> {
                                rows++;
                                for (int i = 0; i < texts.size(); i++) {
                                    profiles.get(i).add(texts.get(i), placed ? rows : 0);
                                }
                            },
                            () -> others += log.isComment(line) ? 0 : 1);
        }

        List<InferredColumn> columns() {
            List<String> labels = log.columns().stream().map(Column::name).toList();
            List<String> names = ColumnNames.folded(labels);
            List<InferredColumn> columns = new ArrayList<>();
            for (int i = 0; i < labels.size(); i++) {
                ValueProfile profile = profiles.get(i);
                boolean moment = log.columns().get(i).timestamp() && profile.valueType() != Scalar.VOID;
                HiveType type = moment ? Scalar.TIMESTAMP : profile.valueType();
                Reason reason = moment
                        ? Reason.stated("entries of " + log.kind() + " have their time here")
                                .despite(type, "its reader gives text, whatever it is")
                        : profile.reason(Scalar.STRING);
                columns.add(new InferredColumn(names.get(i), labels.get(i), type, Scalar.STRING, true, reason));
            }
            return columns;
        }
    }
}
