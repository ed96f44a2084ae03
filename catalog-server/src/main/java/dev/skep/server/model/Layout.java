package dev.skep.server.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the files of a table or a partition are laid out: a storage descriptor without its location. Immutable and stored
 * once by content, so that a million partitions share one.
 *
 * @param bucketCount −1 or 0 where the files are not bucketed
 */
public record Layout(
        List<Column> columns,
        @Nullable String inputFormat,
        @Nullable String outputFormat,
        boolean compressed,
        int bucketCount,
        Serde serde,
        List<String> bucketColumns,
        List<SortColumn> sortColumns,
        Map<String, String> parameters,
        boolean storedAsSubDirectories,
        Extras extras) {
    public Layout {
        columns = List.copyOf(columns);
        bucketColumns = List.copyOf(bucketColumns);
        sortColumns = List.copyOf(sortColumns);
        parameters = Parameters.copyOf(parameters);
    }

    public Layout withColumns(List<Column> newColumns) {
        return new Layout(
                newColumns,
                inputFormat,
                outputFormat,
                compressed,
                bucketCount,
                serde,
                bucketColumns,
                sortColumns,
                parameters,
                storedAsSubDirectories,
                extras);
    }
}
