package dev.skep.crawler.grouping;

import dev.skep.inference.Evidence;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was found.
 *
 * @param path of its folder or file, relative to the root of the source; empty for the root
 * @param file true if the table is a single file, not a folder
 * @param location the same as Hadoop spells it
 * @param columns without those that are partition keys
 * @param layout folders are relative to {@code path}
 * @param extent of all its files
 * @param decisions which files are the table, and how their schema was found
 * @param notes what the user should know about it
 * @param mark by which the files are known again; absent if they are to be looked into every time
 * @param part true if only some of its folders were looked at, those of {@code layout}; the extent is then that of the
 *     partitions that are not registered yet
 * @param extents of the folders of {@code layout} where they are known; rows are exact only of a folder all of whose files were
 *     looked into
 */
public record FoundTable(
        String path,
        boolean file,
        String location,
        Content content,
        List<InferredColumn> columns,
        PartitionLayout layout,
        Extent extent,
        List<Evidence> decisions,
        List<String> notes,
        @Nullable Mark mark,
        boolean part,
        Map<String, Extent> extents) {

    /** A table that was looked at as a whole, and whose folders are nobody's business. */
    public FoundTable(
            String path,
            boolean file,
            String location,
            Content content,
            List<InferredColumn> columns,
            PartitionLayout layout,
            Extent extent,
            List<Evidence> decisions,
            List<String> notes,
            @Nullable Mark mark) {
        this(path, file, location, content, columns, layout, extent, decisions, notes, mark, false, Map.of());
    }

    /**
     * What the catalog keeps to know files again.
     *
     * @param fingerprint of the files that gave this table, and perhaps others
     * @param tables that these files gave
     * @param partitions of all these tables
     */
    public record Mark(String fingerprint, int tables, long partitions) {

        private static final Pattern TEXT = Pattern.compile("([0-9a-f]+)/([0-9]{1,9})/([0-9]{1,18})");

        /** Reads a mark; empty if the text is none. */
        public static Optional<Mark> parse(String text) {
            Matcher parts = TEXT.matcher(text);
            return parts.matches()
                    ? Optional.of(
                            new Mark(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
                    : Optional.empty();
        }

        /** The mark as one word. */
        public String text() {
            return fingerprint + "/" + tables + "/" + partitions;
        }
    }

    public FoundTable {
        columns = List.copyOf(columns);
        decisions = List.copyOf(decisions);
        notes = List.copyOf(notes);
        extents = Map.copyOf(extents);
    }

    /** Why files are a table of this kind. */
    public static Evidence grouping(String kind, String because) {
        return new Evidence(Evidence.Topic.GROUPING, "", kind, 1, because);
    }

    FoundTable with(Mark known) {
        return new FoundTable(
                path, file, location, content, columns, layout, extent, decisions, notes, known, part, extents);
    }

    FoundTable asPart() {
        return new FoundTable(
                path, file, location, content, columns, layout, extent, decisions, notes, null, true, extents);
    }

    /** How many files it has. */
    public long files() {
        return extent.files();
    }

    /** Stored size of all its files. */
    public long bytes() {
        return extent.bytes();
    }

    /** Rows of all its files; estimated where not all were counted. */
    public RowCount rows() {
        return extent.rows();
    }

    /** False if nobody counted or could estimate the rows. */
    public boolean isCounted() {
        return extent.isCounted();
    }

    /** Average bytes a row, at least one; the size of all where there are no rows. */
    public long averageRowSize() {
        return extent.averageRowSize();
    }
}
