package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Candidate.Shape;
import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables off paths alone.
 *
 * <p>A folder that holds {@code key=value} folders is the root of a partitioned table, and so is one that holds folders
 * called by a date or number alone, unless folders with words for names lie below them. A folder that holds files is a
 * table, but at the root of the source, beside other folders, each file is one. All other folders only lead to tables.
 */
final class FolderTree {

    private final SortedMap<String, FolderTree> folders = new TreeMap<>();
    private @Nullable Folder own;

    private FolderTree() {}

    static List<Candidate> candidates(List<Folder> all, Scope scope) {
        FolderTree root = new FolderTree();
        all.forEach(root::add);
        List<Candidate> found = new ArrayList<>();
        root.collect("", scope, found);
        return found;
    }

    private void add(Folder folder) {
        FolderTree node = this;
        if (!folder.path().isEmpty()) {
            for (String level : folder.path().split("/", -1)) {
                node = node.folders.computeIfAbsent(level, name -> new FolderTree());
            }
        }
        node.own = folder;
    }

    private void collect(String path, Scope scope, List<Candidate> found) {
        Folder files = own;
        Predicate<Map.Entry<String, FolderTree>> isPartition =
                folder -> isPartition(folder, scope.takesBareValues(path));
        if (folders.entrySet().stream().anyMatch(isPartition)) {
            List<Folder> below = new ArrayList<>();
            if (files != null) {
                below.add(files);
            }
            folders.entrySet().stream()
                    .filter(isPartition)
                    .forEach(folder -> folder.getValue().addAllTo(below));
            found.add(new Candidate(path, Shape.PARTITIONED, below));
        } else if (files != null && files.filled() > 0) {
            boolean atRoot = path.isEmpty();
            boolean alone = files.first().path().isEmpty();
            Shape shape = alone || (atRoot && !folders.isEmpty()) ? Shape.LOOSE : Shape.FOLDER;
            found.add(new Candidate(path, shape, List.of(files)));
        }
        folders.entrySet().stream()
                .filter(isPartition.negate())
                .forEach(folder -> folder.getValue()
                        .collect(path.isEmpty() ? folder.getKey() : path + "/" + folder.getKey(), scope, found));
    }

    private static boolean isPartition(Map.Entry<String, FolderTree> folder, boolean bare) {
        String name = folder.getKey();
        return PartitionLayout.isPartition(name)
                && (!PartitionLayout.isBareValue(name)
                        || (bare && folder.getValue().leadsToPartitionsOnly()));
    }

    private boolean leadsToPartitionsOnly() {
        return folders.entrySet().stream()
                .allMatch(folder -> PartitionLayout.isPartition(folder.getKey())
                        && folder.getValue().leadsToPartitionsOnly());
    }

    private void addAllTo(List<Folder> below) {
        if (own != null) {
            below.add(own);
        }
        folders.values().forEach(folder -> folder.addAllTo(below));
    }
}
