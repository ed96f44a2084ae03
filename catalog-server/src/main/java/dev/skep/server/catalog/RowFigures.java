package dev.skep.server.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the parameters of a table or a partition say of its rows. Engines of Hive answer {@code count(*)} from figures that
 * are marked as exact without reading a file, so a figure that is wrong is a wrong answer.
 */
final class RowFigures {
    /** The parameter that marks figures as exact: those of the rows, and the statistics of which columns. */
    static final String ACCURATE = "COLUMN_STATS_ACCURATE";

    static final String ROWS_ARE_EXACT = "{\"BASIC_STATS\":\"true\"}";

    private static final List<String> COUNTS =
            List.of("numFiles", "totalSize", "numRows", "rawDataSize", "numFilesErasureCoded");

    /** The key beside which all others in the marks are columns. */
    private static final String ROWS = "BASIC_STATS";

    private static final Pattern MARK = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*:\\s*\"true\"");

    private RowFigures() {}

    /** The columns whose statistics are marked as being of all rows, so that those of new rows can be added to them. */
    static SortedSet<String> exactColumns(Map<String, String> parameters) {
        SortedSet<String> marks = marks(parameters);
        marks.remove(ROWS);
        return marks;
    }

    /** Marks the statistics of columns as being of all rows, as Hive does when it is told new ones. */
    static Map<String, String> withExact(Map<String, String> parameters, Collection<String> columns) {
        SortedSet<String> marks = marks(parameters);
        return marks.addAll(columns) ? withMarks(parameters, marks) : parameters;
    }

    /**
     * Takes the mark from columns whose statistics are forgotten: those of rows that come later are not of all.
     *
     * @param columns which; empty for all
     */
    static Map<String, String> withoutExact(Map<String, String> parameters, Collection<String> columns) {
        SortedSet<String> marks = marks(parameters);
        Collection<String> gone = columns.isEmpty() ? exactColumns(parameters) : columns;
        return marks.removeAll(Set.copyOf(gone)) ? withMarks(parameters, marks) : parameters;
    }

    private static SortedSet<String> marks(Map<String, String> parameters) {
        SortedSet<String> marks = new TreeSet<>();
        String text = parameters.getOrDefault(ACCURATE, "");
        // Before there were marks of columns, this was the whole text.
        if (text.equalsIgnoreCase("true")) {
            marks.add(ROWS);
        }
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            marks.add(mark.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return marks;
    }

    private static Map<String, String> withMarks(Map<String, String> parameters, SortedSet<String> marks) {
        SortedSet<String> columns = new TreeSet<>(marks);
        boolean rows = columns.remove(ROWS);
        Map<String, String> marked = new HashMap<>(parameters);
        if (columns.isEmpty() && !rows) {
            marked.remove(ACCURATE);
        } else {
            marked.put(ACCURATE, exactWith(rows, columns));
        }
        return marked;
    }

    /**
     * Of a table that holds nothing so far: every count is zero, and what is added later can be added to it.
     *
     * @param columns whose statistics will be exact if every writer adds to them
     */
    static Map<String, String> ofNothing(Map<String, String> parameters, Collection<String> columns) {
        Map<String, String> figures = new HashMap<>(parameters);
        COUNTS.forEach(count -> figures.put(count, "0"));
        figures.put(ACCURATE, exactWith(true, columns));
        return figures;
    }

    /** Of what has been emptied. Statistics of columns are of rows that are gone. */
    static Map<String, String> emptied(Map<String, String> parameters) {
        Map<String, String> figures = new HashMap<>(parameters);
        COUNTS.forEach(count -> figures.replace(count, "0"));
        figures.put(ACCURATE, ROWS_ARE_EXACT);
        return figures;
    }

    /** The form that Hive gives it, columns in order. */
    private static String exactWith(boolean rows, Collection<String> columns) {
        String ofRows = rows ? "\"" + ROWS + "\":\"true\"" : "";
        if (columns.isEmpty()) {
            return "{" + ofRows + "}";
        }
        return columns.stream()
                .sorted()
                .distinct()
                .map(column -> "\"" + column.replace("\\", "\\\\").replace("\"", "\\\"") + "\":\"true\"")
                .collect(Collectors.joining(",", "{" + ofRows + (rows ? "," : "") + "\"COLUMN_STATS\":{", "}}"));
    }
}
