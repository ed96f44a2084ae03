package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Scope;
import dev.skep.crawler.source.FileNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files of a place that somebody says have changed. What became of them is not believed but looked at.
 *
 * @param written paths relative to the root of files that came or were written anew
 * @param removed paths of files that went
 * @param declared true if it is declared which folders are tables
 */
public record ChangedFiles(Set<String> written, Set<String> removed, boolean declared) {

    /** The folders in which tables of these formats keep their logs. */
    private static final Map<String, String> LOGS =
            Map.of("delta", "_delta_log", "iceberg", "metadata", "hudi", ".hoodie");

    public ChangedFiles {
        written = Set.copyOf(new TreeSet<>(written));
        removed = Set.copyOf(new TreeSet<>(removed));
    }

    public boolean isEmpty() {
        return written.isEmpty() && removed.isEmpty();
    }

    /**
     * The folders to look at: of a partitioned table the partitions, of others the table as a whole, and where no table is
     * known, the folder below which nothing is.
     *
     * @param root the location to which paths are relative
     */
    Scope scope(KnownTables known, String root) throws CatalogException {
        TreeMap<String, CatalogTable> tables = new TreeMap<>();
        Map<String, Boolean> partitioned = new HashMap<>();
        for (CatalogTable table : known.byName().values()) {
            if (table.location() != null && Locations.isWithin(table.location(), root)) {
                String path = Locations.relative(table.location(), root);
                tables.put(path, table);
                partitioned.put(path, !table.partitionKeys().isEmpty());
            }
        }
        Set<String> folders = new TreeSet<>();
        Map<Held, Set<String>> emptied = new HashMap<>();
        for (String path : written) {
            folder(path, false, tables).ifPresent(folders::add);
        }
        for (String path : removed) {
            folder(path, true, tables).ifPresent(folder -> {
                folders.add(folder);
                holder(path, tables)
                        .filter(table -> !table.path().equals(folder))
                        .ifPresent(table -> emptied.computeIfAbsent(table, key -> new HashSet<>())
                                .add(folder));
            });
        }
        for (Map.Entry<Held, Set<String>> each : emptied.entrySet()) {
            Held held = each.getKey();
            // It may have no files any more, which only a look at all of it can tell.
            if (each.getValue().size() >= known.countPartitions(held.table().name())) {
                folders.add(held.path());
            }
        }
        Scope scope = new Scope(List.copyOf(folders), partitioned, false);
        return scope.isWhole() ? Scope.WHOLE : scope;
    }

    /** Where to look on account of one file; nowhere if no engine reads it. */
    private Optional<String> folder(String path, boolean gone, TreeMap<String, CatalogTable> tables) {
        Optional<Held> holder = holder(path, tables);
        String log = holder.map(table -> LOGS.get(table.classification())).orElse("");
        if (holder.isPresent() && !log.isEmpty()) {
            String table = holder.get().path();
            String folder = below(table, log);
            boolean logGone = gone && path.startsWith(folder + "/");
            return Optional.of(logGone ? table : folder);
        }
        List<String> levels = Arrays.asList(path.split("/", -1));
        Optional<String> loggedBy = newLog(levels);
        if (loggedBy.isPresent()) {
            return loggedBy;
        }
        if (path.endsWith("/") || levels.stream().anyMatch(FileNames::hidden)) {
            return Optional.empty();
        }
        String parent = parent(path);
        return Optional.of(holder.map(table -> within(table, parent, path)).orElseGet(() -> unknown(parent, tables)));
    }

    /** The folder of a table that keeps a log and is not known yet. */
    private static Optional<String> newLog(List<String> levels) {
        for (int i = 0; i < levels.size() - 1; i++) {
            if (levels.get(i).equals("_delta_log") || levels.get(i).equals(".hoodie")) {
                return Optional.of(String.join("/", levels.subList(0, i)));
            }
        }
        return Optional.empty();
    }

    /** Of a partitioned table the partition, else all of it. */
    private String within(Held held, String parent, String path) {
        String table = held.path();
        if (path.equals(table)) {
            return parent; // a table of one file, which its neighbours made one
        }
        int keys = held.table().partitionKeys().size();
        String rest = table.isEmpty() ? parent : parent.substring(Math.min(parent.length(), table.length() + 1));
        List<String> levels = rest.isEmpty() ? List.of() : Arrays.asList(rest.split("/", -1));
        if (keys == 0 || levels.size() < keys) {
            return table;
        }
        return declared ? parent : below(table, String.join("/", levels.subList(0, keys)));
    }

    /** The outermost folder of a file in which no table is known. */
    private static String unknown(String parent, TreeMap<String, CatalogTable> tables) {
        String folder = parent;
        while (!parent(folder).isEmpty() && isFree(parent(folder), tables)) {
            folder = parent(folder);
        }
        return folder;
    }

    private static boolean isFree(String folder, TreeMap<String, CatalogTable> tables) {
        String next = tables.ceilingKey(folder);
        String below = tables.ceilingKey(folder + "/");
        return (next == null || !next.equals(folder)) && (below == null || !below.startsWith(folder + "/"));
    }

    /** The innermost table that a file is in. */
    private static Optional<Held> holder(String path, TreeMap<String, CatalogTable> tables) {
        for (String folder = path; ; folder = parent(folder)) {
            CatalogTable table = tables.get(folder);
            if (table != null) {
                return Optional.of(new Held(folder, table));
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /**
     * A registered table.
     *
     * @param path relative to the root
     */
    private record Held(String path, CatalogTable table) {
        String classification() {
            Map<String, String> parameters = table.parameters();
            String type = parameters.getOrDefault("table_type", "");
            return parameters.getOrDefault("classification", type).toLowerCase(Locale.ROOT);
        }
    }

    private static String parent(String path) {
        int end = path.lastIndexOf('/');
        return end < 0 ? "" : path.substring(0, end);
    }

    private static String below(String folder, String path) {
        return folder.isEmpty() ? path : folder + "/" + path;
    }
}
