package dev.skep.crawler.grouping;

import java.util.List;

/**
 * Files that their paths make one table, or that may be one.
 *
 * @param folder relative to the root of the source; empty for the root
 */
record Candidate(String folder, Shape shape, List<Folder> folders) {

    /** How the files lie. */
    enum Shape {
        /** As the user said, whatever they hold. */
        DECLARED,
        /** Below folders named {@code key=value}, or called by a date or number alone. */
        PARTITIONED,
        /** Side by side in a folder of their own. */
        FOLDER,
        /** Beside folders that are tables: every file stands for itself. */
        LOOSE
    }

    Candidate {
        folders = List.copyOf(folders);
    }

    /** Whether only what the files hold can confirm that they are one table, since their paths name no key. */
    boolean isDoubtful() {
        return shape == Shape.PARTITIONED
                && folders.stream().noneMatch(each -> each.path().indexOf('=') > 0);
    }

    /** The same files, a candidate for each folder. */
    List<Candidate> apart() {
        return folders.stream()
                .map(each -> new Candidate(each.path(), Shape.FOLDER, List.of(each)))
                .toList();
    }
}
