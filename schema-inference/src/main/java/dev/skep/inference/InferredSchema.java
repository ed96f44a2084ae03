package dev.skep.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one source, or merged from several.
 *
 * @param dialect present for delimited text only
 * @param bytes stored size, summed if merged
 * @param confidence 0 to 1: how sure the format and the framing are
 */
public record InferredSchema(
        Format format,
        Compression compression,
        List<InferredColumn> columns,
        @Nullable Dialect dialect,
        StorageForm storage,
        RowCount rows,
        long bytes,
        double confidence,
        List<Evidence> evidence) {

    public InferredSchema {
        columns = List.copyOf(columns);
        evidence = List.copyOf(evidence);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A schema needs a column");
        }
    }
}
