package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveTypeParser;
import dev.skep.inference.InferredColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What optimizers are told of a table, as table parameters: rows, bytes and files as Hive and Trino look for them, rows, bytes, nulls,
 * smallest and largest values of columns as Spark does.
 *
 * <p>Only what is true of all files is told. Spark's form lets anything be left out that nobody counted; Hive's statistics of columns do
 * not, as each has to have a number of distinct values, so there are none.
 */
final class TableStatistics {

    private static final String SPARK = "spark.sql.statistics.";
    private static final String SPARK_BYTES = SPARK + "totalSize";
    private static final String SPARK_ROWS = SPARK + "numRows";
    private static final String SPARK_COLUMN = SPARK + "colStats.";

    /** In which form Spark writes values since release 3.0. */
    private static final String SPARK_VERSION = "2";

    private static final String BYTES = "totalSize";
    private static final String FILES = "numFiles";
    private static final String ROWS = "numRows";

    private TableStatistics() {}

    private static boolean isOne(String parameter) {
        return parameter.startsWith(SPARK)
                || parameter.equals(BYTES)
                || parameter.equals(FILES)
                || parameter.equals(ROWS);
    }

    /** The parameters for what was found; none where not everything was looked at, or where a log knows better. */
    static Map<String, String> of(FoundTable found, List<CatalogColumn> columns) {
        Map<String, String> parameters = new TreeMap<>();
        if (found.part() || !found.rows().exact() || !(found.content() instanceof Content.Files)) {
            return parameters;
        }
        String bytes = String.valueOf(found.bytes());
        String rows = String.valueOf(found.rows().rows());
        if (found.layout().keys().isEmpty()) {
            parameters.put(BYTES, bytes);
            parameters.put(FILES, String.valueOf(found.files()));
            parameters.put(ROWS, rows);
        }
        parameters.put(SPARK_BYTES, bytes);
        parameters.put(SPARK_ROWS, rows);
        Map<String, InferredColumn> seen = new HashMap<>();
        found.columns().forEach(column -> seen.put(column.name(), column));
        for (CatalogColumn column : columns) {
            Optional.ofNullable(seen.get(column.name()))
                    .map(InferredColumn::statistics)
                    .filter(ColumnStatistics::exact)
                    .ifPresent(statistics -> column(
                            SPARK_COLUMN + column.name() + ".",
                            statistics,
                            HiveTypeParser.parse(column.type()),
                            found.rows().rows(),
                            parameters));
        }
        return parameters;
    }

    private static void column(
            String prefix, ColumnStatistics statistics, HiveType type, long rows, Map<String, String> parameters) {
        Long nulls = statistics.nulls();
        if (nulls == null) {
            return;
        }
        parameters.put(prefix + "version", SPARK_VERSION);
        parameters.put(prefix + "nullCount", String.valueOf(nulls));
        if (nulls == rows) {
            parameters.put(prefix + "distinctCount", "0");
        } else if (isOrdered(type) && statistics.bounds().of(type) instanceof Bounds.Range range && range.attained()) {
            parameters.put(prefix + "min", range.smallest());
            parameters.put(prefix + "max", range.largest());
            if (range.kind().compare(range.smallest(), range.largest()) == 0) {
                parameters.put(prefix + "distinctCount", "1");
            }
        }
    }

    /**
     * Types whose bounds mean the same to Spark: it takes NaN for the largest of the fractions, which files leave out, reads
     * moments in the zone of a session, and knows no bounds of text.
     */
    private static boolean isOrdered(HiveType type) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case TINYINT, SMALLINT, INT, BIGINT, DATE -> true;
                case VOID, BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, STRING, BINARY -> false;
            };
        }
        return type instanceof HiveType.Decimal;
    }

    /** The parameters that are none of these. */
    static Map<String, String> without(Map<String, String> parameters) {
        Map<String, String> others = new TreeMap<>(parameters);
        others.keySet().removeIf(TableStatistics::isOne);
        return others;
    }

    /**
     * Lets parameters tell of the files that there are now. What an engine has counted of files as large as these stays, and what
     * was told of others goes.
     *
     * @param now of the table as it is registered, to be changed
     * @param wanted of the table as it was found
     */
    static void renew(Map<String, String> now, Map<String, String> wanted) {
        String bytes = wanted.get(Figures.BYTES);
        String told = now.containsKey(SPARK_BYTES) ? now.get(SPARK_BYTES) : now.get(BYTES);
        if (!Objects.equals(told, bytes)) {
            now.keySet().removeIf(TableStatistics::isOne);
        }
        wanted.forEach((key, value) -> {
            if (isOne(key)) {
                now.putIfAbsent(key, value);
            }
        });
    }

    /** Forgets all of them. */
    static void drop(Map<String, String> parameters) {
        parameters.keySet().removeIf(TableStatistics::isOne);
    }
}
