package dev.skep.crawler.plan;

import dev.skep.crawler.grouping.Extent;
import dev.skep.crawler.grouping.FoundTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Sizes and counts among the parameters of a table. */
final class Figures {
    static final String BYTES = "sizeKey";
    static final String FILES = "objectCount";
    static final String ROWS = "recordCount";
    static final String ROW_BYTES = "averageRecordSize";
    static final String ROWS_EXACT = "skep.recordCountExact";

    private Figures() {}

    /**
     * The parameters of a table after partitions were added and others have grown. Unless the rest is known to be as it was, rows
     * are an estimate, and the table is looked at again when it is listed as a whole.
     */
    static Map<String, String> grown(Map<String, String> parameters, FoundTable added, Extent others) {
        Map<String, String> grown = new TreeMap<>(parameters);
        change(grown, FILES, files -> Math.max(0, files + added.files() + others.files()));
        change(grown, BYTES, bytes -> Math.max(0, bytes + added.bytes() + others.bytes()));
        change(
                grown,
                ROWS,
                rows -> Math.max(0, rows + added.rows().rows() + others.rows().rows()));
        TableStatistics.drop(grown);
        if (grown.containsKey(ROWS)) {
            boolean exact = added.mark() != null && added.rows().exact() && "true".equals(parameters.get(ROWS_EXACT));
            grown.put(ROWS_EXACT, String.valueOf(exact));
        }
        if (added.mark() == null) {
            grown.remove(KnownMarks.PARAMETER);
        } else {
            grown.put(KnownMarks.PARAMETER, added.mark().text());
        }
        return grown;
    }

    /** The parameters of a table that somebody else made, with new figures and what its files are known by. */
    static Map<String, String> renewed(Map<String, String> parameters, Map<String, String> found) {
        Map<String, String> renewed = new TreeMap<>(parameters);
        renewed.keySet().removeAll(Written.FIGURES);
        renewed.remove(KnownMarks.PARAMETER);
        found.forEach((key, value) -> {
            if (Written.FIGURES.contains(key) || key.equals(KnownMarks.PARAMETER)) {
                renewed.put(key, value);
            }
        });
        TableStatistics.renew(renewed, found);
        return renewed;
    }

    private static void change(Map<String, String> parameters, String key, LongUnaryOperator change) {
        String figure = parameters.get(key);
        if (figure != null && figure.matches("\\d{1,18}")) {
            parameters.put(key, String.valueOf(change.applyAsLong(Long.parseLong(figure))));
        }
    }
}
