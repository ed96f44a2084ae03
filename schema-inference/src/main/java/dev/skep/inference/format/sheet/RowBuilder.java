package dev.skep.inference.format.sheet;

import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.sheet.Cell.Kind;
import java.util.ArrayList;
import java.util.List;

/** Puts cells that come one by one together to rows. */
final class RowBuilder {

    private final Workbook.Rows rows;
    private final int mostColumns;
    private final List<Cell> cells = new ArrayList<>();
    private int row = -1;
    private boolean filled;

    RowBuilder(Workbook.Rows rows, int mostColumns) {
        this.rows = rows;
        this.mostColumns = mostColumns;
    }

    void cell(int number, int column, Cell cell) throws UnreadableException {
        if (number != row) {
            finish();
            row = number;
        }
        if (cell.kind() == Kind.EMPTY || column < 0) {
            return;
        }
        if (column >= mostColumns) {
            throw UnreadableException.tooLarge("its sheet has more than " + mostColumns + " columns");
        }
        while (cells.size() <= column) {
            cells.add(Cell.EMPTY);
        }
        cells.set(column, cell);
        filled = true;
    }

    void finish() {
        if (filled) {
            rows.row(row, List.copyOf(cells));
        }
        cells.clear();
        filled = false;
    }
}
