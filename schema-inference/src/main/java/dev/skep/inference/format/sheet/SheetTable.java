package dev.skep.inference.format.sheet;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Reason;
import dev.skep.inference.format.sheet.Cell.Kind;
import dev.skep.inference.value.Contender;
import dev.skep.inference.value.NumberProfile;
import dev.skep.inference.value.Tally;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The rows of a sheet as a table: columns from the first to the last that is filled, kinds counted, early rows kept. */
public final class SheetTable implements Workbook.Rows {

    private static final int EARLY = 500;
    private static final int EARLY_CELLS = 100_000;

    private final List<Row> early = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private long rows;
    private int earlyCells;
    private int firstColumn = Integer.MAX_VALUE;

    private record Row(int number, List<Cell> cells) {

        long filled() {
            return cells.stream().filter(cell -> cell.kind() != Kind.EMPTY).count();
        }

        int first() {
            int first = 0;
            while (cells.get(first).kind() == Kind.EMPTY) {
                first++;
            }
            return first;
        }
    }

    /** The kinds of cells in a column. */
    public static final class Column {
        private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
        private final NumberProfile whole = new NumberProfile();

        /** @param row as the sheet numbers it, from 1 */
        private void add(Cell cell, int row) {
            tallies.put(cell.kind(), Tally.plus(tallies.get(cell.kind()), row, cell.text()));
            if (cell.kind() == Kind.WHOLE) {
                whole.addWhole(cell.text(), row);
            }
        }

        private long count(Kind kind) {
            return Tally.count(tallies.get(kind));
        }

        /** The narrowest type for all cells; {@code void} if there is none. */
        public HiveType type() {
            long moments = count(Kind.DATE) + count(Kind.TIMESTAMP);
            long numbers = count(Kind.WHOLE) + count(Kind.FRACTION);
            long filled = moments + numbers + count(Kind.TRUTH) + count(Kind.TEXT);
            if (filled == 0) {
                return Scalar.VOID;
            }
            if (numbers == filled) {
                return count(Kind.FRACTION) > 0 ? Scalar.DOUBLE : whole.type();
            }
            if (moments == filled) {
                return count(Kind.TIMESTAMP) > 0 ? Scalar.TIMESTAMP : Scalar.DATE;
            }
            return count(Kind.TRUTH) == filled ? Scalar.BOOLEAN : Scalar.STRING;
        }

        public Reason reason() {
            List<String> kinds = new ArrayList<>();
            tallies.forEach((kind, tally) -> {
                if (kind != Kind.EMPTY) {
                    kinds.add(Tally.count(tally) + " cells hold " + noun(kind));
                }
            });
            String because = kinds.isEmpty() ? "all its cells are empty" : String.join(", ", kinds);
            HiveType type = type();
            if (type == Scalar.VOID) {
                return new Reason(0.5, because, null, null);
            }
            if (type == Scalar.INT || type == Scalar.BIGINT) {
                double score = 1 - 0.5 / count(Kind.WHOLE);
                return new Reason(
                        score, because, whole.runnerUp(), whole.witness().orElse(null));
            }
            return Contender.among(kinds(), type, because);
        }

        private List<Contender> kinds() {
            return List.of(
                    kind(Scalar.STRING, Kind.TEXT),
                    kind(whole.type(), Kind.WHOLE),
                    kind(Scalar.DOUBLE, Kind.FRACTION),
                    kind(Scalar.BOOLEAN, Kind.TRUTH),
                    kind(Scalar.DATE, Kind.DATE),
                    kind(Scalar.TIMESTAMP, Kind.TIMESTAMP));
        }

        private Contender kind(HiveType type, Kind kind) {
            return new Contender(type, tallies.get(kind));
        }

        private static String noun(Kind kind) {
            return switch (kind) {
                case EMPTY -> "nothing";
                case TEXT -> "text";
                case WHOLE -> "whole numbers";
                case FRACTION -> "fractions";
                case TRUTH -> "true or false";
                case DATE -> "dates";
                case TIMESTAMP -> "moments";
            };
        }
    }

    @Override
    public void row(int number, List<Cell> cells) {
        rows++;
        Row row = new Row(number, cells);
        firstColumn = Math.min(firstColumn, row.first());
        if (early.size() < EARLY && earlyCells < EARLY_CELLS) {
            early.add(row);
            earlyCells += cells.size();
        } else {
            count(row);
        }
    }

    private void count(Row row) {
        while (columns.size() < row.cells().size()) {
            columns.add(new Column());
        }
        for (int i = 0; i < row.cells().size(); i++) {
            columns.get(i).add(row.cells().get(i), row.number() + 1);
        }
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Rows that are filled, those before the table and the header included. */
    public long rows() {
        return rows;
    }

    /** How many filled rows come before the table: titles and notes in one cell, above rows that have more. */
    public int titles() {
        int titles = 0;
        while (titles + 1 < early.size()
                && early.get(titles).filled() == 1
                && early.get(titles + 1).filled() > 1) {
            titles++;
        }
        // A title may be followed by a note before the table begins.
        for (int i = titles + 1; titles == 0 && i + 1 < early.size() && i < 10; i++) {
            boolean notes = early.subList(0, i + 1).stream().allMatch(row -> row.filled() == 1);
            if (notes && early.get(i + 1).filled() > 2) {
                return i + 1;
            }
        }
        return titles;
    }

    /** The number of the row in the sheet that the table begins with, from 0. */
    public int start(int titles) {
        return early.get(titles).number();
    }

    /** The texts of early rows from one on. */
    public List<List<String>> texts(int from) {
        return early.subList(from, early.size()).stream()
                .map(row -> row
                        .cells()
                        .subList(
                                Math.min(firstColumn, row.cells().size()),
                                row.cells().size())
                        .stream()
                        .map(Cell::text)
                        .toList())
                .toList();
    }

    /** Whether all filled cells of the first row of the table are text. */
    public boolean beginsWithText(int titles) {
        return early.get(titles).cells().stream()
                .allMatch(cell -> cell.kind() == Kind.TEXT || cell.kind() == Kind.EMPTY);
    }

    /** The columns over all rows but the first so many; called once, when all rows were shown. */
    public List<Column> columns(int skipped) {
        early.subList(skipped, early.size()).forEach(this::count);
        int width = early.stream()
                .skip(Math.max(0, skipped - 1))
                .mapToInt(row -> row.cells().size())
                .max()
                .orElse(0);
        while (columns.size() < width) {
            columns.add(new Column());
        }
        return List.copyOf(columns.subList(Math.min(firstColumn, columns.size()), columns.size()));
    }
}
