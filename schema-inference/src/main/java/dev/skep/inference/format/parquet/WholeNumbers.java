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
import java.util.Map;

/**
 * The bounds of numbers of 64 bits by their values, where the writer of a small file told none: they decide whether a double of
 * another file holds these numbers.
 */
public final class WholeNumbers {

    private static final int LARGEST_FILE = 1 << 20;

    private final ByteSource source;
    private final Limits limits;
    private final RowGroups groups;

    public WholeNumbers(ByteSource source, Limits limits) {
        this.source = source;
        this.limits = limits;
        this.groups = new RowGroups(leaf -> source.size() <= LARGEST_FILE && leaf.isFlat() && isLong(leaf.node()));
    }

    private static boolean isLong(Node node) {
        return node.physical() == ParquetSchema.INT64 && ParquetSchema.type(node) == Scalar.BIGINT;
    }

    /** To be shown to the footer. */
    RowGroups groups() {
        return groups;
    }

    /** The bounds by the names of columns; of other columns, and of files whose values cannot be read, there are none. */
    public Map<String, Bounds> untold(ParquetFooter footer, ParquetStatistics statistics) throws IOException {
        RowGroups untold = groups.of(leaf -> statistics
                .of(leaf.node())
                .map(ColumnStatistics::bounds)
                .filter(Bounds.Unknown.class::isInstance)
                .isPresent());
        Map<String, Bounds> found = new HashMap<>();
        try {
            ParquetRows.read(
                    source,
                    limits,
                    footer,
                    untold,
                    row -> row.properties().forEach(column -> {
                        JsonNode value = column.getValue();
                        if (!value.isNull()) {
                            Bounds one = new Bounds.Range(Bounds.Kind.NUMBER, value.asText(), value.asText(), true);
                            found.merge(column.getKey(), one, Bounds::plus);
                        }
                    }));
        } catch (UnreadableException e) {
            // What the footer says is right all the same.
            return Map.of();
        }
        return found;
    }
}
