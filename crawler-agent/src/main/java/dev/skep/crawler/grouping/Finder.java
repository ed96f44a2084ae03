package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Finds the tables of one place: files by their listing, databases by their own catalog. */
public interface Finder {

    /** The place: the root of all that is found, as locations of tables spell it. */
    String location();

    /**
     * Finds.
     *
     * @param memory what is known from before
     * @throws IOException if the place itself cannot be looked at; the message is a sentence for the user
     */
    Found find(Memory memory, Progress progress) throws IOException;

    /** Told how far the work is. */
    interface Progress {
        void listed(long files);

        void sampled(long done, long all);
    }

    /** What the catalog remembers of earlier crawls, so that what did not change is not looked into again. */
    interface Memory {

        /** Remembers nothing. */
        Memory NONE = fingerprint -> false;

        /** True if all tables that files with this fingerprint gave are still there, with all their partitions. */
        boolean holds(String fingerprint);

        /** Paths of files that are tables by themselves, relative to the root: of these it is to be found out whether they are there. */
        default Set<String> files() {
            return Set.of();
        }
    }

    /** What is known not to be there. */
    interface Absence {
        /** Nothing is known. */
        Absence UNKNOWN = path -> false;

        /**
         * True only if it is certain that there is no file at a path or below it, be it one that is left out.
         *
         * @param path relative to the root
         */
        boolean isEmpty(String path);
    }

    /**
     * The tables, ordered by path, and what stands in the way of finding more.
     *
     * @param unchanged fingerprints of the files whose tables the memory holds, and which were not looked into
     * @param files listed, or tables of a database
     * @param absence what is not there; nothing is known if some part could not be listed
     */
    record Found(List<FoundTable> tables, List<String> unchanged, List<Problem> problems, long files, Absence absence) {
        public Found {
            tables = List.copyOf(tables);
            unchanged = List.copyOf(unchanged);
            problems = List.copyOf(problems);
        }
    }
}
