package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.FoundTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one table, and why.
 *
 * @param name in the catalog, or the one wanted if the action is {@link Action#REFUSE}
 * @param reasons phrases for the user
 * @param before as the catalog has it; absent if it has none
 * @param after as the catalog will have it
 * @param partitions to be added
 * @param edits of partitions that are there already
 */
public record TablePlan(
        FoundTable found,
        String name,
        Action action,
        List<String> reasons,
        @Nullable CatalogTable before,
        CatalogTable after,
        List<CatalogPartition> partitions,
        PartitionEdits edits) {

    public TablePlan {
        reasons = List.copyOf(reasons);
        partitions = List.copyOf(partitions);
    }

    boolean writesPartitions() {
        return !partitions.isEmpty() || !edits.leavesAll() || !edits.figures().isEmpty();
    }
}
