package dev.skep.inference.format;

import dev.skep.inference.ColumnNames;
import dev.skep.inference.CsvStorage;
import dev.skep.inference.Dialect;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
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
import dev.skep.inference.SparkSource;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.DialectDetector.Guess;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.sample.Text;
import dev.skep.inference.value.ValueProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Delimited text: any delimiter; with or without header, quotes, escapes, and remarks above the table. What somebody
 * declares of it is not sought.
 */
public final class CsvReader implements FormatReader {

    /** How much text the dialect is sought in. */
    private static final int DETECT = 64 << 10;

    private static final int DETECT_LONGEST = 2 << 20;
    private static final int DETECT_LINES = 5;

    /** Text whose rows agree less is no table, unless its name says so. */
    private static final double LEAST_AGREEMENT = 0.8;

    private static final double LEAST_LIKENESS_IF_NAMED = 0.2;

    private static final double MOST_LIKENESS = 0.9;

    /** Delimiters that other text has as well: logs, settings, prose. */
    private static final Set<String> DOUBTFUL = Set.of(" ", ":", "=", "-");

    private static final double MOST_LIKENESS_IF_DOUBTFUL = 0.4;
    private static final Set<String> NAMES = Set.of("csv", "tsv", "psv", "tab");
    /** How sure text is that is as it was declared. */
    private static final double DECLARED = 0.99;

    private static final Set<String> PACKED = Set.of("gz", "gzip", "bz2", "xz", "zst", "lz4", "snappy", "sz", "zip");

    private final CsvDeclaration declared;

    /** Finds everything. */
    public CsvReader() {
        this(CsvDeclaration.NOTHING);
    }

    public CsvReader(CsvDeclaration declared) {
        this.declared = declared;
    }

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException, UnreadableException {
        String start = Text.start(sample);
        if (start.isBlank()) {
            return sample.start().length == 0 || isBlank(sample.start())
                    ? new Likeness(0.1, "it is blank")
                    : new Likeness(0, "it is binary without a known magic number");
        }
        boolean cut = sample.start().length >= DETECT;
        if (cut && hasFewLines(start)) {
            // Rows longer than the start: what reading will look at has more of them.
            start = Text.of(sample.body()).head();
            cut = !sample.body().whole();
        }
        Guess guess = detect(sample, start, cut);
        if (declared.isGiven()) {
            return declared(sample, guess);
        }
        boolean named = isNamed(sample.name());
        double least = named ? LEAST_LIKENESS_IF_NAMED : 0;
        if (guess.width() < 2) {
            return named ? new Likeness(least, "its name") : new Likeness(0, "it is text without a delimiter");
        }
        if (!named && (guess.agreement() < LEAST_AGREEMENT || guess.rows() < 2)) {
            return new Likeness(0, "it is text, but its lines do not split into rows of one width");
        }
        boolean doubtful =
                DOUBTFUL.contains(guess.splitting().delimiter()) || LogDetector.areEntries(firstCells(start, guess));
        double most = doubtful ? MOST_LIKENESS_IF_DOUBTFUL : MOST_LIKENESS;
        return new Likeness(Math.max(least, most * guess.agreement()), rowsOf(guess));
    }

    private static List<String> firstCells(String start, Guess guess) {
        String delimiter = guess.splitting().delimiter();
        return start.lines()
                .filter(line -> !line.isBlank())
                .limit(DETECT_LINES)
                .map(line -> line.contains(delimiter) ? line.substring(0, line.indexOf(delimiter)) : line)
                .toList();
    }

    /** What is JSON or XML by itself has a structure of its own, however well it can be split. */
    private Likeness declared(Sample sample, Guess guess) throws IOException {
        boolean fits = declared.columns().isEmpty()
                ? guess.width() > 1 || declared.single()
                : guess.width() == declared.columns().size();
        boolean other = new JsonReader().sniff(sample).score() >= MOST_LIKENESS
                || new XmlReader().sniff(sample).score() >= MOST_LIKENESS;
        return fits && !other && guess.agreement() >= LEAST_AGREEMENT
                ? new Likeness(DECLARED * guess.agreement(), rowsOf(guess) + asDeclared())
                : Likeness.NONE;
    }

    @Override
    public double mostLikeness(Sample sample) {
        return declared.isGiven() ? DECLARED : MOST_LIKENESS;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        Text text = Text.of(body);
        if (text.head().isBlank()) {
            return new Empty("the source holds nothing but blanks");
        }
        int most = sample.limits().columns();
        Guess guess = detect(sample, text.head(), !body.whole());
        if (guess.width() > most) {
            throw UnreadableException.tooLarge("its rows have more than " + most + " columns");
        }
        CsvRows rows = new CsvRows(guess, text, most + 1, declared);
        if (rows.labels().size() > most) {
            throw UnreadableException.tooLarge("its header has more than " + most + " columns");
        }
        if (!declared.columns().isEmpty()
                && declared.columns().size() != rows.labels().size()) {
            throw UnreadableException.corrupt(declared.by() + " names "
                    + declared.columns().size() + " columns, and it has "
                    + rows.labels().size());
        }
        Dialect dialect = dialect(rows);
        List<InferredColumn> columns = columns(rows, dialect);
        String encoding = text.encoding().name();
        return new Inferred(new InferredSchema(
                Format.CSV,
                sample.compression(),
                columns,
                dialect,
                encoding,
                CsvStorage.of(dialect, encoding, sample.compression()),
                count(rows, body, text),
                sample.source().size(),
                guess.agreement() * rows.top().verdict().confidence(),
                evidence(guess, rows, dialect, columns, text)));
    }

    /** The dialect; sought once where the start of the source, by which its format is told, is all there is to it. */
    private Guess detect(Sample sample, String text, boolean cut) {
        String beginning = beginning(text, DETECT);
        boolean ends = cut || beginning.length() < text.length();
        return sample.finding(Detected.class)
                .filter(before -> before.cut() == ends
                        && before.declared().equals(declared)
                        && before.text().equals(beginning))
                .orElseGet(() -> sample.keep(new Detected(
                        beginning,
                        ends,
                        declared,
                        DialectDetector.detect(beginning, ends, sample.limits().columns() + 1, declared))))
                .guess();
    }

    private record Detected(String text, boolean cut, CsvDeclaration declared, Guess guess) {}

    private static RowCount count(CsvRows rows, Body body, Text text) {
        return text.isComplete()
                ? new RowCount(rows.count(), true)
                : new RowCount(Math.round((double) rows.headCount() * body.size() / Math.max(1, text.bytes())), false);
    }

    private List<Evidence> evidence(
            Guess guess, CsvRows rows, Dialect dialect, List<InferredColumn> columns, Text text) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "csv", guess.agreement(), rowsOf(guess) + asDeclared()));
        evidence.add(text.encodingEvidence());
        Evidence decided = new Evidence(
                Topic.DIALECT,
                "",
                "delimited by " + shown(dialect.delimiter()),
                guess.score(),
                rowsOf(guess) + ", " + rows.quotedCells() + " cells are quoted");
        Guess rival = guess.runnerUp();
        evidence.add(
                rival == null
                        ? decided
                        : decided.against(
                                "delimited by " + shown(rival.splitting().delimiter()), rival.score()));
        evidence.add(header(rows, dialect));
        evidence.addAll(rows.warnings());
        evidence.addAll(CsvStorage.warnings(dialect));
        if (!SparkSource.knows(text.encoding().name())) {
            evidence.add(SparkSource.encodingWarning(text.encoding().name()));
        }
        text.encodingWarning().ifPresent(evidence::add);
        if (text.isWide()) {
            evidence.add(Evidence.warning(
                    "only Spark reads it",
                    "Hive and Trino find no line ends in " + text.encoding().name() + "; convert it to UTF-8"));
        }
        for (int i = 0; i < columns.size(); i++) {
            refused(i, columns.get(i)).ifPresent(evidence::add);
        }
        return evidence;
    }

    private static Evidence header(CsvRows rows, Dialect dialect) {
        HeaderDetector.Verdict verdict = rows.top().verdict();
        String found = dialect.headerLines() == 0
                ? "no header"
                : dialect.headerLines() == 1 ? "header" : "header of " + dialect.headerLines() + " lines";
        String where = dialect.skippedLines() == 0 ? "" : " after " + dialect.skippedLines() + " other lines";
        return new Evidence(Topic.HEADER, "", found + where, verdict.confidence(), verdict.because())
                .against(verdict.header() ? "no header" : "header", 1 - verdict.confidence());
    }

    /** What to tell of a declared type that not all values are of. */
    private Optional<Evidence> refused(int i, InferredColumn column) {
        return declaredType(i)
                .filter(type -> !type.equals(column.type()))
                .map(type -> Evidence.warning(
                        "column " + column.name() + " is " + column.type().text(),
                        "not every value is " + type.text() + ", as " + declared.by()
                                + " says, in a form that readers know"));
    }

    private String asDeclared() {
        return declared.isGiven() ? ", as " + declared.by() + " says" : "";
    }

    private Optional<HiveType> declaredType(int i) {
        return declared.columns().isEmpty()
                ? Optional.empty()
                : declared.columns().get(i).type();
    }

    /** The part to detect the dialect in: longer where lines are so long that it would hold only a few. */
    private static String beginning(String text, int usual) {
        int end = Math.min(usual, text.length());
        while (end < Math.min(DETECT_LONGEST, text.length()) && hasFewLines(text.substring(0, end))) {
            end = Math.min(4 * end, text.length());
        }
        return text.substring(0, end);
    }

    private static boolean hasFewLines(String text) {
        return text.lines().limit(DETECT_LINES).count() < DETECT_LINES;
    }

    private static String shown(String delimiter) {
        return switch (delimiter) {
            case "\t" -> "tab";
            case " " -> "blank";
            default -> delimiter.charAt(0) < ' ' ? "^" + (char) (delimiter.charAt(0) + '@') : delimiter;
        };
    }

    private List<InferredColumn> columns(CsvRows rows, Dialect dialect) {
        List<String> labels = declared.columns().isEmpty()
                ? rows.labels()
                : declared.columns().stream().map(CsvDeclaration.Column::name).toList();
        List<ValueProfile> profiles = rows.profiles();
        boolean named = dialect.header() || !declared.columns().isEmpty();
        List<String> names = named ? ColumnNames.fromHeader(labels) : ColumnNames.numbered(labels.size());
        List<InferredColumn> columns = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            ValueProfile profile = profiles.get(i);
            Optional<HiveType> own = declaredType(i).filter(profile::fits);
            HiveType type = CsvStorage.isTextOnly(dialect) ? Scalar.STRING : own.orElseGet(profile::readableType);
            Reason reason = own.isPresent()
                    ? new Reason(1, declared.by() + " says so, and all values fit", null, null)
                    : profile.reason(type);
            columns.add(new InferredColumn(
                    names.get(i),
                    labels.get(i),
                    own.orElseGet(profile::valueType),
                    type,
                    true,
                    reason,
                    profile.statistics()));
        }
        return columns;
    }

    private Dialect dialect(CsvRows rows) {
        Splitting splitting = rows.splitting();
        return new Dialect(
                splitting.delimiter(),
                (rows.quotedCells() > 0 || declared.quote() != null) && splitting.quotes() ? splitting.quote() : null,
                splitting.escape() != Splitting.NONE ? splitting.escape() : null,
                rows.hasComments() ? '#' : null,
                rows.headerLines(),
                rows.skippedLines(),
                rows.spansLines());
    }

    private static String rowsOf(Guess guess) {
        return Math.round(100 * guess.agreement()) + " % of " + guess.rows() + " rows have " + guess.width() + " cells";
    }

    private static boolean isNamed(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", -1);
        int last = parts.length - 1;
        return NAMES.contains(parts[last])
                || (last > 1 && PACKED.contains(parts[last]) && NAMES.contains(parts[last - 1]));
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }
}
