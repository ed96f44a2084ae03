package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.PartitionLayout.Mixed;
import dev.skep.inference.PartitionLayout.Uniform;
import dev.skep.inference.RowCount;
import dev.skep.inference.SchemaMerger.Sourced;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a partitioned table that agree about the keys.
 *
 * @param root of the table, relative to that of the source
 * @param layout folders are relative to the table's root
 * @param folders those of {@code layout}
 */
record PartitionedFiles(String root, PartitionLayout layout, List<Folder> folders) {

    PartitionedFiles {
        folders = List.copyOf(folders);
    }

    /** The same without all other folders. */
    PartitionedFiles only(List<Folder> some) {
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>(layout.partitions());
        partitions
                .keySet()
                .retainAll(
                        some.stream().map(folder -> within(root, folder.path())).collect(Collectors.toSet()));
        return new PartitionedFiles(root, new PartitionLayout(layout.keys(), partitions), some);
    }

    /** What the keys are in one of the folders. */
    List<Optional<String>> partition(Folder folder) {
        return layout.partitions().getOrDefault(within(root, folder.path()), List.of());
    }

    /** How much each of the folders holds, by what was seen in those of their files that were looked into. */
    Map<String, Extent> extents(List<Sourced> seen) {
        Map<String, List<RowCount>> rows = new HashMap<>();
        for (Sourced each : seen) {
            int end = each.source().lastIndexOf('/');
            rows.computeIfAbsent(end < 0 ? "" : each.source().substring(0, end), folder -> new ArrayList<>())
                    .add(each.schema().rows());
        }
        Map<String, Extent> extents = new HashMap<>();
        for (Folder folder : folders) {
            List<RowCount> counts = rows.getOrDefault(folder.path(), List.of());
            RowCount all = counts.size() == folder.filled()
                    ? counts.stream().reduce(new RowCount(0, true), RowCount::plus)
                    : new RowCount(0, false);
            extents.put(within(root, folder.path()), new Extent(folder.filled(), folder.bytes(), all));
        }
        return extents;
    }

    /** The partitions that hold anything but these files. */
    PartitionedFiles without(Set<SourceFile> strangers) {
        Map<String, Long> strange =
                strangers.stream().collect(Collectors.groupingBy(SourceFile::folder, Collectors.counting()));
        List<Folder> left = folders.stream()
                .filter(folder -> folder.files() > strange.getOrDefault(folder.path(), 0L))
                .toList();
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>(layout.partitions());
        partitions
                .keySet()
                .retainAll(
                        left.stream().map(folder -> within(root, folder.path())).collect(Collectors.toSet()));
        return new PartitionedFiles(root, new PartitionLayout(layout.keys(), partitions), left);
    }

    /**
     * Sorts the folders of a candidate: the keys that most files have are the table's; every other folder is a problem,
     * and so are two folders that mean the same partition.
     */
    static PartitionedFiles of(Candidate candidate, List<Problem> problems) {
        Map<List<String>, Long> votes = new HashMap<>();
        Map<Folder, PartitionLayout> layouts = new LinkedHashMap<>();
        for (Folder each : candidate.folders()) {
            String folder = within(candidate.folder(), each.path());
            if (PartitionLayout.of(List.of(folder + "/x"), KeyTypes.STRING) instanceof Uniform uniform
                    && !folder.isEmpty()) {
                layouts.put(each, uniform.layout());
                votes.merge(names(uniform.layout()), each.files(), Long::sum);
            }
        }
        List<String> keys = votes.entrySet().stream()
                .max(Map.Entry.<List<String>, Long>comparingByValue()
                        .thenComparing(vote -> vote.getKey().toString(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(List.of());

        List<Folder> kept = new ArrayList<>();
        Map<List<Optional<String>>, String> taken = new HashMap<>();
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>();
        for (Folder each : candidate.folders()) {
            String folder = within(candidate.folder(), each.path());
            PartitionLayout layout = layouts.get(each);
            Optional<String> fault = fault(folder, layout, keys, taken);
            if (fault.isPresent() || layout == null) {
                String what = each.files() == 1 ? each.first().path() : each.path();
                problems.add(new Problem(what, "left out of the table: " + fault.orElse("")));
            } else {
                List<Optional<String>> values =
                        layout.partitions().values().iterator().next();
                taken.put(values, folder);
                partitions.put(folder, values);
                kept.add(each);
            }
        }
        return new PartitionedFiles(candidate.folder(), new PartitionLayout(typed(keys), partitions), kept);
    }

    private static Optional<String> fault(
            String folder,
            @Nullable PartitionLayout layout,
            List<String> keys,
            Map<List<Optional<String>>, String> taken) {
        if (folder.isEmpty()) {
            return Optional.of("it lies beside the partition folders " + keys.get(0) + "=…, in none of them");
        }
        if (layout == null) {
            String detail = PartitionLayout.of(List.of(folder + "/x"), KeyTypes.STRING) instanceof Mixed mixed
                    ? mixed.detail()
                    : "its path has no keys";
            return Optional.of(detail);
        }
        if (!names(layout).equals(keys)) {
            return Optional.of("its partition keys are " + names(layout) + ", those of most files are " + keys);
        }
        List<Optional<String>> values = layout.partitions().values().iterator().next();
        if (values.contains(Optional.of(""))) {
            return Optional.of("a partition value is empty; Hive spells null as " + PartitionLayout.NULL_FOLDER);
        }
        return Optional.ofNullable(taken.get(values)).map(other -> "the folder " + other + " means the same partition");
    }

    private static List<String> names(PartitionLayout layout) {
        return layout.keys().stream().map(PartitionLayout.Key::name).toList();
    }

    private static List<PartitionLayout.Key> typed(List<String> names) {
        return names.stream()
                .map(name -> new PartitionLayout.Key(name, Scalar.STRING))
                .toList();
    }

    private static String within(String root, String folder) {
        if (root.isEmpty() || folder.equals(root)) {
            return root.isEmpty() ? folder : "";
        }
        return folder.substring(root.length() + 1);
    }
}
