package dev.skep.inference.format;

import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds delimiter, quote and escape by trying each combination on the first records. A good one gives rows of one width
 * whose cells look like values: numbers, dates, words without another delimiter or a stray quote in them.
 */
final class DialectDetector {

    private static final char[] DELIMITERS = {',', '\t', ';', '|', '^', '\u0001'};
    private static final char[] QUOTES = {CsvTokenizer.NONE, '"', '\''};
    private static final int ROWS = 300;

    private DialectDetector() {}

    /**
     * A combination and how well it fits.
     *
     * @param width cells of most rows
     * @param agreement share of rows of that width
     * @param score comparable between guesses on one text only
     */
    record Guess(char delimiter, char quote, char escape, int width, double agreement, int rows, double score) {
        CsvTokenizer over(String text, int mostCells) {
            return new CsvTokenizer(text, delimiter, quote, escape, mostCells);
        }
    }

    /**
     * The best combination; of width 1 if no delimiter separates anything.
     *
     * @param cut whether the text may end in the middle of a row
     * @param mostCells rows are not read beyond so many cells
     */
    static Guess detect(String text, boolean cut, int mostCells) {
        Guess best = new Guess(',', CsvTokenizer.NONE, CsvTokenizer.NONE, 0, 0, 0, -1);
        for (char delimiter : DELIMITERS) {
            if (delimiter != ',' && text.indexOf(delimiter) < 0) {
                continue;
            }
            for (char quote : QUOTES) {
                if (quote != CsvTokenizer.NONE && !quotesCells(text, delimiter, quote)) {
                    continue;
                }
                for (char escape : escapes(text, delimiter, quote)) {
                    Guess guess = measure(text, cut, delimiter, quote, escape, mostCells);
                    if (guess.score() > best.score() + 1e-9) {
                        best = guess;
                    }
                }
            }
        }
        return best;
    }

    private static List<Character> escapes(String text, char delimiter, char quote) {
        List<Character> escapes = new ArrayList<>();
        escapes.add(CsvTokenizer.NONE);
        boolean escapesQuote = quote != CsvTokenizer.NONE && text.contains("\\" + quote);
        if (escapesQuote || text.contains("\\" + delimiter)) {
            escapes.add('\\');
        }
        return escapes;
    }

    /** Whether some cell begins and some cell ends with the quote. */
    private static boolean quotesCells(String text, char delimiter, char quote) {
        boolean opens = false;
        boolean closes = false;
        for (int i = text.indexOf(quote); i >= 0 && !(opens && closes); i = text.indexOf(quote, i + 1)) {
            opens |= i == 0 || isEdge(text.charAt(i - 1), delimiter);
            closes |= i > 0 && (i + 1 == text.length() || isEdge(text.charAt(i + 1), delimiter));
        }
        return opens && closes;
    }

    private static boolean isEdge(char c, char delimiter) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    private static Guess measure(String text, boolean cut, char delimiter, char quote, char escape, int mostCells) {
        CsvTokenizer tokens = new CsvTokenizer(text, delimiter, quote, escape, mostCells);
        Map<Integer, Integer> widths = new HashMap<>();
        int rows = 0;
        int cells = 0;
        double clean = 0;
        for (List<String> row = tokens.next(); !row.isEmpty() && rows < ROWS; row = tokens.next()) {
            boolean last = tokens.position() >= text.length();
            if (last && cut && rows > 0) {
                break;
            }
            rows++;
            widths.merge(row.size(), 1, Integer::sum);
            for (String cell : row) {
                cells++;
                clean += cleanness(cell, delimiter);
            }
        }
        int width = 0;
        int most = 0;
        for (Map.Entry<Integer, Integer> entry : widths.entrySet()) {
            boolean more = entry.getValue() > most || (entry.getValue() == most && entry.getKey() > width);
            if (more) {
                width = entry.getKey();
                most = entry.getValue();
            }
        }
        double agreement = rows == 0 ? 0 : (double) most / rows;
        double structure = width <= 1 ? 0.1 : 1 - 0.5 / width;
        double sound = 1 - (tokens.quotedCells() == 0 ? 0 : (double) tokens.badQuotes() / tokens.quotedCells());
        double score = agreement * agreement * structure * sound * (0.1 + (cells == 0 ? 0 : clean / cells));
        if (tokens.isCut() && !cut) {
            score *= 0.5;
        }
        return new Guess(delimiter, quote, escape, width, agreement, rows, score);
    }

    /** How much a cell looks like one value, 0 to 1. */
    private static double cleanness(String cell, char delimiter) {
        String value = cell.strip();
        Shape shape = Shapes.of(value);
        if (shape != Shape.TEXT) {
            return 1;
        }
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean strayQuote = first == '"' || last == '"' || (first == '\'' && last == '\'' && value.length() > 1);
        if (strayQuote) {
            return 0.1;
        }
        for (char other : DELIMITERS) {
            if (other != delimiter && value.indexOf(other) >= 0) {
                boolean prose = other == ',' && value.indexOf(", ") >= 0;
                return prose ? 0.7 : 0.4;
            }
        }
        return value.length() > 100 ? 0.7 : 0.9;
    }
}
