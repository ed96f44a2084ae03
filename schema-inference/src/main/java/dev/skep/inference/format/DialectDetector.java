package dev.skep.inference.format;

import dev.skep.inference.format.Delimiters.Candidate;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds delimiter, quote and escape by trying each combination on the first records. A good one gives rows of one width
 * whose cells look like values: numbers, dates, words without another delimiter or a stray quote in them. Lines above
 * the table do not count against it.
 */
final class DialectDetector {

    private static final char USUAL_QUOTE = '"';
    private static final char[] QUOTES = {USUAL_QUOTE, '\'', Splitting.NONE};
    private static final int ROWS = 200;

    /** Rows that are looked at where a delimiter cannot succeed, whatever they look like. */
    private static final int ROWS_OF_RIVAL = 20;

    /** What a first row counts that splits, but is of another width: exports begin with a record about themselves. */
    private static final double HEAD_RECORD = 0.8;

    private static final int CELLS = 20_000;

    /** What a delimiter that is common within values must reach to be believed. */
    private static final double STRICT_AGREEMENT = 0.95;

    /** Delimiters that cast doubt on a cell that contains them. */
    private static final String TELLING = ",\t;|^\u0001~";

    /** Share of values of a column that make it one of numbers, dates or the like. */
    private static final double MOST_TYPED = 0.8;

    private static final int LINES = 50;
    private static final double MOST_LINES = 0.8;

    private DialectDetector() {}

    /**
     * A combination and how well it fits.
     *
     * @param width cells of most rows
     * @param agreement share of rows of that width, from the first such row on
     * @param score 0 to 1, comparable between guesses on one text only
     * @param quotable whether the text has cells in the usual quotes, so that they were tried
     * @param runnerUp the best guess with another delimiter; absent if no other splits anything
     */
    record Guess(
            Splitting splitting,
            int width,
            double agreement,
            int rows,
            double score,
            boolean quotable,
            @Nullable Guess runnerUp) {

        CsvTokenizer over(String text, int mostCells) {
            return new CsvTokenizer(text, splitting, mostCells);
        }

        private Guess against(@Nullable Guess other) {
            return new Guess(splitting, width, agreement, rows, score, quotable, other);
        }

        /**
         * With the usual quotes if a part of the text from further on has cells in them and fits as well: the rows by
         * which the dialect is told may happen to have none.
         */
        Guess quotedAsIn(String part, int mostCells) {
            if (quotable || splitting.quotes() || !quotesCells(part, splitting.delimiter(), USUAL_QUOTE)) {
                return this;
            }
            Splitting quotes = new Splitting(splitting.delimiter(), USUAL_QUOTE, splitting.escape(), splitting.runs());
            Guess quoted = new Guess(quotes, width, agreement, rows, score, true, runnerUp);
            CsvTokenizer tokens = quoted.over(part, mostCells);
            long misfits = misfits(over(part, mostCells), part.length());
            long misfitsQuoted = misfits(tokens, part.length());
            // What only looks like quotes may swallow lines between them and fit as well.
            boolean fits = misfitsQuoted < misfits || (misfitsQuoted == misfits && tokens.brokenLines() == 0);
            return fits ? quoted : this;
        }

        /** Rows of another width, those at the ends left out. */
        private long misfits(CsvTokenizer tokens, int length) {
            long misfits = 0;
            tokens.next();
            for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
                misfits += row.size() == width || tokens.position() >= length ? 0 : 1;
            }
            return misfits;
        }
    }

    /**
     * The best combination; of width 1 if no delimiter separates anything.
     *
     * @param cut whether the text may end in the middle of a row
     * @param mostCells rows are not read beyond so many cells
     * @param declared what need not be found
     */
    static Guess detect(String text, boolean cut, int mostCells, CsvDeclaration declared) {
        String table = Comments.after(text);
        Guess best = null;
        Guess second = null;
        List<Candidate> candidates = declared.delimiter() == null
                ? Delimiters.of(table)
                : List.of(new Candidate(declared.delimiter(), 1, false));
        String telling = telling(candidates);
        boolean single = isColumnOfValues(table);
        for (Candidate candidate : candidates) {
            if (single && candidate.strict()) {
                continue;
            }
            boolean maySucceed = best == null || best.score() < candidate.prior();
            Guess guess = best(table, cut, candidate, telling, mostCells, maySucceed ? ROWS : ROWS_OF_RIVAL, declared);
            if (best == null || (maySucceed && guess.score() > best.score() + 1e-9)) {
                second = best;
                best = guess;
            } else if (second == null || guess.score() > second.score()) {
                second = guess;
            }
        }
        if (best == null) {
            throw new IllegalStateException("There is always a candidate");
        }
        return best.against(second != null && second.width() > 1 ? second : null);
    }

    private static String telling(List<Candidate> candidates) {
        StringBuilder telling = new StringBuilder(TELLING);
        for (Candidate candidate : candidates) {
            if (!candidate.common()) {
                telling.append(candidate.text().charAt(0));
            }
        }
        return telling.toString();
    }

    /** Whether the lines as they are look like dates, times or the like, which contain blanks and colons. */
    private static boolean isColumnOfValues(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES)
                .map(String::strip)
                .toList();
        long typed = lines.stream()
                .skip(lines.size() > 1 ? 1 : 0)
                .filter(line -> Shapes.of(line).isTyped())
                .count();
        return typed > 0 && typed >= MOST_LINES * (lines.size() - 1);
    }

    /** The best quote and escape for a delimiter. */
    private static Guess best(
            String text,
            boolean cut,
            Candidate candidate,
            String telling,
            int mostCells,
            int mostRows,
            CsvDeclaration declared) {
        Guess best = null;
        List<Character> quotes = quotes(text, candidate.text(), declared.quote());
        boolean quotable = quotes.contains(USUAL_QUOTE);
        for (char quote : quotes) {
            for (char escape : escapes(text, candidate.text(), quote, declared.escape())) {
                Splitting splitting = new Splitting(
                        candidate.text(), quote, escape, candidate.text().equals(" "));
                Trial trial = new Trial(text, cut, candidate, telling, splitting, quotable, mostCells, mostRows);
                Guess guess = trial.guess();
                if (best == null || guess.score() > best.score() + 1e-9) {
                    best = guess;
                }
                if (quote == USUAL_QUOTE && trial.quotesWell()) {
                    // Quotes that open and close as they should are no accident.
                    return best;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("No quote is always tried");
        }
        return best;
    }

    private static List<Character> quotes(String text, String delimiter, @Nullable Character declared) {
        if (declared != null) {
            return List.of(declared);
        }
        List<Character> quotes = new ArrayList<>();
        for (char quote : QUOTES) {
            if (quote == Splitting.NONE || quotesCells(text, delimiter, quote)) {
                quotes.add(quote);
            }
        }
        return quotes;
    }

    private static List<Character> escapes(String text, String delimiter, char quote, @Nullable Character declared) {
        if (declared != null) {
            return List.of(declared);
        }
        List<Character> escapes = new ArrayList<>();
        escapes.add(Splitting.NONE);
        boolean escapesQuote = quote != Splitting.NONE && text.contains("\\" + quote);
        if (escapesQuote || text.contains("\\" + delimiter)) {
            escapes.add('\\');
        }
        return escapes;
    }

    /** Whether some cell begins and some cell ends with the quote. */
    private static boolean quotesCells(String text, String delimiter, char quote) {
        boolean opens = false;
        boolean closes = false;
        for (int i = text.indexOf(quote); i >= 0 && !(opens && closes); i = text.indexOf(quote, i + 1)) {
            int before = i;
            while (before > 0 && text.charAt(before - 1) == ' ' && !delimiter.equals(" ")) {
                before--;
            }
            opens |= before == 0
                    || isBreak(text.charAt(before - 1))
                    || text.startsWith(delimiter, before - delimiter.length());
            closes |= i > 0
                    && (i + 1 == text.length() || isBreak(text.charAt(i + 1)) || text.startsWith(delimiter, i + 1));
        }
        return opens && closes;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    /** One combination on the first rows. */
    private static final class Trial {
        private final Splitting splitting;
        private final boolean quotable;
        private final Candidate candidate;
        private final String telling;
        private final boolean cut;
        private final CsvTokenizer tokens;
        private final List<Integer> widths = new ArrayList<>();
        private final List<Integer> typedOf = new ArrayList<>();
        private final List<Integer> givenOf = new ArrayList<>();
        private final List<String> lastOf = new ArrayList<>();
        /** Columns of which a row after the first has another value than the one before it. */
        private final BitSet varying = new BitSet();

        private int cells;
        private int strayRows;
        private double clean;

        Trial(
                String text,
                boolean cut,
                Candidate candidate,
                String telling,
                Splitting splitting,
                boolean quotable,
                int mostCells,
                int mostRows) {
            this.splitting = splitting;
            this.quotable = quotable;
            this.candidate = candidate;
            this.telling = telling;
            this.cut = cut;
            this.tokens = new CsvTokenizer(text, splitting, mostCells);
            for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
                boolean last = tokens.position() >= text.length();
                if (widths.size() >= mostRows || cells >= CELLS || (last && cut && !widths.isEmpty())) {
                    break;
                }
                add(row);
            }
        }

        private void add(List<String> row) {
            widths.add(row.size());
            boolean stray = false;
            for (int i = 0; i < row.size(); i++) {
                String value = row.get(i).strip();
                Shape shape = Shapes.of(value);
                if (i >= typedOf.size()) {
                    typedOf.add(0);
                    givenOf.add(0);
                    lastOf.add(value);
                }
                varying.set(
                        i,
                        varying.get(i) || (widths.size() > 2 && !lastOf.get(i).equals(value)));
                lastOf.set(i, value);
                givenOf.set(i, givenOf.get(i) + (shape == Shape.NULL ? 0 : 1));
                typedOf.set(i, typedOf.get(i) + (shape.isTyped() ? 1 : 0));
                boolean strayHere = shape == Shape.TEXT && hasStrayQuote(value);
                stray |= strayHere;
                cells++;
                clean += strayHere ? 0.1 : cleanness(shape, value);
            }
            strayRows += stray ? 1 : 0;
        }

        boolean quotesWell() {
            return tokens.quotedCells() > 0 && tokens.badQuotes() == 0 && strayRows == 0 && (cut || !tokens.isCut());
        }

        Guess guess() {
            int rows = widths.size();
            int width = usual();
            int from = above(width);
            long fitting = widths.stream().filter(it -> it == width).count();
            double agreement = rows == 0 ? 0 : (double) fitting / (rows - from);
            boolean record = from == 1 && widths.get(0) > 2;
            double above = from == 0 ? 1 : record ? HEAD_RECORD : 0.5 - 0.3 * from / rows;
            double structure = width <= 1 ? 0.1 : 1 - 0.5 / width;
            double sound = 1 - (tokens.quotedCells() == 0 ? 0 : (double) tokens.badQuotes() / tokens.quotedCells());
            sound *= 1 - (rows == 0 ? 0 : 0.9 * strayRows / rows);
            double looks = 0.1 + (cells == 0 ? 0 : clean / cells);
            double score = agreement * agreement * above * structure * sound * looks * candidate.prior();
            if (tokens.isCut() && !cut) {
                score *= 0.5;
            }
            if (width > 1 && candidate.strict() && !isRegular(agreement, rows)) {
                score *= 0.05;
            }
            return new Guess(splitting, width, agreement, rows, score / 1.1, quotable, null);
        }

        /** Rows above the table; a header that lacks a cell or has one too many is none of them. */
        private int above(int width) {
            int from = Math.max(0, widths.indexOf(width));
            return from == 1 && width > 2 && Math.abs(widths.get(0) - width) == 1 ? 0 : from;
        }

        /** The width of most rows; that of a table below prose rather than that of the prose. */
        private int usual() {
            int mode = mode(1);
            int wide = mode == 1 ? mode(2) : mode;
            if (wide < 2) {
                return mode;
            }
            int from = widths.indexOf(wide);
            long fitting = widths.stream().filter(it -> it == wide).count();
            boolean table = fitting >= 3 && fitting >= 0.9 * (widths.size() - from);
            return mode > 1 || table ? wide : mode;
        }

        /** The most frequent width of at least so many cells, the wider of two; 0 if there is none. */
        private int mode(int least) {
            int[] counts =
                    new int[widths.stream().mapToInt(Integer::intValue).max().orElse(0) + 1];
            int mode = 0;
            for (int width : widths) {
                counts[width]++;
            }
            for (int width = least; width < counts.length; width++) {
                mode = counts[width] > 0 && counts[width] >= counts[mode] ? width : mode;
            }
            return mode;
        }

        /** Whether even a delimiter that is common in prose must be meant: an even table with a typed column. */
        private boolean isRegular(double agreement, int rows) {
            if (rows < 2 || agreement < STRICT_AGREEMENT || isWordAndValue(rows)) {
                return false;
            }
            for (int i = 0; i < typedOf.size(); i++) {
                // The first may name the column.
                if (typedOf.get(i) > 0 && typedOf.get(i) >= MOST_TYPED * (givenOf.get(i) - 1)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether each row after the first is the same word beside a value, which are one value together. */
        private boolean isWordAndValue(int rows) {
            return rows > 3 && lastOf.size() == 2 && varying.cardinality() == 1;
        }

        /** Whether a cell has a quote at an end that the quote tried does not explain. */
        private boolean hasStrayQuote(String value) {
            if (splitting.quote() == '"') {
                return false;
            }
            char first = value.charAt(0);
            char last = value.charAt(value.length() - 1);
            return first == '"' || last == '"' || (first == '\'' && last == '\'' && value.length() > 1);
        }

        /** How much a cell looks like one value, 0 to 1. */
        private double cleanness(Shape shape, String value) {
            if (shape != Shape.TEXT) {
                return 1;
            }
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (telling.indexOf(c) >= 0 && splitting.delimiter().indexOf(c) < 0) {
                    return c == ',' && value.contains(", ") ? 0.7 : 0.4;
                }
            }
            return value.length() > 100 ? 0.7 : 0.9;
        }
    }
}
