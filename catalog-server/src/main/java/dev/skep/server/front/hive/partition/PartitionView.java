package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.AddPartitionsResult;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.front.hive.translation.Translation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of each partition an answer holds: clients of Hive 4 may do without the columns, which are nearly always those
 * of the table, and without most parameters.
 *
 * @param include keys of the parameters that are wanted; null for all
 * @param exclude keys of the parameters that are not wanted; null for none
 */
record PartitionView(
        boolean withColumns,
        @Nullable Pattern include,
        @Nullable Pattern exclude) {
    static final PartitionView WHOLE = new PartitionView(true, null, null);

    /**
     * @param include a pattern as SQL's LIKE knows it; an empty one counts as none
     * @param exclude likewise
     */
    static PartitionView of(@Nullable Boolean skipColumns, @Nullable String include, @Nullable String exclude) {
        return new PartitionView(!Translation.isTrue(skipColumns), like(include), like(exclude));
    }

    /** Partitions that were added with the same columns, which the answer holds once. */
    static AddPartitionsResult withCommonColumns(List<Partition> added) {
        PartitionView view = new PartitionView(false, null, null);
        return AddPartitionsResult.builder()
                .partitions(added.stream().map(view::ofWhole).toList())
                .partitionColSchema(added.stream()
                        .map(Partition::sd)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(StorageDescriptor::cols)
                        .orElse(null))
                .build();
    }

    /** The descriptor, with the columns that are asked for. */
    StorageDescriptor of(StorageDescriptor descriptor) {
        return withColumns ? descriptor : descriptor.toBuilder().cols(List.of()).build();
    }

    /** A partition of which all is there, with what is asked for. */
    Partition ofWhole(Partition whole) {
        return of(
                whole.sd() == null
                        ? whole
                        : whole.toBuilder().sd(of(whole.sd())).build());
    }

    /** The partition, with the parameters that are asked for. */
    Partition of(Partition partition) {
        return include == null && exclude == null
                ? partition
                : partition.toBuilder()
                        .parameters(of(Translation.orEmpty(partition.parameters())))
                        .build();
    }

    private Map<String, String> of(Map<String, String> parameters) {
        Map<String, String> wanted = new HashMap<>(parameters);
        wanted.keySet()
                .removeIf(key -> (include != null && !include.matcher(key).matches())
                        || (exclude != null && exclude.matcher(key).matches()));
        return wanted;
    }

    private static @Nullable Pattern like(@Nullable String pattern) {
        if (pattern == null || pattern.isEmpty()) {
            return null;
        }
        StringBuilder regex = new StringBuilder();
        pattern.chars()
                .forEach(c -> regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf((char) c))));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
