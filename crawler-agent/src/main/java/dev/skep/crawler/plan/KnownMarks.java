package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Finder.Memory;
import dev.skep.crawler.grouping.FoundTable.Mark;
import dev.skep.crawler.grouping.Scope;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which files are known already, read off the marks that earlier crawls left in the parameters of tables. */
final class KnownMarks {

    /** The table parameter that keeps a {@link Mark} for each way to crawl the table, the latest first, between blanks. */
    static final String PARAMETER = "skep.files";

    /** So many ways to crawl a table are known again; beyond that the oldest is forgotten. */
    private static final int MOST_MARKS = 4;

    private KnownMarks() {}

    /**
     * The memory of a catalog; partitions are counted now, so that one dropped by hand is found again.
     *
     * @param root the location below which files are crawled
     * @param delete what becomes of partitions without files
     * @param scope what is looked at
     */
    static Memory of(KnownTables known, String root, DeleteBehavior delete, Scope scope) throws CatalogException {
        Map<String, List<CatalogTable>> byFingerprint = byFingerprint(known, root);
        Map<String, Boolean> whole = new TreeMap<>();
        for (Map.Entry<String, List<CatalogTable>> each : byFingerprint.entrySet()) {
            // Partitions are counted by a request each, so only where it matters.
            boolean looked = each.getValue().stream()
                    .anyMatch(table -> scope.covers(Locations.relative(String.valueOf(table.location()), root)));
            if (looked) {
                whole.put(each.getKey(), isWhole(each.getKey(), each.getValue(), known, delete));
            }
        }
        Set<String> files = known.byName().values().stream()
                .filter(table -> isCrawled(table, root))
                .map(table -> Locations.relative(String.valueOf(table.location()), root))
                .collect(Collectors.toSet());
        Map<String, String> classifications = new TreeMap<>();
        Map<String, Set<List<Optional<String>>>> partitions = new TreeMap<>();
        for (CatalogTable table : known.byName().values()) {
            if (table.location() != null && Locations.isWithin(table.location(), root)) {
                String path = Locations.relative(table.location(), root);
                classifications.put(path, table.parameters().getOrDefault("classification", ""));
                if (!table.partitionKeys().isEmpty() && (scope.newOnly() || scope.coversPartOf(path))) {
                    partitions.put(path, partitions(known, table));
                }
            }
        }
        return new Memory() {
            @Override
            public Optional<String> classification(String table) {
                return Optional.ofNullable(classifications.get(table));
            }

            @Override
            public boolean holds(String table, List<Optional<String>> partition) {
                return partitions.getOrDefault(table, Set.of()).contains(partition);
            }

            @Override
            public boolean holds(String fingerprint) {
                return whole.getOrDefault(fingerprint, false);
            }

            @Override
            public Set<String> files() {
                return files;
            }
        };
    }

    private static Set<List<Optional<String>>> partitions(KnownTables known, CatalogTable table)
            throws CatalogException {
        return known.partitionNames(table.name()).stream()
                .map(name -> PartitionNames.values(name).stream()
                        .map(Optional::ofNullable)
                        .toList())
                .collect(Collectors.toSet());
    }

    /** True if a crawl made the table, of files below the root. */
    static boolean isCrawled(CatalogTable table, String root) {
        return table.location() != null
                && Locations.isWithin(table.location(), root)
                && table.parameters().containsKey(TableDefinition.CRAWLER);
    }

    /** Tables by the fingerprint of the files that gave them. */
    static Map<String, List<CatalogTable>> byFingerprint(KnownTables known, String root) {
        Map<String, List<CatalogTable>> tables = new TreeMap<>();
        for (CatalogTable table : known.byName().values()) {
            if (table.location() == null || !Locations.isWithin(table.location(), root)) {
                continue;
            }
            marks(table.parameters())
                    .keySet()
                    .forEach(fingerprint -> tables.computeIfAbsent(fingerprint, key -> new ArrayList<>())
                            .add(table));
        }
        return tables;
    }

    private static boolean isWhole(
            String fingerprint, List<CatalogTable> tables, KnownTables known, DeleteBehavior delete)
            throws CatalogException {
        Mark mark = Objects.requireNonNull(marks(tables.get(0).parameters()).get(fingerprint));
        long partitions = 0;
        for (CatalogTable table : tables) {
            if (!table.partitionKeys().isEmpty()) {
                partitions += known.countPartitions(table.name());
            }
        }
        // Where partitions without files are dropped, those that an earlier crawl left are a reason to look again.
        boolean same =
                delete == DeleteBehavior.DELETE ? partitions == mark.partitions() : partitions >= mark.partitions();
        return tables.size() == mark.tables() && same;
    }

    /**
     * The table after a crawl with the marks that it had before as well, if it is the same but for them: then the files were
     * looked into in another way, as by another crawler, and gave what they gave before.
     */
    static CatalogTable kept(CatalogTable before, CatalogTable after) {
        Map<String, Mark> marks = marks(after.parameters());
        if (marks.isEmpty() || !without(before).equals(without(after))) {
            return after;
        }
        marks(before.parameters()).forEach(marks::putIfAbsent);
        Map<String, String> parameters = new TreeMap<>(after.parameters());
        parameters.put(
                PARAMETER,
                marks.values().stream().limit(MOST_MARKS).map(Mark::text).collect(Collectors.joining(" ")));
        return after.with(parameters);
    }

    /** The table without what its files are known by. */
    static CatalogTable without(CatalogTable table) {
        Map<String, String> parameters = new TreeMap<>(table.parameters());
        parameters.remove(PARAMETER);
        return table.with(parameters);
    }

    /** By fingerprint, in their order. */
    private static Map<String, Mark> marks(Map<String, String> parameters) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (String text : parameters.getOrDefault(PARAMETER, "").split(" ", -1)) {
            Mark.parse(text).ifPresent(mark -> marks.put(mark.fingerprint(), mark));
        }
        return marks;
    }
}
