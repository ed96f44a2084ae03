package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import dev.skep.inference.FolderSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A tree of files.
 *
 * <p>Listing never fails for a part of the tree: what cannot be looked at is a {@link Problem}. Files may vanish or change
 * between listing and opening; opening or reading them then throws, and nothing else is harmed. Files are opened by
 * several threads at once.
 */
public interface Source {

    /** Told what a source holds, in no particular order and never by two threads at once. */
    interface Visitor {

        /** A file that may hold data; hidden and marker files are not told of, empty ones are. */
        void file(SourceFile file);

        /**
         * A folder that a table format rules, such as {@code Delta}: its files are only parts of the truth. Files below it
         * may be told of all the same, before or after.
         *
         * @param folder relative to the root; empty for the root
         */
        void managed(String folder, String format);

        /** Something that could not be looked at. */
        void problem(Problem problem);
    }

    /** The root as Hadoop spells paths: scheme and path, nothing percent-encoded, no slash at the end. */
    String location();

    /**
     * Lists all files that may hold data, without holding them.
     *
     * @throws IOException if the root itself cannot be listed; the message is a sentence for the user
     */
    default void list(Visitor visitor) throws IOException {
        list("", visitor);
    }

    /**
     * Lists the files in and below one folder; a folder that is not there holds none.
     *
     * @param folder relative to the root; empty for the root, which has to be there
     * @throws IOException if the folder itself cannot be listed; the message is a sentence for the user
     */
    void list(String folder, Visitor visitor) throws IOException;

    /**
     * The bytes of a listed file.
     *
     * @throws IOException if the file cannot be opened any more
     */
    ByteSource open(SourceFile file) throws IOException;

    /**
     * A folder that was called {@linkplain Visitor#managed managed}, to be looked at as one table.
     *
     * @param path relative to the root; empty for the root
     */
    FolderSource folder(String path);

    /** How many files are worth opening at once. */
    int parallelism();

    /**
     * The whole listing at once, for sources that are known to be small.
     *
     * @param progress told now and then how many files were found so far
     */
    default Listing list(LongConsumer progress) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        SortedMap<String, String> managed = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        list(new Visitor() {
            @Override
            public void file(SourceFile file) {
                files.add(file);
                progress.accept(files.size());
            }

            @Override
            public void managed(String folder, String format) {
                managed.put(folder, format);
            }

            @Override
            public void problem(Problem problem) {
                problems.add(problem);
            }
        });
        files.sort(Comparator.comparing(SourceFile::path));
        problems.sort(Comparator.comparing(Problem::path));
        return new Listing(files, managed, problems);
    }

    /** The location of a file or folder below the root; of the root itself for the empty path. */
    default String locationOf(String path) {
        if (path.isEmpty()) {
            return location();
        }
        return location().endsWith("/") ? location() + path : location() + "/" + path;
    }
}
