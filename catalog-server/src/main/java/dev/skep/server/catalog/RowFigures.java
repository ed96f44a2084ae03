package dev.skep.server.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private RowFigures() {}

    /**
     * Of a table that holds nothing so far: every count is zero, and what is added later can be added to it.
     *
     * @param columns whose statistics will be exact if every writer adds to them
     */
    static Map<String, String> ofNothing(Map<String, String> parameters, Collection<String> columns) {
        Map<String, String> figures = new HashMap<>(parameters);
        COUNTS.forEach(count -> figures.put(count, "0"));
        figures.put(ACCURATE, columns.isEmpty() ? ROWS_ARE_EXACT : exactWith(columns));
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
    private static String exactWith(Collection<String> columns) {
        return columns.stream()
                .sorted()
                .distinct()
                .map(column -> "\"" + column.replace("\\", "\\\\").replace("\"", "\\\"") + "\":\"true\"")
                .collect(Collectors.joining(",", "{\"BASIC_STATS\":\"true\",\"COLUMN_STATS\":{", "}}"));
    }
}
