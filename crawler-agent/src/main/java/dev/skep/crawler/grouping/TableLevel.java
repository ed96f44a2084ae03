package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import dev.skep.inference.PartitionLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The depth at which folders are tables, whatever they are called; the levels below are partition keys.
 *
 * @param level how many names the location of a table has: in {@code s3://bucket/raw/orders} three, as the bucket is the first
 */
public record TableLevel(int level) implements Declaration {

    public TableLevel {
        if (level < 1) {
            throw new IllegalArgumentException("The level of tables is a whole number from 1 on, not " + level);
        }
    }

    @Override
    public boolean takes(String path) {
        return true;
    }

    @Override
    public String because() {
        return "folders at level " + level + " are declared to be tables";
    }

    @Override
    public List<PartitionedFiles> tables(String root, List<Folder> folders, List<Problem> problems) throws IOException {
        int depth = level - names(root).size();
        if (depth < 0) {
            throw new IOException("Tables are declared to be at level " + level + ", and " + root + " is at level "
                    + names(root).size() + " itself");
        }
        Map<String, List<Folder>> tables = new TreeMap<>();
        for (Folder folder : folders) {
            List<String> names = names(folder.path());
            if (names.size() < depth) {
                String what = folder.files() == 1 ? folder.first().path() : folder.path();
                problems.add(new Problem(what, "left out: it lies above the tables, which are at level " + level));
            } else {
                tables.computeIfAbsent(String.join("/", names.subList(0, depth)), path -> new ArrayList<>())
                        .add(folder);
            }
        }
        List<PartitionedFiles> found = new ArrayList<>();
        for (List<Folder> table : tables.values()) {
            PathTemplate keys = PathTemplate.ofKeys(depth, keys(table, depth), because());
            found.addAll(keys.tables(root, table, problems));
        }
        return found;
    }

    /** The keys that most files have. */
    private static List<String> keys(List<Folder> folders, int depth) {
        Map<List<String>, Long> votes = new HashMap<>();
        for (Folder folder : folders) {
            List<String> names = names(folder.path());
            List<String> keys = new ArrayList<>();
            for (String level : names.subList(depth, names.size())) {
                int equals = level.indexOf('=');
                keys.add(
                        equals > 0
                                ? PartitionLayout.unescape(level.substring(0, equals))
                                        .toLowerCase(Locale.ROOT)
                                : "partition_" + keys.size());
            }
            votes.merge(keys, folder.files(), Long::sum);
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<List<String>, Long>comparingByValue()
                        .thenComparing(vote -> vote.getKey().toString(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(List.of());
    }

    /** The names in a location or a path. */
    private static List<String> names(String location) {
        return Arrays.stream(
                        location.replaceFirst("^[a-zA-Z][a-zA-Z0-9+.-]*:", "").split("/", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
