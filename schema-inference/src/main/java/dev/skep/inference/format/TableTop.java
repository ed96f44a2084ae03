package dev.skep.inference.format;

import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a table begins: which rows above it are a title or a remark, and which of its own rows name the columns.
 *
 * @param above rows before the header, or before the first row of data
 * @param headers rows that name the columns, often one, or none
 * @param verdict how sure the header is
 */
record TableTop(int above, int headers, HeaderDetector.Verdict verdict) {

    /** How far down a table may begin. */
    private static final int LOWEST = 100;

    /** Rows that a header may take. */
    private static final int MOST_HEADERS = 6;

    /** Cells of a row of which two are few. */
    private static final int WIDE = 5;

    private static final int LEAST_NOTES = 3;

    /** What a title above a row counts for its being a header. */
    private static final double BELOW_TITLE = 1.2;

    private static final double TYPED = 0.8;
    private static final String EXCEL = "sep=";

    /** Rows of data begin here. */
    int rows() {
        return above + headers;
    }

    /**
     * @param rows the first rows of the text
     * @param width cells of most rows
     */
    static TableTop of(List<List<String>> rows, int width) {
        int declared = rows.get(0).get(0).regionMatches(true, 0, EXCEL, 0, EXCEL.length()) && rows.size() > 1 ? 1 : 0;
        int comments = comments(rows, declared);
        if (comments > 0) {
            return belowComments(rows, width, declared, declared + comments);
        }
        int below = belowNotes(rows, width, declared);
        if (below > declared) {
            return withHeader(rows, declared, firstFull(rows, width, below));
        }
        int full = firstFull(rows, width, declared);
        if (full == declared) {
            return withHeader(rows, declared, full);
        }
        TableTop lower = withHeader(rows, declared, full);
        HeaderDetector.Verdict first = judge(rows, declared);
        boolean raggedHeader = full == declared + 1
                && isNearlyFull(rows.get(declared), width)
                && first.header()
                && first.score() >= lower.verdict().score();
        if (raggedHeader) {
            return new TableTop(declared, 1, first);
        }
        if (lower.headers() > 0 || isSurelyAbove(rows.subList(declared, full))) {
            return lower;
        }
        return withHeader(rows, declared, declared);
    }

    private static int comments(List<List<String>> rows, int from) {
        int i = from;
        while (i + 1 < rows.size() && rows.get(i).get(0).startsWith("#")) {
            i++;
        }
        return i - from;
    }

    /** The last comment may be the header; a single one mostly is. */
    private static TableTop belowComments(List<List<String>> rows, int width, int from, int below) {
        TableTop after = withHeader(rows, from, below);
        if (rows.get(below - 1).size() != width) {
            return after;
        }
        TableTop last = withHeader(rows, from, below - 1);
        boolean better = last.headers() > 0
                && (after.headers() == 0
                        || last.verdict().score() >= after.verdict().score());
        return better || (after.headers() == 0 && below - from == 1) ? last : after;
    }

    /** Names of columns: the cells of all header rows, one below the other; of a row that is repeated once. */
    static List<String> labels(List<List<String>> rows, int width) {
        List<List<String>> headers = rows.stream().distinct().toList();
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            StringBuilder label = new StringBuilder();
            for (int row = 0; row < headers.size(); row++) {
                boolean last = row + 1 == headers.size();
                String cell = last ? cell(headers.get(row), column) : group(headers, row, column);
                label.append(label.length() > 0 && !cell.isEmpty() ? " " : "").append(cell);
            }
            labels.add(label.toString());
        }
        return labels;
    }

    /** The cell, or the one to its left that spans it, if a header row below has a name of its own. */
    private static String group(List<List<String>> headers, int row, int column) {
        boolean named = false;
        for (int below = row + 1; below < headers.size(); below++) {
            named |= !cell(headers.get(below), column).isEmpty();
        }
        for (int left = column; left >= 0; left--) {
            String cell = cell(headers.get(row), left);
            if (!cell.isEmpty()) {
                return cell;
            }
            if (!named) {
                return "";
            }
        }
        return "";
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column).strip() : "";
    }

    /** The first row that is as wide as the table and not just a title; the given one if there is none. */
    private static int firstFull(List<List<String>> rows, int width, int from) {
        for (int i = from; i < Math.min(LOWEST, rows.size()); i++) {
            List<String> row = rows.get(i);
            if (row.size() == width && (width == 1 || given(row) > 1)) {
                return i;
            }
        }
        return from;
    }

    /** Below rows in which a name and a note about the table stand, and nothing else; the given row if there are few. */
    private static int belowNotes(List<List<String>> rows, int width, int from) {
        int below = from;
        while (width >= WIDE && below < rows.size() && rows.get(below).size() == width && isNote(rows.get(below))) {
            below++;
        }
        boolean table = rows.subList(below, rows.size()).stream().anyMatch(row -> given(row) > width / 2);
        return table && below - from >= LEAST_NOTES ? below : from;
    }

    private static boolean isNote(List<String> row) {
        return row.subList(2, row.size()).stream().allMatch(String::isBlank);
    }

    private static TableTop withHeader(List<List<String>> rows, int from, int at) {
        boolean titled = at > from && rows.subList(from, at).stream().anyMatch(row -> given(row) == 1);
        HeaderDetector.Verdict verdict =
                titled ? judge(rows, at).plus(BELOW_TITLE, "a title stands above it") : judge(rows, at);
        if (!verdict.header()) {
            return new TableTop(at, 0, verdict);
        }
        int headers = 1;
        for (int next = at + 1; next < rows.size() - 1 && next < at + MOST_HEADERS; next++) {
            if (continuesHeader(rows, at, next)) {
                headers = next + 1 - at;
            } else if (given(rows.get(next)) > 0) {
                break;
            }
        }
        return new TableTop(at, headers, verdict);
    }

    private static HeaderDetector.Verdict judge(List<List<String>> rows, int at) {
        return HeaderDetector.judge(rows.get(at), rows.subList(at + 1, rows.size()));
    }

    /** Whether a row below a header is one too: words only, where the rows below it have numbers or dates. */
    private static boolean continuesHeader(List<List<String>> rows, int header, int at) {
        List<String> row = rows.get(at);
        if (row.equals(rows.get(header))) {
            return true;
        }
        int words = 0;
        int wordsElsewhere = 0;
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column).strip();
            Shape shape = Shapes.of(cell);
            if (shape.isTyped()) {
                return false;
            }
            if (shape != Shape.TEXT) {
                continue;
            }
            boolean typed = isTypedBelow(rows, at + 1, column);
            words += typed ? 1 : 0;
            wordsElsewhere += typed ? 0 : 1;
        }
        return words > 1 || (words == 1 && wordsElsewhere == 0);
    }

    private static boolean isTypedBelow(List<List<String>> rows, int from, int column) {
        int given = 0;
        int typed = 0;
        for (List<String> row : rows.subList(from, rows.size())) {
            String cell = cell(row, column);
            given += cell.isEmpty() ? 0 : 1;
            typed += Shapes.of(cell).isTyped() ? 1 : 0;
        }
        return given > 0 && typed >= TYPED * given;
    }

    private static boolean isNearlyFull(List<String> row, int width) {
        return Math.abs(row.size() - width) == 1 && row.size() > 1 && given(row) >= row.size() - 1;
    }

    /** Whether rows can only be a title or a remark: without delimiters, or empty, or comments. */
    private static boolean isSurelyAbove(List<List<String>> rows) {
        return rows.stream()
                .allMatch(
                        row -> row.size() == 1 || given(row) == 0 || row.get(0).startsWith("#"));
    }

    private static int given(List<String> row) {
        int given = 0;
        for (String cell : row) {
            given += cell.isBlank() ? 0 : 1;
        }
        return given;
    }
}
