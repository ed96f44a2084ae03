package dev.skep.crawler.grouping;

import dev.skep.inference.RowCount;

/**
 * How much was found.
 *
 * @param files how many; 0 where there are none
 * @param bytes stored size of all files
 * @param rows of all files; estimated where not all were counted
 */
public record Extent(long files, long bytes, RowCount rows) {

    /** False if nobody counted or could estimate the rows. */
    boolean isCounted() {
        return rows.exact() || rows.rows() > 0;
    }

    /** Average bytes a row, at least one; the size of all where there are no rows. */
    long averageRowSize() {
        return Math.max(1, bytes / Math.max(1, rows.rows()));
    }
}
