package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * A tree of files.
 *
 * <p>Listing never fails for a part of the tree: what cannot be looked at is a {@link Problem} of the listing. Files may
 * vanish or change between listing and opening; opening or reading them then throws, and nothing else is harmed.
 */
public interface Source {

    /** The root as Hadoop spells paths: scheme and path, nothing percent-encoded, no slash at the end. */
    String location();

    /**
     * Lists all files that may hold data.
     *
     * @param progress told now and then how many files were found so far
     * @throws IOException if the root itself cannot be listed; the message is a sentence for the user
     */
    Listing list(LongConsumer progress) throws IOException;

    /**
     * The bytes of a listed file.
     *
     * @throws IOException if the file cannot be opened any more
     */
    ByteSource open(SourceFile file) throws IOException;

    /**
     * A folder that {@link Listing#managed} names, to be looked at as one table.
     *
     * @param path relative to the root; empty for the root
     */
    FolderSource folder(String path);

    /** The location of a file or folder below the root; of the root itself for the empty path. */
    default String locationOf(String path) {
        if (path.isEmpty()) {
            return location();
        }
        return location().endsWith("/") ? location() + path : location() + "/" + path;
    }
}
