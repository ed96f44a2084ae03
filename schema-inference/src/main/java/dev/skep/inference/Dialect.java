package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/**
 * How delimited text is written.
 *
 * @param delimiter mostly one character; a single blank also where columns are aligned by runs of blanks
 * @param quote absent if no value is quoted
 * @param escape absent if quotes inside values are doubled or do not occur
 * @param comment what all skipped lines begin with, and no row does; absent if there is no such thing
 * @param headerLines lines after the skipped ones that name the columns, mostly one or none
 * @param skippedLines lines of prose or comment before the header, or before the first row
 * @param spanning whether quoted values hold line ends
 */
public record Dialect(
        String delimiter,
        @Nullable Character quote,
        @Nullable Character escape,
        @Nullable Character comment,
        int headerLines,
        int skippedLines,
        boolean spanning)
        implements Form {

    /** Of text in which every row is a line. */
    public Dialect(
            String delimiter,
            @Nullable Character quote,
            @Nullable Character escape,
            @Nullable Character comment,
            int headerLines,
            int skippedLines) {
        this(delimiter, quote, escape, comment, headerLines, skippedLines, false);
    }

    public Dialect {
        if (delimiter.isEmpty() || headerLines < 0 || skippedLines < 0) {
            throw new IllegalArgumentException("No such dialect");
        }
    }

    /** Whether columns are named by the text itself. */
    public boolean header() {
        return headerLines > 0;
    }
}
