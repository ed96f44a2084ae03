package dev.skep.inference.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into records, forgiving as the readers of tables are: a quote opens only at the start of a cell,
 * what follows a closing quote belongs to the cell, and blank lines are passed over. A line ends with LF, CR or both.
 */
final class CsvTokenizer {

    private final String text;
    private final int end;
    private final Splitting splitting;
    private final String delimiter;
    private final char first;
    private final char quote;
    private final char escape;
    private final int mostCells;

    private int position;
    private int start;
    private int line;
    private int nextLine;
    private boolean cut;
    private int quotedCells;
    private int badQuotes;
    private int brokenLines;
    private int blanksBeforeQuotes;
    private int blankLines;
    private int runs;

    CsvTokenizer(String text, Splitting splitting, int mostCells) {
        this.text = text;
        this.end = text.length();
        this.splitting = splitting;
        this.delimiter = splitting.delimiter();
        this.first = delimiter.charAt(0);
        this.quote = splitting.quote();
        this.escape = splitting.escape();
        this.mostCells = mostCells;
    }

    /** The next record; empty after the last. */
    List<String> next() {
        skipBlankLines();
        line = nextLine;
        start = position;
        List<String> cells = new ArrayList<>();
        if (position >= end) {
            return cells;
        }
        boolean more = true;
        while (more && cells.size() < mostCells) {
            cells.add(opensQuote() ? quoted() : plain());
            more = position < end && isDelimiter(position);
            if (more) {
                position += delimiter.length();
                skipRun();
                more = !splitting.runs() || (position < end && !isBreak(text.charAt(position)));
            }
        }
        skipLineEnd();
        return cells;
    }

    /** Characters read so far. */
    int position() {
        return position;
    }

    /** Where the last record began. */
    int start() {
        return start;
    }

    /** The number of the line, from 0, on which the last record began. */
    int line() {
        return line;
    }

    /** Lines that end before {@link #position}. */
    int lines() {
        return nextLine;
    }

    /** Whether the text ended inside quotes. */
    boolean isCut() {
        return cut;
    }

    int quotedCells() {
        return quotedCells;
    }

    /** Quoted cells with more text after the closing quote. */
    int badQuotes() {
        return badQuotes;
    }

    /** Quoted cells with blanks before the quote. */
    int blanksBeforeQuotes() {
        return blanksBeforeQuotes;
    }

    /** Delimiters that were passed over because they stand side by side, or at the start of a line. */
    int runs() {
        return runs;
    }

    /** Line ends inside quotes. */
    int brokenLines() {
        return brokenLines;
    }

    /** Blank lines that were passed over. */
    int blankLines() {
        return blankLines;
    }

    /** Whether a quote stands here, maybe behind blanks, which are passed over then. */
    private boolean opensQuote() {
        if (quote == Splitting.NONE) {
            return false;
        }
        int i = position;
        while (i < end && text.charAt(i) == ' ' && first != ' ') {
            i++;
        }
        boolean opens = i < end && text.charAt(i) == quote;
        if (opens && i > position) {
            blanksBeforeQuotes++;
            position = i;
        }
        return opens;
    }

    private boolean isDelimiter(int at) {
        return text.charAt(at) == first && (delimiter.length() == 1 || text.startsWith(delimiter, at));
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private String plain() {
        int from = position;
        boolean escaped = false;
        int i = position;
        while (i < end) {
            char c = text.charAt(i);
            if (isBreak(c) || (c == first && isDelimiter(i))) {
                break;
            }
            if (c == escape && escape != Splitting.NONE && i + 1 < end) {
                escaped = true;
                i++;
            }
            i++;
        }
        position = Math.min(i, end);
        String cell = text.substring(from, position);
        return escaped ? unescape(cell) : cell;
    }

    private String quoted() {
        quotedCells++;
        position++;
        int from = position;
        StringBuilder cell = null;
        while (position < end) {
            char c = text.charAt(position);
            boolean escapes = c == escape && escape != Splitting.NONE && position + 1 < end;
            boolean doubled = !escapes && c == quote && position + 1 < end && text.charAt(position + 1) == quote;
            if (escapes || doubled) {
                cell = (cell == null ? new StringBuilder() : cell).append(text, from, position);
                from = position + 1;
                position += 2;
            } else if (c == quote) {
                String inner = taken(cell, from);
                position++;
                return inner + afterQuote();
            } else {
                if (isLineEnd(c)) {
                    brokenLines++;
                    nextLine++;
                }
                position++;
            }
        }
        cut = true;
        return taken(cell, from);
    }

    /** Whether a line ends here; the CR before an LF does not count. */
    private boolean isLineEnd(char c) {
        return c == '\n' || (c == '\r' && (position + 1 >= end || text.charAt(position + 1) != '\n'));
    }

    private String taken(@Nullable StringBuilder before, int from) {
        return before == null
                ? text.substring(from, position)
                : before.append(text, from, position).toString();
    }

    private String afterQuote() {
        String rest = plain();
        if (rest.isBlank()) {
            return "";
        }
        badQuotes++;
        return rest;
    }

    private String unescape(String cell) {
        StringBuilder plain = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == escape && i + 1 < cell.length()) {
                i++;
                c = cell.charAt(i);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private void skipBlankLines() {
        skipRun();
        while (position < end && isBreak(text.charAt(position))) {
            skipLineEnd();
            blankLines++;
            skipRun();
        }
    }

    private void skipRun() {
        while (splitting.runs() && position < end && text.charAt(position) == first) {
            position++;
            runs++;
        }
    }

    private void skipLineEnd() {
        int before = position;
        if (position < end && text.charAt(position) == '\r') {
            position++;
        }
        if (position < end && text.charAt(position) == '\n') {
            position++;
        }
        nextLine += position > before ? 1 : 0;
    }
}
