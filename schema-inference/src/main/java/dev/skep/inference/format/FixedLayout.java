package dev.skep.inference.format;

import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the columns of fixed-width text begin: behind places that are blank in every line. Text whose cells are neither
 * empty nor of several words is left to delimited text, which blanks delimit then.
 *
 * @param starts in characters from 0, the first always 0
 * @param titles lines before the header, or before the first row; counted among the lines that are not blank
 * @param above the same with the header
 * @param labels names that a header gives, one a column; none without a header
 * @param verdict how sure the header is
 */
record FixedLayout(List<Integer> starts, int titles, int above, List<String> labels, HeaderDetector.Verdict verdict) {

    private static final int LEAST_LINES = 4;
    private static final int MOST_LINES = 5_000;
    private static final int WIDEST = 4_096;

    /** Lines of titles that may stand above a table. */
    private static final int MOST_ABOVE = 6;

    /** With fewer lines, a single blank may stand at the same place in all of them by accident. */
    private static final int LINES_FOR_ONE_BLANK = 10;

    /** Lines that make even a table without a number or a date no accident. */
    private static final int LINES_WITHOUT_TYPES = 12;

    private static final double LEAST_FILLED = 0.7;
    private static final double LEAST_FILLED_IF_TYPED = 0.4;
    private static final double TYPED = 0.8;
    private static final int ROWS = 200;

    /** What rules are drawn with, and what stands between their parts. */
    private static final String RULE = "-=_";

    private static final String GAPS_OF_RULE = "+ ";
    private static final Pattern GAP = Pattern.compile(" {2,}");
    private static final Pattern BLANKS = Pattern.compile(" +");

    FixedLayout {
        starts = List.copyOf(starts);
        labels = List.copyOf(labels);
    }

    /** The layout of the lines that are not blank, if they have one. */
    static Optional<FixedLayout> of(List<String> all) {
        List<String> lines = all.subList(0, Math.min(MOST_LINES, all.size()));
        if (lines.stream().anyMatch(line -> line.indexOf('\t') >= 0 || line.length() > WIDEST)) {
            return Optional.empty();
        }
        int from = 0;
        List<Integer> starts = List.of();
        for (int above = 0; above <= MOST_ABOVE && lines.size() - above >= LEAST_LINES; above++) {
            List<Integer> found = starts(lines.subList(above, lines.size()));
            if (found.size() > starts.size()) {
                starts = found;
                from = above;
            }
        }
        return starts.size() < 2 ? Optional.empty() : of(lines, from, whole(starts, lines.subList(from, lines.size())));
    }

    /** Without columns that only a second word of a name makes, where all values are shorter than the name. */
    private static List<Integer> whole(List<Integer> starts, List<String> lines) {
        String header = lines.get(0);
        List<List<String>> rows = lines.subList(1, lines.size()).stream()
                .filter(line -> !isRule(line))
                .map(line -> cells(line, starts))
                .toList();
        List<Integer> whole = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            int column = i;
            int start = starts.get(i);
            boolean secondWord = start > 1
                    && start < header.length()
                    && header.charAt(start - 2) != ' '
                    && rows.stream().allMatch(row -> row.get(column).isEmpty());
            if (!secondWord) {
                whole.add(start);
            }
        }
        return whole;
    }

    private static Optional<FixedLayout> of(List<String> lines, int from, List<Integer> starts) {
        int first = from;
        while (first < lines.size() && isRule(lines.get(first))) {
            first++;
        }
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(first, Math.min(lines.size(), first + ROWS))) {
            rows.add(isRule(line) ? List.of() : cells(line, starts));
        }
        rows.removeIf(List::isEmpty);
        List<List<String>> below = rows.size() > 1 ? rows.subList(1, rows.size()) : rows;
        if (rows.size() < LEAST_LINES - 1 || !isTable(below, starts.size())) {
            return Optional.empty();
        }
        // A header may be wider than its columns; it then stands above the lines that show them.
        int title = first - 1;
        while (title >= 0 && isRule(lines.get(title))) {
            title--;
        }
        List<String> names = title < 0 ? List.of() : wideHeader(lines.get(title), starts.size());
        boolean wide = !names.isEmpty();
        List<String> top = wide ? names : rows.get(0);
        HeaderDetector.Verdict verdict = HeaderDetector.judge(top, wide ? rows : below);
        if (!verdict.header()) {
            return Optional.of(new FixedLayout(starts, first, first, List.of(), verdict));
        }
        int data = wide ? first : first + 1;
        while (data < lines.size() && isRule(lines.get(data))) {
            data++;
        }
        return Optional.of(new FixedLayout(starts, wide ? title : first, data, top, verdict));
    }

    private static List<String> wideHeader(String line, int columns) {
        List<String> names = List.of(GAP.split(line.strip()));
        if (names.size() != columns) {
            names = List.of(BLANKS.split(line.strip()));
        }
        return names.size() == columns ? names : List.of();
    }

    /** Where a column begins behind a place that is blank in every line. */
    private static List<Integer> starts(List<String> lines) {
        boolean[] filled = new boolean[WIDEST + 1];
        int width = 0;
        int count = 0;
        for (String line : lines) {
            if (isRule(line)) {
                continue;
            }
            count++;
            width = Math.max(width, line.length());
            for (int i = 0; i < line.length(); i++) {
                filled[i] |= line.charAt(i) != ' ';
            }
        }
        if (count < LEAST_LINES - 1) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>();
        int gap = count >= LINES_FOR_ONE_BLANK ? 1 : 2;
        int blanks = gap;
        for (int i = 0; i < width; i++) {
            if (filled[i] && blanks >= gap) {
                starts.add(starts.isEmpty() ? 0 : i);
            }
            blanks = filled[i] ? 0 : blanks + 1;
        }
        return starts;
    }

    /** Whether runs of blanks would not do, and something speaks for more than an accident. */
    private static boolean isTable(List<List<String>> rows, int columns) {
        boolean needed = false;
        for (List<String> row : rows) {
            for (String cell : row) {
                needed |= cell.isEmpty() || cell.indexOf(' ') >= 0;
            }
        }
        if (!needed) {
            return false;
        }
        return hasTypedColumn(rows, columns)
                ? filled(rows, columns) >= LEAST_FILLED_IF_TYPED
                : columns > 2 && rows.size() >= LINES_WITHOUT_TYPES && filled(rows, columns) >= LEAST_FILLED;
    }

    /** Share of the cells that are not empty; programs and prose reach the places further right in a few lines only. */
    private static double filled(List<List<String>> rows, int columns) {
        int filled = 0;
        for (List<String> row : rows) {
            for (String cell : row) {
                filled += cell.isEmpty() ? 0 : 1;
            }
        }
        return rows.isEmpty() ? 0 : (double) filled / (rows.size() * columns);
    }

    private static boolean hasTypedColumn(List<List<String>> rows, int columns) {
        for (int column = 0; column < columns; column++) {
            int given = 0;
            int typed = 0;
            for (List<String> row : rows) {
                given += row.get(column).isEmpty() ? 0 : 1;
                typed += Shapes.of(row.get(column)).isTyped() ? 1 : 0;
            }
            if (2 * given > rows.size() && typed >= TYPED * given) {
                return true;
            }
        }
        return false;
    }

    /** Whether a line is only drawn under a header or around a table. */
    static boolean isRule(String line) {
        boolean drawn = false;
        for (int i = 0; i < line.length(); i++) {
            if (RULE.indexOf(line.charAt(i)) < 0 && GAPS_OF_RULE.indexOf(line.charAt(i)) < 0) {
                return false;
            }
            drawn |= i > 0 && RULE.indexOf(line.charAt(i)) >= 0 && RULE.indexOf(line.charAt(i - 1)) >= 0;
        }
        return drawn;
    }

    /** The cells of a line, without the blanks around them. */
    List<String> cells(String line) {
        return cells(line, starts);
    }

    private static List<String> cells(String line, List<Integer> starts) {
        List<String> cells = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            int from = Math.min(line.length(), starts.get(i));
            int to = i + 1 < starts.size() ? Math.min(line.length(), starts.get(i + 1)) : line.length();
            cells.add(line.substring(from, to).strip());
        }
        return cells;
    }

    /** Whether a word of the line goes over the beginning of a column. */
    boolean isCrossedBy(String line) {
        for (int start : starts.subList(1, starts.size())) {
            if (start < line.length() && line.charAt(start - 1) != ' ') {
                return true;
            }
        }
        return false;
    }

    /** An expression with a group a column, for readers that take lines apart by one. */
    String regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 1; i < starts.size(); i++) {
            regex.append("(.{0,").append(starts.get(i) - starts.get(i - 1)).append("})");
        }
        return regex.append("(.*)").toString();
    }
}
