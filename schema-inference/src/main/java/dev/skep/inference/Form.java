package dev.skep.inference;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a source is written, as far as its format leaves that open. */
public sealed interface Form
        permits Dialect, Form.Plain, Form.Rows, Form.Inner, Form.Log, Form.FixedWidth, Form.Sheet, Form.Snapshot {

    /** The format says it all: Parquet, ORC, Avro, JSON. */
    record Plain() implements Form {}

    /**
     * Elements of XML that are rows.
     *
     * @param tag the name of the element without its prefix, as the source spells it
     */
    record Rows(String tag) implements Form {
        /** The field for the text of an element that has attributes besides. */
        public static final String TEXT = "value";
    }

    /**
     * Rows that lie inside of documents of JSON.
     *
     * @param path to the rows, such as {@code $.orders[*]}
     */
    record Inner(String path) implements Form {}

    /**
     * Lines of a log.
     *
     * @param kind a name such as {@code apache_combined} or {@code syslog}
     * @param pattern a regular expression with a group for every column
     */
    record Log(String kind, String pattern) implements Form {}

    /**
     * Columns that begin at fixed places of a line.
     *
     * @param starts where each column begins, in characters from 0
     * @param skippedLines lines before the header, or before the first row
     */
    record FixedWidth(List<Integer> starts, boolean header, int skippedLines) implements Form {
        public FixedWidth {
            starts = List.copyOf(starts);
        }
    }

    /**
     * A sheet of a workbook.
     *
     * @param skippedRows rows before the header, or before the first row
     */
    record Sheet(String name, boolean header, int skippedRows) implements Form {}

    /**
     * The state of a table that keeps a log of its own.
     *
     * @param version as the table numbers its states
     * @param keys names of the partition columns, in order
     * @param partitions one value a key, empty for null; none where the log does not tell them plainly
     * @param file that holds this state, relative to the table; absent where a state is more than one file
     */
    record Snapshot(
            String version,
            List<String> keys,
            List<List<Optional<String>>> partitions,
            @Nullable String file) implements Form {
        public Snapshot {
            keys = List.copyOf(keys);
            partitions = List.copyOf(partitions);
        }

        /** A state that is more than one file. */
        public Snapshot(String version, List<String> keys, List<List<Optional<String>>> partitions) {
            this(version, keys, partitions, null);
        }
    }
}
