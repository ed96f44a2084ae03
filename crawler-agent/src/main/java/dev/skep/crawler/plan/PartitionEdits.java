package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.ParameterChange;
import java.util.List;

/**
 * What happens to partitions that are in the catalog already.
 *
 * @param dropped since they have no files any more
 * @param altered what changes among parameters: that they are deprecated, or no longer
 */
public record PartitionEdits(List<CatalogPartition> dropped, List<ParameterChange> altered) {
    public static final PartitionEdits NONE = new PartitionEdits(List.of(), List.of());

    public PartitionEdits {
        dropped = List.copyOf(dropped);
        altered = List.copyOf(altered);
    }

    public boolean isEmpty() {
        return dropped.isEmpty() && altered.isEmpty();
    }
}
