package dev.skep.crawler.grouping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which part of a place is looked at: some of its folders, each with all that is in and below it.
 *
 * <p>What lies around these folders is known by the catalog only. Where names of folders could mean one thing or the other,
 * the tables that are registered say what they mean.
 *
 * @param folders relative to the root, none within another; only the root itself, which is empty, for the whole place
 * @param tables folders of registered tables, relative to the root, to whether these are partitioned
 * @param newOnly true to look into files of folders only that are neither a registered table nor a registered partition
 */
public record Scope(List<String> folders, Map<String, Boolean> tables, boolean newOnly) {

    /** All of a place, where its own folders say what they mean. */
    public static final Scope WHOLE = new Scope(List.of(""), Map.of(), false);

    /** All of a place is listed, and only folders are looked into that are not registered yet. */
    public static final Scope NEW_FOLDERS = new Scope(List.of(""), Map.of(), true);

    public Scope {
        List<String> outermost = new ArrayList<>();
        for (String folder : new TreeSet<>(folders)) {
            if (outermost.stream().noneMatch(outer -> isWithin(folder, outer))) {
                outermost.add(folder);
            }
        }
        folders = List.copyOf(outermost);
        tables = Map.copyOf(new TreeMap<>(tables));
    }

    public boolean isWhole() {
        return folders.contains("");
    }

    /** True if all is looked at that is at a path or below it. */
    public boolean covers(String path) {
        return folders.stream().anyMatch(folder -> isWithin(path, folder));
    }

    /** True if something below a path is looked at, but not all of it. */
    public boolean coversPartOf(String path) {
        return !covers(path) && folders.stream().anyMatch(folder -> isWithin(folder, path));
    }

    /** The same and these folders too; the whole place if the root is among them. */
    public Scope with(Collection<String> more) {
        List<String> all = new ArrayList<>(folders);
        all.addAll(more);
        Scope wider = new Scope(all, tables, newOnly);
        return wider.isWhole() && !newOnly ? WHOLE : wider;
    }

    /** True if folders right below this one that are called by a date or number alone may be partitions. */
    boolean takesBareValues(String folder) {
        return isWhole()
                || tables.entrySet().stream().anyMatch(table -> table.getValue() && isWithin(folder, table.getKey()))
                || tables.keySet().stream().noneMatch(table -> !table.equals(folder) && isWithin(table, folder));
    }

    /** True if a path is another one, or lies below it. */
    static boolean isWithin(String inner, String outer) {
        return outer.isEmpty() || inner.equals(outer) || inner.startsWith(outer + "/");
    }
}
