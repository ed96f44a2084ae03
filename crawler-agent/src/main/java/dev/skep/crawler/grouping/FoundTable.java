package dev.skep.crawler.grouping;

import dev.skep.inference.Evidence;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import java.util.List;

/**
 * A table as the files show it.
 *
 * @param path of its folder or file, relative to the root of the source; empty for the root
 * @param file true if the table is a single file, not a folder
 * @param location the same as Hadoop spells it
 * @param columns without those that are partition keys
 * @param layout folders are relative to {@code path}
 * @param files how many
 * @param bytes stored size of all files
 * @param rows of all files; estimated where not all were counted
 * @param decisions which files are the table, and how their schema was found
 * @param notes what the user should know about it
 */
public record FoundTable(
        String path,
        boolean file,
        String location,
        InferredSchema schema,
        List<InferredColumn> columns,
        PartitionLayout layout,
        long files,
        long bytes,
        RowCount rows,
        List<Evidence> decisions,
        List<String> notes) {

    public FoundTable {
        columns = List.copyOf(columns);
        decisions = List.copyOf(decisions);
        notes = List.copyOf(notes);
    }

    /** Why files are a table of this kind. */
    static Evidence grouping(String kind, String because) {
        return new Evidence(Evidence.Topic.GROUPING, "", kind, 1, because);
    }

    /** Average bytes a row, at least one; the size of all where there are no rows. */
    public long averageRowSize() {
        return Math.max(1, bytes / Math.max(1, rows.rows()));
    }
}
