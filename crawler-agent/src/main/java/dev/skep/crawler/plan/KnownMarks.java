package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Finder.Memory;
import dev.skep.crawler.grouping.FoundTable.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which files are known already, read off the marks that earlier crawls left in the parameters of tables. */
final class KnownMarks {

    /** The table parameter that keeps a {@link Mark}. */
    static final String PARAMETER = "skep.files";

    private KnownMarks() {}

    /**
     * The memory of a catalog; partitions are counted now, so that one dropped by hand is found again.
     *
     * @param root the location below which files are crawled
     */
    static Memory of(KnownTables known, String root) throws CatalogException {
        Map<String, List<CatalogTable>> byFingerprint = byFingerprint(known, root);
        Map<String, Boolean> whole = new TreeMap<>();
        for (Map.Entry<String, List<CatalogTable>> each : byFingerprint.entrySet()) {
            whole.put(each.getKey(), isWhole(each.getValue(), known));
        }
        return fingerprint -> whole.getOrDefault(fingerprint, false);
    }

    /** Tables by the fingerprint of the files that gave them. */
    static Map<String, List<CatalogTable>> byFingerprint(KnownTables known, String root) {
        Map<String, List<CatalogTable>> tables = new TreeMap<>();
        for (CatalogTable table : known.byName().values()) {
            if (table.location() == null || !Locations.isWithin(table.location(), root)) {
                continue;
            }
            mark(table)
                    .ifPresent(mark -> tables.computeIfAbsent(mark.fingerprint(), key -> new ArrayList<>())
                            .add(table));
        }
        return tables;
    }

    private static boolean isWhole(List<CatalogTable> tables, KnownTables known) throws CatalogException {
        Mark mark = mark(tables.get(0)).orElseThrow();
        long partitions = 0;
        for (CatalogTable table : tables) {
            if (!table.partitionKeys().isEmpty()) {
                partitions += known.countPartitions(table.name());
            }
        }
        return tables.size() == mark.tables() && partitions >= mark.partitions();
    }

    private static Optional<Mark> mark(CatalogTable table) {
        return Optional.ofNullable(table.parameters().get(PARAMETER)).flatMap(Mark::parse);
    }
}
