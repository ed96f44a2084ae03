package dev.skep.inference.format;

/**
 * How to split text into cells.
 *
 * @param delimiter one character or several
 * @param quote {@link #NONE} if values are not quoted
 * @param escape {@link #NONE} if quotes inside values are doubled or do not occur
 * @param runs whether a run of delimiters counts as one, as in text that is aligned with blanks
 */
record Splitting(String delimiter, char quote, char escape, boolean runs) {

    /** Stands for "no quote" and "no escape". */
    static final char NONE = '\0';

    Splitting(String delimiter, char quote, char escape) {
        this(delimiter, quote, escape, false);
    }

    boolean quotes() {
        return quote != NONE;
    }
}
