package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.ParameterChange;
import dev.skep.crawler.grouping.Extent;
import dev.skep.inference.RowCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What optimizers are told of a partition, as its parameters: files, bytes, and rows where all files were looked into. Hive and
 * Trino look for them there.
 */
final class PartitionFigures {
    private static final String FILES = "numFiles";
    private static final String BYTES = "totalSize";
    private static final String ROWS = "numRows";

    /** What engines say of files besides; of other files it is not true. */
    private static final String RAW_BYTES = "rawDataSize";

    private static final String ACCURATE = "COLUMN_STATS_ACCURATE";

    private PartitionFigures() {}

    /** The parameters of a new partition. */
    static Map<String, String> of(Extent extent) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put(FILES, String.valueOf(extent.files()));
        parameters.put(BYTES, String.valueOf(extent.bytes()));
        if (extent.rows().exact()) {
            parameters.put(ROWS, String.valueOf(extent.rows().rows()));
        }
        return parameters;
    }

    /** How much a partition held when it was told last; empty if nobody said so. Its rows are exact if they were told. */
    static Optional<Extent> told(CatalogPartition partition) {
        Map<String, String> parameters = partition.parameters();
        Optional<Long> files = number(parameters.get(FILES));
        Optional<Long> bytes = number(parameters.get(BYTES));
        Optional<Long> rows = number(parameters.get(ROWS));
        return files.isEmpty() || bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Extent(files.get(), bytes.get(), new RowCount(rows.orElse(0L), rows.isPresent())));
    }

    private static Optional<Long> number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /**
     * What changes for a registered partition to tell of the files that there are now. What an engine has counted of as many files
     * of the same size stays, and what was told of others goes.
     */
    static Optional<ParameterChange> renewal(CatalogPartition there, Extent now) {
        Optional<Extent> told = told(there);
        boolean same = told.filter(then -> then.files() == now.files() && then.bytes() == now.bytes())
                .isPresent();
        Map<String, @Nullable String> changes = new HashMap<>();
        if (!same) {
            changes.put(ROWS, null);
            changes.put(RAW_BYTES, null);
            changes.put(ACCURATE, null);
            changes.putAll(of(now));
        } else if (!there.parameters().containsKey(ROWS)) {
            changes.putAll(of(now));
        }
        changes.entrySet()
                .removeIf(change -> change.getValue() == null
                        ? !there.parameters().containsKey(change.getKey())
                        : change.getValue().equals(there.parameters().get(change.getKey())));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(new ParameterChange(String.valueOf(there.name()), changes));
    }

    /**
     * By how much partitions have grown since their figures were told last, where they were. Rows are exact if they are known of all
     * of them, then and now.
     */
    static Extent grown(List<CatalogPartition> partitions, Function<CatalogPartition, Optional<Extent>> now) {
        Extent grown = new Extent(0, 0, new RowCount(0, true));
        for (CatalogPartition partition : partitions) {
            Optional<Extent> then = told(partition);
            Optional<Extent> next = now.apply(partition);
            if (then.isPresent() && next.isPresent()) {
                RowCount rows = next.get().rows();
                boolean exact = rows.exact() && then.get().rows().exact();
                grown = new Extent(
                        grown.files() + next.get().files() - then.get().files(),
                        grown.bytes() + next.get().bytes() - then.get().bytes(),
                        grown.rows()
                                .plus(new RowCount(
                                        exact ? rows.rows() - then.get().rows().rows() : 0, exact)));
            }
        }
        return grown;
    }
}
