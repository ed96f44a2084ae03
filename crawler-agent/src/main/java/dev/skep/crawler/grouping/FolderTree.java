package dev.skep.crawler.grouping;

import dev.skep.crawler.grouping.Candidate.Shape;
import dev.skep.crawler.source.SourceFile;
import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads tables off paths alone.
 *
 * <p>A folder that holds {@code key=value} folders is the root of a partitioned table, and so is one that holds folders
 * called by a date or number alone, unless folders with words for names lie below them. A folder that holds files is a
 * table, but at the root of the source, beside other folders, each file is one. All other folders only lead to tables.
 */
final class FolderTree {

    private final SortedMap<String, FolderTree> folders = new TreeMap<>();
    private final List<SourceFile> files = new ArrayList<>();

    private FolderTree() {}

    static List<Candidate> candidates(List<SourceFile> files) {
        FolderTree root = new FolderTree();
        files.forEach(root::add);
        List<Candidate> found = new ArrayList<>();
        root.collect("", found);
        return found;
    }

    private void add(SourceFile file) {
        FolderTree node = this;
        if (!file.folder().isEmpty()) {
            for (String level : file.folder().split("/", -1)) {
                node = node.folders.computeIfAbsent(level, name -> new FolderTree());
            }
        }
        node.files.add(file);
    }

    private void collect(String path, List<Candidate> found) {
        if (folders.entrySet().stream().anyMatch(FolderTree::isPartition)) {
            List<SourceFile> below = new ArrayList<>(files);
            folders.entrySet().stream()
                    .filter(FolderTree::isPartition)
                    .forEach(folder -> folder.getValue().addAllTo(below));
            found.add(new Candidate(path, Shape.PARTITIONED, below));
        } else if (files.stream().anyMatch(file -> file.size() > 0)) {
            boolean atRoot = path.isEmpty();
            boolean alone = files.get(0).path().isEmpty();
            Shape shape = alone || (atRoot && !folders.isEmpty()) ? Shape.LOOSE : Shape.FOLDER;
            found.add(new Candidate(path, shape, files));
        }
        folders.entrySet().stream()
                .filter(folder -> !isPartition(folder))
                .forEach(folder -> folder.getValue()
                        .collect(path.isEmpty() ? folder.getKey() : path + "/" + folder.getKey(), found));
    }

    private static boolean isPartition(Map.Entry<String, FolderTree> folder) {
        String name = folder.getKey();
        return PartitionLayout.isPartition(name)
                && (!PartitionLayout.isBareValue(name) || folder.getValue().leadsToPartitionsOnly());
    }

    private boolean leadsToPartitionsOnly() {
        return folders.entrySet().stream()
                .allMatch(folder -> PartitionLayout.isPartition(folder.getKey())
                        && folder.getValue().leadsToPartitionsOnly());
    }

    private void addAllTo(List<SourceFile> below) {
        below.addAll(files);
        folders.values().forEach(folder -> folder.addAllTo(below));
    }
}
