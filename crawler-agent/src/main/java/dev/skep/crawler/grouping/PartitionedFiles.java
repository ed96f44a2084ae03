package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.PartitionLayout.Mixed;
import dev.skep.inference.PartitionLayout.Uniform;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a partitioned table whose folders agree about the keys.
 *
 * @param root of the table, relative to that of the source
 * @param layout folders are relative to the table's root
 * @param files those below the folders of {@code layout}
 */
record PartitionedFiles(String root, PartitionLayout layout, List<SourceFile> files) {

    /** The partitions that hold some of these files. */
    PartitionedFiles of(List<SourceFile> some) {
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>(layout.partitions());
        partitions
                .keySet()
                .retainAll(
                        some.stream().map(file -> within(root, file.folder())).collect(Collectors.toSet()));
        return new PartitionedFiles(root, new PartitionLayout(layout.keys(), partitions), some);
    }

    /**
     * Sorts the files of a candidate: the keys that most files have are the table's; every other folder is a problem,
     * and so are two folders that mean the same partition.
     */
    static PartitionedFiles of(Candidate candidate, List<Problem> problems) {
        Map<String, List<SourceFile>> byFolder = new LinkedHashMap<>();
        for (SourceFile file : candidate.files()) {
            byFolder.computeIfAbsent(within(candidate.folder(), file.folder()), folder -> new ArrayList<>())
                    .add(file);
        }
        Map<List<String>, Integer> votes = new HashMap<>();
        Map<String, PartitionLayout> layouts = new LinkedHashMap<>();
        byFolder.forEach((folder, files) -> {
            if (PartitionLayout.of(List.of(folder + "/x"), KeyTypes.STRING) instanceof Uniform uniform
                    && !folder.isEmpty()) {
                layouts.put(folder, uniform.layout());
                votes.merge(names(uniform.layout()), files.size(), Integer::sum);
            }
        });
        List<String> keys = votes.entrySet().stream()
                .max(Map.Entry.<List<String>, Integer>comparingByValue()
                        .thenComparing(vote -> vote.getKey().toString(), Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(List.of());

        List<SourceFile> kept = new ArrayList<>();
        Map<List<Optional<String>>, String> taken = new HashMap<>();
        Map<String, List<Optional<String>>> partitions = new LinkedHashMap<>();
        byFolder.forEach((folder, files) -> {
            PartitionLayout layout = layouts.get(folder);
            Optional<String> fault = fault(folder, layout, keys, taken);
            if (fault.isPresent() || layout == null) {
                String what =
                        files.size() == 1 ? files.get(0).path() : files.get(0).folder();
                problems.add(new Problem(what, "left out of the table: " + fault.orElse("")));
            } else {
                List<Optional<String>> values =
                        layout.partitions().values().iterator().next();
                taken.put(values, folder);
                partitions.put(folder, values);
                kept.addAll(files);
            }
        });
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
