package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

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

    static CatalogPartition mark(CatalogPartition partition, Instant since) {
        Map<String, String> parameters = new TreeMap<>(partition.parameters());
        parameters.put(PARAMETER, since.truncatedTo(ChronoUnit.SECONDS).toString());
        return partition.with(parameters);
    }

    static CatalogPartition unmark(CatalogPartition partition) {
        Map<String, String> parameters = new TreeMap<>(partition.parameters());
        parameters.remove(PARAMETER);
        return partition.with(parameters);
    }
}
