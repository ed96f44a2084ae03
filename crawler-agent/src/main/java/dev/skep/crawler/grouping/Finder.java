package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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

    /** The same, but looking at a part of the place only; a finder that knows no parts looks at all of it. */
    default Finder within(Scope scope) {
        return this;
    }

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

        /**
         * True if a partition is registered already.
         *
         * @param table path of its table, relative to the root
         */
        default boolean holds(String table, List<Optional<String>> partition) {
            return false;
        }

        /** The format of the table that is registered at a path, as its classification says; empty if there is none. */
        default Optional<String> classification(String table) {
            return Optional.empty();
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
     * @param scope what was looked at
     * @param left tables whose files have changed, which were not looked into since only new folders are
     * @param unsettled folders of tables of which a part was looked at that does not say enough: to be looked at as a whole
     */
    record Found(
            List<FoundTable> tables,
            List<String> unchanged,
            List<Problem> problems,
            long files,
            Absence absence,
            Scope scope,
            Set<String> left,
            Set<String> unsettled) {
        public Found {
            tables = List.copyOf(tables);
            unchanged = List.copyOf(unchanged);
            problems = List.copyOf(problems);
            left = Set.copyOf(left);
            unsettled = Set.copyOf(unsettled);
        }

        /** True if all of the place was listed, without a gap, and there was something. */
        public boolean isComplete() {
            return scope.isWhole() && absence != Absence.UNKNOWN;
        }

        /** What a whole place holds. */
        public static Found ofAll(List<FoundTable> tables, List<Problem> problems, long files) {
            return new Found(tables, List.of(), problems, files, Absence.UNKNOWN, Scope.WHOLE, Set.of(), Set.of());
        }
    }
}
