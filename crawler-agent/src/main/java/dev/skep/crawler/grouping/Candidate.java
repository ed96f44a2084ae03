package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that their paths make one table, or that may be one.
 *
 * @param folder relative to the root of the source; empty for the root
 */
record Candidate(String folder, Shape shape, List<SourceFile> files) {

    /** How the files lie. */
    enum Shape {
        /** Below folders named {@code key=value}, or called by a date or number alone. */
        PARTITIONED,
        /** Side by side in a folder of their own. */
        FOLDER,
        /** Beside folders that are tables: every file stands for itself. */
        LOOSE
    }

    Candidate {
        files = List.copyOf(files);
    }

    /** Whether only what the files hold can confirm that they are one table, since their paths name no key. */
    boolean isDoubtful() {
        return shape == Shape.PARTITIONED
                && files.stream().noneMatch(file -> file.path().indexOf('=') > 0);
    }

    /** The same files, a candidate for each folder. */
    List<Candidate> apart() {
        Map<String, List<SourceFile>> byFolder = new TreeMap<>();
        files.forEach(file -> byFolder.computeIfAbsent(file.folder(), name -> new ArrayList<>())
                .add(file));
        List<Candidate> apart = new ArrayList<>();
        byFolder.forEach((name, each) -> apart.add(new Candidate(name, Shape.FOLDER, each)));
        return apart;
    }
}
