package dev.skep.inference;

/**
 * How many rows a source holds.
 *
 * @param exact true if counted, or stated by the file's own footer; false if estimated from a sample
 */
public record RowCount(long rows, boolean exact) {

    /** The rows of both; exact only if both are. */
    public RowCount plus(RowCount other) {
        return new RowCount(rows + other.rows, exact && other.exact);
    }
}
