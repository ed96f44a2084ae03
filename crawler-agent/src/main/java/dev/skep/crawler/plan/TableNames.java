package dev.skep.crawler.plan;

import dev.skep.crawler.grouping.FoundTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names for new tables: that of the folder or file, in letters every engine accepts. Where two tables would be called
 * alike, both take the names of the folders above them too.
 */
final class TableNames {

    private static final int LONGEST = 128;
    private static final Pattern EXTENSION =
            Pattern.compile("\\.(csv|tsv|txt|json|jsonl|ndjson|parquet|orc|avro|gz|gzip)$", Pattern.CASE_INSENSITIVE);

    private TableNames() {}

    /**
     * A name for each table, by path. Two tables get the same name only if nothing tells them apart.
     *
     * @param lake the name of the crawled folder, for a table at its root
     */
    static Map<String, String> of(List<FoundTable> tables, String lake, String prefix) {
        Map<String, List<String>> choices = new LinkedHashMap<>();
        tables.forEach(table -> choices.put(table.path(), choices(table, lake)));
        Map<String, Integer> level = new HashMap<>();
        while (true) {
            Map<String, String> names = new LinkedHashMap<>();
            Map<String, List<String>> alike = new HashMap<>();
            choices.forEach((path, all) -> {
                String name = all.get(Math.min(level.getOrDefault(path, 0), all.size() - 1));
                names.put(path, shorten(prefix + name));
                alike.computeIfAbsent(names.get(path), key -> new ArrayList<>()).add(path);
            });
            boolean changed = false;
            for (List<String> paths : alike.values()) {
                for (String path : paths.size() > 1 ? paths : List.<String>of()) {
                    int next = level.merge(path, 1, Integer::sum);
                    changed |= next < choices.getOrDefault(path, List.of()).size();
                }
            }
            if (!changed) {
                return names;
            }
        }
    }

    /** From the plainest name to the one with the whole path in it. */
    private static List<String> choices(FoundTable table, String lake) {
        String[] levels = (table.path().isEmpty() ? lake : table.path()).split("/", -1);
        String last = levels[levels.length - 1];
        List<String> choices = new ArrayList<>();
        if (table.file()) {
            choices.add(legal(stem(last)));
        }
        String name = legal(last);
        choices.add(name);
        for (int i = levels.length - 2; i >= 0; i--) {
            name = legal(levels[i]) + "_" + name;
            choices.add(name);
        }
        return choices;
    }

    private static String stem(String file) {
        String stem = file;
        while (EXTENSION.matcher(stem).find()) {
            stem = EXTENSION.matcher(stem).replaceFirst("");
        }
        return stem.isEmpty() ? file : stem;
    }

    private static String legal(String text) {
        String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        boolean blank = name.chars().allMatch(c -> c == '_');
        return blank ? "table_" + Integer.toHexString(text.hashCode()) : name;
    }

    private static String shorten(String name) {
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    }
}
