package dev.skep.inference.format;

import dev.skep.inference.Evidence;
import dev.skep.inference.format.DialectDetector.Guess;
import dev.skep.inference.sample.Text;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.ValueProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One pass over the sampled rows: where the table begins, what its columns are called, and what is in them. */
final class CsvRows {

    /** Rows that are kept to find the beginning of the table. */
    private static final int EARLY = 300;

    private static final int EARLY_CELLS = 100_000;

    /** Rows whose quotes are mended if they do not fit. */
    private static final int MENDED = 5;

    private final Guess guess;
    private final int mostCells;
    private final List<Row> early = new ArrayList<>();
    private final List<ValueProfile> profiles = new ArrayList<>();
    private final TableTop top;
    private final List<String> labels;
    private Splitting splitting;
    private long count;
    private long headCount;
    private long ragged;
    private long raggedRow;
    private long quotedCells;
    private long brokenLines;
    private long runs;
    private long blankLines;
    private boolean marked;

    /**
     * @param line the line on which the row begins, from 0
     * @param blankLines above it
     */
    private record Row(List<String> cells, int line, int endLine, int blankLines) {}

    /**
     * @param told by the beginning of the text
     * @param mostCells rows are not read beyond so many cells
     * @param declared what need not be found
     */
    CsvRows(Guess told, Text text, int mostCells, CsvDeclaration declared) {
        guess = told.quotedAsIn(text.head(), mostCells);
        this.mostCells = mostCells;
        CsvTokenizer tokens = guess.over(text.head(), mostCells);
        readEarly(tokens, text.head());
        List<List<String>> cells = early.stream().map(Row::cells).toList();
        top = declared.top(TableTop.of(cells, guess.width()));
        labels = labels(cells);
        cells.subList(top.rows(), cells.size()).forEach(this::add);
        for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
            add(row);
        }
        take(tokens);
        // Those above the table are passed over with its header.
        blankLines -= top.rows() == 0 ? 0 : early.get(top.rows() - 1).blankLines();
        headCount = count;
        splitting = guess.splitting();
        for (String part : text.later()) {
            Guess here = guess.quotedAsIn(part, mostCells);
            splitting = here.splitting().quotes() ? here.splitting() : splitting;
            addLater(here.over(part, mostCells), text.isGapless());
        }
        if (labels.size() > 1 && isTrailingDelimiter(labels.size() - 1)) {
            labels.remove(labels.size() - 1);
            profiles.remove(profiles.size() - 1);
        }
    }

    private void readEarly(CsvTokenizer tokens, String text) {
        int cells = 0;
        while (early.size() < EARLY && cells < EARLY_CELLS) {
            List<String> row = tokens.next();
            if (row.isEmpty()) {
                return;
            }
            if (early.size() < MENDED && guess.splitting().quotes() && row.size() < guess.width()) {
                row = mended(row, text.substring(tokens.start(), tokens.position()));
            }
            early.add(new Row(row, tokens.line(), tokens.lines(), tokens.blankLines()));
            cells += row.size();
        }
    }

    /** A row with a stray quote, split without regard to quotes if it has the right width then. */
    private List<String> mended(List<String> row, String text) {
        Splitting plain = new Splitting(
                guess.splitting().delimiter(),
                Splitting.NONE,
                Splitting.NONE,
                guess.splitting().runs());
        CsvTokenizer tokens = new CsvTokenizer(text, plain, mostCells);
        List<String> cells = tokens.next();
        boolean fits = cells.size() == guess.width() && tokens.position() >= text.length();
        String quote = String.valueOf(guess.splitting().quote());
        return fits ? cells.stream().map(cell -> cell.replace(quote, "")).toList() : row;
    }

    private List<String> labels(List<List<String>> rows) {
        List<List<String>> headers = rows.subList(top.above(), top.rows());
        int widest = headers.stream().mapToInt(List::size).max().orElse(0);
        List<String> found = TableTop.labels(headers, Math.max(widest, guess.width()));
        if (widest > guess.width()) {
            List<String> given =
                    found.stream().filter(label -> !label.isEmpty()).toList();
            return new ArrayList<>(given.size() == guess.width() ? given : found);
        }
        List<List<String>> below = rows.subList(top.rows(), rows.size());
        if (widest == guess.width() - 1 && isNumbered(below) && isFilled(below, guess.width() - 1)) {
            // Statistics programs write row names without a name for their column.
            found.add(0, "");
            found.remove(found.size() - 1);
        }
        return found;
    }

    private static boolean isFilled(List<List<String>> rows, int column) {
        return rows.stream()
                .anyMatch(row -> column < row.size() && !row.get(column).isBlank());
    }

    /** Whether the first column numbers the rows. */
    private static boolean isNumbered(List<List<String>> rows) {
        Set<String> seen = new HashSet<>();
        for (List<String> row : rows) {
            boolean number = row.get(0).chars().allMatch(Character::isDigit);
            if (!number || !seen.add(row.get(0))) {
                return false;
            }
        }
        return !rows.isEmpty();
    }

    private void add(List<String> row) {
        count++;
        if (row.size() != guess.width()) {
            ragged++;
            raggedRow = raggedRow == 0 ? count : raggedRow;
        }
        marked |= row.get(0).startsWith("#");
        profile(row, count);
    }

    /** @param place counted from 1; 0 if it is not known */
    private void profile(List<String> row, long place) {
        while (profiles.size() < labels.size()) {
            profiles.add(new ValueProfile());
        }
        for (int i = 0; i < labels.size(); i++) {
            profiles.get(i).add(i < row.size() ? row.get(i) : "", place);
        }
    }

    /** A part from further on may begin inside a quoted value: only rows of the right width are trusted. */
    private void addLater(CsvTokenizer tokens, boolean gapless) {
        for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
            count += gapless ? 1 : 0;
            if (row.size() == guess.width()) {
                profile(row, gapless ? count : 0);
            }
        }
        take(tokens);
    }

    private void take(CsvTokenizer tokens) {
        quotedCells += tokens.quotedCells();
        brokenLines += tokens.brokenLines();
        runs += tokens.runs();
        blankLines += tokens.blankLines();
    }

    /** Whether a last column is only what stands behind a delimiter at the end of each line. */
    private boolean isTrailingDelimiter(int column) {
        boolean nameless =
                labels.get(column).isEmpty() && !labels.get(column - 1).isEmpty();
        return top.headers() > 0
                && nameless
                && column < profiles.size()
                && profiles.get(column).count(Shape.NULL)
                        == profiles.get(column).values();
    }

    TableTop top() {
        return top;
    }

    /** Names as the text spells them; empty where it has none. */
    List<String> labels() {
        return labels;
    }

    /** One profile a column. */
    List<ValueProfile> profiles() {
        while (profiles.size() < labels.size()) {
            profiles.add(new ValueProfile());
        }
        return profiles;
    }

    /** Cells of the widest of the first rows. */
    int widest() {
        return early.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    }

    /** Rows of data; where parts of the text were passed over, those of its head. */
    long count() {
        return count;
    }

    /** Rows of data in the head of the text, by which all rows are estimated. */
    long headCount() {
        return headCount;
    }

    /** Whether quoted values hold line ends. */
    boolean spansLines() {
        return brokenLines > 0;
    }

    /** How the rows were split, with the quotes of any. */
    Splitting splitting() {
        return splitting;
    }

    long quotedCells() {
        return quotedCells;
    }

    /** Lines above the header, or above the first row. */
    int skippedLines() {
        return top.above() == 0 ? 0 : early.get(top.above() - 1).endLine() + blankLines();
    }

    /** Blank lines between what is above and the table. */
    private int blankLines() {
        return top.above() < early.size()
                ? early.get(top.above()).line() - early.get(top.above() - 1).endLine()
                : 0;
    }

    int headerLines() {
        return top.headers() == 0 ? 0 : early.get(top.rows() - 1).endLine() - skippedLines();
    }

    /** Whether all skipped rows are comments and no row looks like one. */
    boolean hasComments() {
        return top.above() > 0
                && !marked
                && early.subList(0, top.above()).stream()
                        .allMatch(row -> row.cells().get(0).startsWith("#"))
                && early.subList(top.above(), top.rows()).stream()
                        .noneMatch(row -> row.cells().get(0).startsWith("#"));
    }

    List<Evidence> warnings() {
        List<Evidence> warnings = new ArrayList<>();
        if (ragged > 0) {
            warnings.add(Evidence.warning(
                    ragged + " rows are ragged",
                    "they do not have " + guess.width()
                            + " cells, row " + raggedRow
                            + " first; readers fill up with nulls or drop the surplus"));
        }
        if (spansLines()) {
            warnings.add(Evidence.warning(
                    "values span lines",
                    "Hive and Trino take each line for a row, so they misread these rows; Spark does not"));
        }
        if (blankLines > 0) {
            warnings.add(Text.BLANK_LINES);
        }
        if (runs > 0) {
            warnings.add(Evidence.obstacle(
                    "runs of blanks delimit it, and table readers take each blank for a delimiter of its own"));
        }
        return warnings;
    }
}
