package dev.skep.crawler.grouping;

import dev.skep.crawler.source.SourceFile;
import java.util.List;

/**
 * Files that their paths make one table, or that may be one.
 *
 * @param folder relative to the root of the source; empty for the root
 */
record Candidate(String folder, Shape shape, List<SourceFile> files) {

    /** How the files lie. */
    enum Shape {
        /** Below folders named {@code key=value}. */
        PARTITIONED,
        /** Side by side in a folder of their own. */
        FOLDER,
        /** Beside folders that are tables: every file stands for itself. */
        LOOSE
    }

    Candidate {
        files = List.copyOf(files);
    }
}
