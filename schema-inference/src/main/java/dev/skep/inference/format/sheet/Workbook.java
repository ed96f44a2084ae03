package dev.skep.inference.format.sheet;

import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.util.List;

/** Sheets of cells. */
public interface Workbook {

    /** Names of the sheets that hold cells, in order. */
    List<String> sheets();

    /**
     * Shows the rows of a sheet, blank ones left out, until the receiver or the limits end it.
     *
     * @return whether all rows were shown
     */
    boolean read(int sheet, Rows rows) throws IOException, UnreadableException;

    /** Receives rows. */
    interface Rows {

        /**
         * @param number counted from 0
         * @param cells from the first column on; absent cells are {@link Cell#EMPTY}
         */
        void row(int number, List<Cell> cells);
    }
}
