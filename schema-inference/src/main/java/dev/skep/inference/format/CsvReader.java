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
import dev.skep.inference.RowCount;
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

/** Delimited text: comma, tab, semicolon, bar, caret or ^A; with or without header, quotes and escapes. */
public final class CsvReader implements FormatReader {

    /** How much text the dialect is sought in. */
    private static final int DETECT = 64 << 10;

    private static final int DETECT_LONGEST = 2 << 20;
    private static final int DETECT_LINES = 5;

    /** Text whose rows agree less is no table, unless its name says so. */
    private static final double LEAST_AGREEMENT = 0.8;

    private static final double LEAST_AGREEMENT_IF_NAMED = 0.3;

    @Override
    public Format format() {
        return Format.CSV;
    }

    @Override
    public Likeness sniff(Sample sample) {
        String start = Text.start(sample);
        if (start.isBlank()) {
            return sample.start().length == 0 || isBlank(sample.start())
                    ? new Likeness(0.1, "it is blank")
                    : new Likeness(0, "it is binary without a known magic number");
        }
        Guess guess = DialectDetector.detect(
                start, sample.start().length >= DETECT, sample.limits().columns() + 1);
        boolean named = isNamedCsv(sample.name());
        double least = named ? LEAST_AGREEMENT_IF_NAMED : LEAST_AGREEMENT;
        if (guess.width() < 2) {
            return named ? new Likeness(0.2, "its name") : new Likeness(0, "it is text without a delimiter");
        }
        if (guess.agreement() < least || (guess.rows() < 2 && !named)) {
            return new Likeness(0, "it is text, but its lines do not split into rows of one width");
        }
        return new Likeness(Math.min(0.9, 0.9 * guess.agreement()), rowsOf(guess));
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        Text text = Text.of(body);
        if (text.head().isBlank()) {
            return new Empty("the source holds nothing but blanks");
        }
        String detected = beginning(text.head());
        int mostCells = sample.limits().columns() + 1;
        Guess guess =
                DialectDetector.detect(detected, detected.length() < text.head().length() || !body.whole(), mostCells);
        Rows rows = new Rows(guess, text, mostCells);
        if (rows.first.size() > sample.limits().columns()
                || guess.width() > sample.limits().columns()) {
            throw UnreadableException.tooLarge(
                    "its first row has more than " + sample.limits().columns() + " columns");
        }
        HeaderDetector.Verdict header = HeaderDetector.judge(rows.first, rows.early);
        int width = header.header() ? Math.max(rows.first.size(), guess.width()) : Math.max(1, guess.width());
        List<ValueProfile> profiles = rows.profiles(width, header.header());
        Dialect dialect = dialect(guess, rows, header.header());
        List<InferredColumn> columns = columns(rows.first, profiles, header.header(), dialect);
        long seen = rows.count + (header.header() ? -1 : 0);
        RowCount count = text.isComplete()
                ? new RowCount(seen, true)
                : new RowCount(Math.round((double) rows.headRows * body.size() / Math.max(1, text.bytes())), false);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", "csv", guess.agreement(), rowsOf(guess)));
        evidence.add(new Evidence(
                Topic.DIALECT, "", shown(dialect, text), guess.agreement(), rows.quotedCells + " cells are quoted"));
        evidence.add(new Evidence(
                Topic.HEADER, "", header.header() ? "header" : "no header", header.confidence(), header.because()));
        evidence.addAll(rows.warnings(width));
        evidence.addAll(warnings(dialect, text));
        for (InferredColumn column : columns) {
            evidence.add(new Evidence(
                    Topic.TYPE, column.name(), column.type().text(), rows.count > 1 ? 0.9 : 0.5, column.reason()));
        }
        return new Inferred(new InferredSchema(
                Format.CSV,
                sample.compression(),
                columns,
                dialect,
                text.encoding().name(),
                CsvStorage.of(dialect, text.encoding().name(), sample.compression()),
                count,
                sample.source().size(),
                guess.agreement() * header.confidence(),
                evidence));
    }

    /** The part to detect the dialect in: longer where lines are so long that it would hold only a few. */
    private static String beginning(String text) {
        int end = Math.min(DETECT, text.length());
        while (end < Math.min(DETECT_LONGEST, text.length())
                && text.substring(0, end).lines().limit(DETECT_LINES).count() < DETECT_LINES) {
            end = Math.min(4 * end, text.length());
        }
        return text.substring(0, end);
    }

    private static List<Evidence> warnings(Dialect dialect, Text text) {
        List<Evidence> warnings = new ArrayList<>();
        if (CsvStorage.needsQuotes(dialect)) {
            warnings.add(Evidence.warning(
                    "all columns are strings", "values are quoted, and the SerDe that knows quotes returns text"));
        }
        if (text.isWide()) {
            warnings.add(Evidence.warning(
                    "not readable as a table",
                    "table readers find no line ends in " + text.encoding().name() + "; convert it to UTF-8"));
        }
        return warnings;
    }

    private static String shown(Dialect dialect, Text text) {
        String delimiter = switch (dialect.delimiter()) {
            case '\t' -> "tab";
            case '\u0001' -> "^A";
            default -> String.valueOf(dialect.delimiter());
        };
        return "delimited by " + delimiter + " in " + text.encoding().name();
    }

    private static List<InferredColumn> columns(
            List<String> first, List<ValueProfile> profiles, boolean header, Dialect dialect) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            labels.add(header && i < first.size() ? first.get(i).strip() : "");
        }
        List<String> names = header ? ColumnNames.fromHeader(labels) : ColumnNames.numbered(profiles.size());
        List<InferredColumn> columns = new ArrayList<>();
        for (int i = 0; i < profiles.size(); i++) {
            ValueProfile profile = profiles.get(i);
            HiveType type = CsvStorage.needsQuotes(dialect) ? Scalar.STRING : profile.readableType();
            columns.add(
                    new InferredColumn(names.get(i), labels.get(i), profile.valueType(), type, true, profile.reason()));
        }
        return columns;
    }

    private static Dialect dialect(Guess guess, Rows rows, boolean header) {
        Character quote = rows.quotedCells > 0 ? guess.quote() : null;
        Character escape = guess.escape() != CsvTokenizer.NONE ? guess.escape() : null;
        return new Dialect(guess.delimiter(), quote, escape, header, 0);
    }

    private static String rowsOf(Guess guess) {
        return Math.round(100 * guess.agreement()) + " % of " + guess.rows() + " rows have " + guess.width() + " cells";
    }

    private static boolean isNamedCsv(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.replaceFirst("\\.(gz|bz2|xz|zst|lz4|snappy|sz|zip)$", "");
        return plain.endsWith(".csv") || plain.endsWith(".tsv") || plain.endsWith(".psv") || plain.endsWith(".tab");
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ' || b < 0) {
                return false;
            }
        }
        return true;
    }

    /** One pass over the sampled rows; the early ones are kept for judging the header. */
    private static final class Rows {
        private static final int EARLY = 500;
        private static final int EARLY_CELLS = 100_000;

        private final List<String> first;
        private final List<List<String>> early = new ArrayList<>();
        private final List<ValueProfile> profiles = new ArrayList<>();
        private long count;
        /** Rows of the head, by which all rows are estimated. */
        private long headRows;

        private long ragged;
        private int quotedCells;
        private int brokenLines;

        Rows(Guess guess, Text text, int mostCells) {
            CsvTokenizer tokens = guess.over(text.head(), mostCells);
            first = tokens.next();
            count = 1;
            for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
                count++;
                ragged += row.size() == first.size() ? 0 : 1;
                if (early.size() < EARLY && (long) early.size() * first.size() < EARLY_CELLS) {
                    early.add(row);
                }
                add(row);
            }
            headRows = count;
            quotedCells = tokens.quotedCells();
            brokenLines = tokens.brokenLines();
            for (String part : text.later()) {
                CsvTokenizer later = guess.over(part, mostCells);
                for (List<String> row = later.next(); !row.isEmpty(); row = later.next()) {
                    count += text.isGapless() ? 1 : 0;
                    // A part may begin inside a quoted value: only rows of the right width are trusted.
                    if (row.size() == guess.width()) {
                        add(row);
                    }
                }
                quotedCells += later.quotedCells();
            }
        }

        private void add(List<String> row) {
            while (profiles.size() < row.size()) {
                profiles.add(new ValueProfile());
            }
            for (int i = 0; i < row.size(); i++) {
                profiles.get(i).add(row.get(i));
            }
        }

        /** One profile a column; the first row counts as values unless it is the header. */
        List<ValueProfile> profiles(int width, boolean header) {
            if (!header) {
                add(first);
            }
            while (profiles.size() < width) {
                profiles.add(new ValueProfile());
            }
            return List.copyOf(profiles.subList(0, width));
        }

        List<Evidence> warnings(int width) {
            List<Evidence> warnings = new ArrayList<>();
            if (ragged > 0) {
                warnings.add(Evidence.warning(
                        ragged + " rows are ragged",
                        "they do not have " + width + " cells; readers fill up with nulls or drop the surplus"));
            }
            if (brokenLines > 0) {
                warnings.add(Evidence.warning(
                        "values span lines", "table readers take each line for a row, so they misread these rows"));
            }
            return warnings;
        }
    }
}
