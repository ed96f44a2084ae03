package dev.skep.inference.format.table;

import dev.skep.inference.UnreadableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log that give its newest state: the newest checkpoint that is complete, and the commits after it. Names are
 * those of Delta's protocol ("delta log entries", "checkpoints").
 *
 * @param checkpoint all parts of it; none if there is no checkpoint
 * @param commits in their order
 * @param version of the state
 * @param whole whether nothing of the table's past is missing
 */
public record LogFiles(List<String> checkpoint, List<String> commits, long version, boolean whole) {

    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

    /** A classic one, one of several parts, or one with a unique name. */
    private static final Pattern CHECKPOINT = Pattern.compile(
            "(\\d{20})\\.checkpoint(?:\\.(\\d{10})\\.(\\d{10})\\.parquet|\\.parquet|\\.[0-9a-fA-F-]{36}\\.(?:parquet|json))");

    public LogFiles {
        checkpoint = List.copyOf(checkpoint);
        commits = List.copyOf(commits);
    }

    /** Whether a file is part of a log. */
    public static boolean isOne(String name) {
        return COMMIT.matcher(name).matches() || CHECKPOINT.matcher(name).matches();
    }

    /**
     * Chooses among the names in the folder of a log.
     *
     * @throws UnreadableException if a commit is missing between others
     */
    public static LogFiles of(Collection<String> names) throws UnreadableException {
        TreeMap<Long, String> commits = new TreeMap<>();
        TreeMap<Long, Parts> checkpoints = new TreeMap<>();
        for (String name : new TreeSet<>(names)) {
            Matcher commit = COMMIT.matcher(name);
            Matcher checkpoint = CHECKPOINT.matcher(name);
            if (commit.matches()) {
                number(commit.group(1)).ifPresent(version -> commits.put(version, name));
            } else if (checkpoint.matches()) {
                number(checkpoint.group(1))
                        .ifPresent(version -> checkpoints
                                .computeIfAbsent(version, it -> new Parts())
                                .add(name, checkpoint.group(3)));
            }
        }
        Optional<Map.Entry<Long, List<String>>> newest = checkpoints.descendingMap().entrySet().stream()
                .filter(each -> each.getValue().complete().isPresent())
                .findFirst()
                .map(each -> Map.entry(each.getKey(), each.getValue().complete().orElse(List.of())));
        long base = newest.map(Map.Entry::getKey).orElse(commits.isEmpty() ? -1 : commits.firstKey() - 1);
        List<String> after = new ArrayList<>();
        long version = base;
        for (Map.Entry<Long, String> commit : commits.tailMap(base, false).entrySet()) {
            version++;
            if (commit.getKey() != version) {
                throw UnreadableException.corrupt("its log has no commit " + version + ", but later ones");
            }
            after.add(commit.getValue());
        }
        boolean whole = newest.isPresent() || base == -1;
        return new LogFiles(newest.map(Map.Entry::getValue).orElse(List.of()), after, version, whole);
    }

    private static Optional<Long> number(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return Optional.empty(); // beyond 64 bits there are no versions
        }
    }

    /** What there is of the checkpoints of one version; any complete one will do. */
    private static final class Parts {
        private final List<String> single = new ArrayList<>();
        private final Map<String, List<String>> several = new TreeMap<>();

        void add(String name, @Nullable String count) {
            if (count == null) {
                single.add(name);
            } else {
                several.computeIfAbsent(count, it -> new ArrayList<>()).add(name);
            }
        }

        Optional<List<String>> complete() {
            if (!single.isEmpty()) {
                return Optional.of(List.of(single.get(0)));
            }
            return several.entrySet().stream()
                    .filter(each -> each.getValue().size() == Long.parseLong(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
