package dev.skep.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one source, or merged from several.
 *
 * @param form what the format leaves open: a dialect, a row tag, …
 * @param encoding a charset name as Java knows it, such as {@code UTF-8}; absent for formats that are not text
 * @param bytes stored size, summed if merged
 * @param confidence 0 to 1: how sure the format and the framing are
 * @param evidence for all decisions but those on types, which columns have
 */
public record InferredSchema(
        Format format,
        Compression compression,
        List<InferredColumn> columns,
        Form form,
        @Nullable String encoding,
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

    /** How delimited text is written; absent for all other formats. */
    public @Nullable Dialect dialect() {
        return form instanceof Dialect dialect ? dialect : null;
    }

    /** All decisions: on the source, then on the types of its columns and of what is nested in them. */
    public List<Evidence> decisions() {
        List<Evidence> decisions = new ArrayList<>(evidence);
        for (InferredColumn column : columns) {
            decisions.add(column.evidence());
            decisions.addAll(column.parts());
        }
        return decisions;
    }

    /** Why no engine reads the source as files of a table; empty if one does. */
    public Optional<String> obstacle() {
        return evidence.stream()
                .filter(item -> item.topic() == Evidence.Topic.OBSTACLE)
                .map(Evidence::because)
                .findFirst();
    }

    /** The same schema for other reasons. */
    InferredSchema with(List<Evidence> reasons) {
        return new InferredSchema(
                format, compression, columns, form, encoding, storage, rows, bytes, confidence, reasons);
    }

    /** The same schema of a source of another size. */
    InferredSchema withBytes(long size) {
        return new InferredSchema(
                format, compression, columns, form, encoding, storage, rows, size, confidence, evidence);
    }
}
