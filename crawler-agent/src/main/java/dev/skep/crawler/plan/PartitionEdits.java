package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.ParameterChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to partitions that are in the catalog already.
 *
 * @param dropped since they have no files any more
 * @param altered what changes among parameters: that they are deprecated, or no longer
 * @param figures what changes among parameters that tell how much they hold
 */
public record PartitionEdits(
        List<CatalogPartition> dropped, List<ParameterChange> altered, List<ParameterChange> figures) {
    public static final PartitionEdits NONE = new PartitionEdits(List.of(), List.of(), List.of());

    public PartitionEdits {
        dropped = List.copyOf(dropped);
        altered = List.copyOf(altered);
        figures = List.copyOf(figures);
    }

    /** True if no partition goes, is deprecated or no longer so. */
    public boolean leavesAll() {
        return dropped.isEmpty() && altered.isEmpty();
    }

    /** All changes of parameters, one for each partition. */
    public List<ParameterChange> changes() {
        Map<String, Map<String, @Nullable String>> byName = new LinkedHashMap<>();
        Stream.concat(altered.stream(), figures.stream())
                .forEach(change -> byName.computeIfAbsent(change.name(), name -> new HashMap<>())
                        .putAll(change.parameters()));
        return byName.entrySet().stream()
                .map(change -> new ParameterChange(change.getKey(), change.getValue()))
                .toList();
    }
}
