package dev.skep.inference.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits delimited text into records, forgiving as the readers of tables are: a quote opens only at the start of a cell,
 * what follows a closing quote belongs to the cell, and blank lines are passed over.
 */
final class CsvTokenizer {

    /** Stands for "no quote" and "no escape". */
    static final char NONE = '\0';

    private final String text;
    private final char delimiter;
    private final char quote;
    private final char escape;
    private final int mostCells;

    private int position;
    private boolean cut;
    private int quotedCells;
    private int badQuotes;
    private int brokenLines;

    CsvTokenizer(String text, char delimiter, char quote, char escape, int mostCells) {
        this.text = text;
        this.delimiter = delimiter;
        this.quote = quote;
        this.escape = escape;
        this.mostCells = mostCells;
    }

    /** The next record; empty after the last. */
    List<String> next() {
        skipBlankLines();
        List<String> cells = new ArrayList<>();
        if (position >= text.length()) {
            return cells;
        }
        boolean more = true;
        while (more && cells.size() < mostCells) {
            cells.add(quote != NONE && position < text.length() && text.charAt(position) == quote ? quoted() : plain());
            more = position < text.length() && text.charAt(position) == delimiter;
            if (more) {
                position++;
            }
        }
        skipLineEnd();
        return cells;
    }

    /** Characters read so far. */
    int position() {
        return position;
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

    /** Line ends inside quotes. */
    int brokenLines() {
        return brokenLines;
    }

    private String plain() {
        int start = position;
        boolean escaped = false;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == delimiter || c == '\n' || c == '\r') {
                break;
            }
            if (escape != NONE && c == escape && position + 1 < text.length()) {
                escaped = true;
                position++;
            }
            position++;
        }
        String cell = text.substring(start, Math.min(position, text.length()));
        return escaped ? unescape(cell) : cell;
    }

    private String quoted() {
        quotedCells++;
        StringBuilder cell = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (escape != NONE && c == escape && position + 1 < text.length()) {
                cell.append(text.charAt(position + 1));
                position += 2;
            } else if (c == quote) {
                if (position + 1 < text.length() && text.charAt(position + 1) == quote) {
                    cell.append(quote);
                    position += 2;
                } else {
                    position++;
                    return cell + afterQuote();
                }
            } else {
                if (c == '\n') {
                    brokenLines++;
                }
                cell.append(c);
                position++;
            }
        }
        cut = true;
        return cell.toString();
    }

    private String afterQuote() {
        String rest = plain();
        if (!rest.isBlank()) {
            badQuotes++;
            return rest;
        }
        return "";
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
        while (position < text.length() && (text.charAt(position) == '\n' || text.charAt(position) == '\r')) {
            position++;
        }
    }

    private void skipLineEnd() {
        if (position < text.length() && text.charAt(position) == '\r') {
            position++;
        }
        if (position < text.length() && text.charAt(position) == '\n') {
            position++;
        }
    }
}
