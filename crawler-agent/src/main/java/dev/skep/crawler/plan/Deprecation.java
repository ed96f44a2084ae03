package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.catalog.ParameterChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameter of a table or partition without files that says since when a crawl has found none. */
final class Deprecation {
    static final String PARAMETER = "skep.deprecated";

    private Deprecation() {}

    static boolean isMarked(Map<String, String> parameters) {
        return parameters.containsKey(PARAMETER);
    }

    /** Files that come back have to be looked into, so what they were known by goes. */
    static CatalogTable mark(CatalogTable table, Instant since) {
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.put(PARAMETER, since.truncatedTo(ChronoUnit.SECONDS).toString());
        parameters.remove(KnownMarks.PARAMETER);
        return table.with(parameters);
    }

    static ParameterChange mark(String partition, Instant since) {
        return change(partition, since.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static ParameterChange unmark(String partition) {
        return change(partition, null);
    }

    private static ParameterChange change(String partition, @Nullable String value) {
        Map<String, @Nullable String> change = new HashMap<>();
        change.put(PARAMETER, value);
        return new ParameterChange(partition, change);
    }

    /** Whether a partition becomes deprecated. */
    static boolean isMark(ParameterChange change) {
        return change.parameters().get(PARAMETER) != null;
    }

    /** Whether a partition is no longer deprecated. */
    static boolean isUnmark(ParameterChange change) {
        return change.parameters().containsKey(PARAMETER) && !isMark(change);
    }
}
