package dev.skep.crawler.plan;

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
     * The parameters of a table after partitions were added. Other partitions may have changed meanwhile, so rows are an estimate,
     * and the table is looked at again when it is listed as a whole.
     */
    static Map<String, String> grown(Map<String, String> parameters, FoundTable added) {
        Map<String, String> grown = new TreeMap<>(parameters);
        change(grown, FILES, files -> files + added.files());
        change(grown, BYTES, bytes -> bytes + added.bytes());
        change(grown, ROWS, rows -> rows + added.rows().rows());
        if (grown.containsKey(ROWS)) {
            grown.put(ROWS_EXACT, "false");
        }
        grown.remove(KnownMarks.PARAMETER);
        return grown;
    }

    private static void change(Map<String, String> parameters, String key, LongUnaryOperator change) {
        String figure = parameters.get(key);
        if (figure != null && figure.matches("\\d{1,18}")) {
            parameters.put(key, String.valueOf(change.applyAsLong(Long.parseLong(figure))));
        }
    }
}
