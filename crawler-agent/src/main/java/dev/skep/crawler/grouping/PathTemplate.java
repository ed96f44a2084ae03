package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Glob;
import dev.skep.crawler.source.Problem;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which folders are tables and partitions, as the user declares it: {@code {table}/{year}/{month}/*.csv}. The last level is
 * for files, and empty for any. The folder of the level with {@code {table}} is the table; the place itself is, if there is
 * none. Other names behind it are partition keys. A level may have text around its name, such as {@code dt={day}}, and
 * {@code *} for what does not matter.
 *
 * @param text as it was written
 * @param because who says so
 */
public record PathTemplate(String text, List<Level> levels, Glob files, String because) implements Declaration {

    private static final String TABLE = "table";
    private static final Pattern ANY = Pattern.compile(".+");
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /**
     * One level of folders.
     *
     * @param name of the table or key; empty for a level that only leads further
     */
    public record Level(String name, Pattern pattern) {}

    public PathTemplate {
        levels = List.copyOf(levels);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PathTemplate parse(String text) {
        List<String> parts = Arrays.asList(text.split("/", -1));
        String last = parts.get(parts.size() - 1);
        if (NAME.matcher(last).find()) {
            throw new IllegalArgumentException("'" + text
                    + "': the last level is for files, and has no names; end it with" + " a slash for any file");
        }
        List<Level> levels = new ArrayList<>();
        for (String part : parts.subList(0, parts.size() - 1)) {
            levels.add(level(text, part));
        }
        List<String> names =
                levels.stream().map(Level::name).filter(name -> !name.isEmpty()).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("'" + text + "': a name comes twice");
        }
        return new PathTemplate(text, levels, Glob.parse(last.isEmpty() ? "*" : last), "the path template says so");
    }

    /**
     * The template of tables whose keys are known: folders below the table are called by {@code key=value} or by a value alone.
     *
     * @param depth of the tables below the place
     */
    public static PathTemplate ofKeys(int depth, List<String> keys, String because) {
        List<Level> levels = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            levels.add(new Level("", ANY));
        }
        if (depth > 0) {
            levels.add(new Level(TABLE, ANY));
        }
        for (String key : keys) {
            String named = "(?i:" + Pattern.quote(key) + "=)";
            levels.add(new Level(key, Pattern.compile("(?:" + named + "|(?!.*=))(.+)")));
        }
        String text = "*/".repeat(Math.max(0, depth - 1))
                + (depth > 0 ? "{" + TABLE + "}/" : "")
                + keys.stream().map(key -> "{" + key + "}/").collect(Collectors.joining());
        return new PathTemplate(text, levels, Glob.parse("*"), because);
    }

    private static Level level(String text, String part) {
        Matcher name = NAME.matcher(part);
        if (!name.find()) {
            if (part.isEmpty() || part.contains("**")) {
                throw new IllegalArgumentException(
                        "'" + text + "': a level is empty, or goes over more than one level");
            }
            return new Level("", Glob.parse(part).pattern());
        }
        String before = Glob.parse(part.substring(0, name.start())).pattern().pattern();
        String after = Glob.parse(part.substring(name.end())).pattern().pattern();
        if (NAME.matcher(part.substring(name.end())).find()) {
            throw new IllegalArgumentException("'" + text + "': a level has two names");
        }
        return new Level(name.group(1).toLowerCase(Locale.ROOT), Pattern.compile(before + "(.+?)" + after));
    }

    /** True if the last level fits. */
    @Override
    public boolean takes(String path) {
        return files.matches(path.substring(path.lastIndexOf('/') + 1));
    }

    @Override
    public List<PartitionedFiles> tables(String place, List<Folder> folders, List<Problem> problems) {
        int tableLevel = levels.stream().map(Level::name).toList().indexOf(TABLE);
        List<String> keys = levels.subList(tableLevel + 1, levels.size()).stream()
                .map(Level::name)
                .filter(name -> !name.isEmpty())
                .toList();
        Map<String, Gathered> tables = new TreeMap<>();
        for (Folder folder : folders) {
            List<String> parts = folder.path().isEmpty()
                    ? List.of()
                    : Arrays.asList(folder.path().split("/", -1));
            Optional<List<Optional<String>>> values = values(parts, tableLevel);
            if (values.isEmpty()) {
                String fault = text.isEmpty()
                        ? "it lies below the table, which has no partitions"
                        : "its path does not fit the template " + text;
                problems.add(new Problem(folder.path(), "left out: " + fault));
                continue;
            }
            String root = String.join("/", parts.subList(0, tableLevel + 1));
            String within = String.join("/", parts.subList(tableLevel + 1, parts.size()));
            tables.computeIfAbsent(root, path -> new Gathered())
                    .add(folder, within, keys.isEmpty() ? List.of() : values.get(), problems);
        }
        List<PartitionLayout.Key> typed = keys.stream()
                .map(key -> new PartitionLayout.Key(key, Scalar.STRING))
                .toList();
        List<PartitionedFiles> found = new ArrayList<>();
        tables.forEach((root, gathered) -> found.add(
                new PartitionedFiles(root, new PartitionLayout(typed, gathered.partitions), gathered.folders)));
        return found;
    }

    /** The values of the keys; empty if the path does not fit. */
    private Optional<List<Optional<String>>> values(List<String> parts, int tableLevel) {
        if (parts.size() != levels.size()) {
            return Optional.empty();
        }
        List<Optional<String>> values = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Matcher level = levels.get(i).pattern().matcher(parts.get(i));
            if (!level.matches()) {
                return Optional.empty();
            }
            if (i > tableLevel && !levels.get(i).name().isEmpty()) {
                String value = level.group(1);
                values.add(
                        value.equals(PartitionLayout.NULL_FOLDER)
                                ? Optional.empty()
                                : Optional.of(PartitionLayout.unescape(value)));
            }
        }
        return Optional.of(values);
    }

    /** The folders of one table. */
    private static final class Gathered {
        private final List<Folder> folders = new ArrayList<>();
        private final Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>();
        private final Map<List<Optional<String>>, String> taken = new HashMap<>();

        void add(Folder folder, String within, List<Optional<String>> values, List<Problem> problems) {
            if (!values.isEmpty()) {
                String other = taken.putIfAbsent(values, within);
                if (other != null) {
                    problems.add(new Problem(
                            folder.path(), "left out of the table: the folder " + other + " means the same partition"));
                    return;
                }
                partitions.put(within, values);
            }
            folders.add(folder);
        }
    }
}
