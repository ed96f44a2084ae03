package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.util.List;

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
    }

    /**
     * The tables, ordered by path, and what stands in the way of finding more.
     *
     * @param unchanged fingerprints of the files whose tables the memory holds, and which were not looked into
     * @param files listed, or tables of a database
     * @param complete false if some part could not be listed, so that what was not found may be there all the same
     */
    record Found(
            List<FoundTable> tables, List<String> unchanged, List<Problem> problems, long files, boolean complete) {
        public Found {
            tables = List.copyOf(tables);
            unchanged = List.copyOf(unchanged);
            problems = List.copyOf(problems);
        }
    }
}
