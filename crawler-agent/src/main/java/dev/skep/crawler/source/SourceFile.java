package dev.skep.crawler.source;

import java.time.Instant;

/**
 * A file that may hold data.
 *
 * @param path relative to the root of its source, levels separated by {@code /}; the empty path is the root itself,
 *     where the source is a single file
 * @param size in bytes
 * @param version the mark of the store that changes with the content, such as an entity tag; empty if there is none
 */
public record SourceFile(String path, long size, Instant modified, String version) {

    /** A file of a store that has no marks for versions. */
    public SourceFile(String path, long size, Instant modified) {
        this(path, size, modified, "");
    }

    /** The folder the file is in, relative to the root; empty for the root. */
    public String folder() {
        int end = path.lastIndexOf('/');
        return end < 0 ? "" : path.substring(0, end);
    }

    /** The last level of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
