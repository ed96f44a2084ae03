package dev.skep.inference.format.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.inference.Bounds;
import dev.skep.inference.ByteSource;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.parquet.ParquetSchema.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bounds of numbers of 64 bits by their values, where the writer of a small file told none: they decide whether a double of
 * another file holds these numbers.
 */
public final class WholeNumbers {

    private static final int LARGEST_FILE = 1 << 20;

    private WholeNumbers() {}

    /** The bounds by the names of columns; of other columns, and of files whose values cannot be read, there are none. */
    public static Map<String, Bounds> untold(
            ByteSource source, Limits limits, ParquetFooter footer, ParquetStatistics statistics) throws IOException {
        List<String> names = footer.root().children().stream()
                .filter(node -> !node.isGroup() && !node.isRepeated() && node.physical() == ParquetSchema.INT64)
                .filter(node -> ParquetSchema.type(node) == Scalar.BIGINT)
                .filter(node -> statistics
                        .of(node)
                        .map(ColumnStatistics::bounds)
                        .filter(Bounds.Unknown.class::isInstance)
                        .isPresent())
                .map(Node::name)
                .toList();
        if (names.isEmpty() || source.size() > LARGEST_FILE) {
            return Map.of();
        }
        Map<String, Bounds> found = new HashMap<>();
        try {
            ParquetRows.read(source, limits, names, row -> {
                for (String name : names) {
                    JsonNode value = row.get(name);
                    if (value != null && !value.isNull()) {
                        Bounds one = new Bounds.Range(Bounds.Kind.NUMBER, value.asText(), value.asText(), true);
                        found.merge(name, one, Bounds::plus);
                    }
                }
            });
        } catch (UnreadableException e) {
            // What the footer says is right all the same.
            return Map.of();
        }
        return found;
    }
}
