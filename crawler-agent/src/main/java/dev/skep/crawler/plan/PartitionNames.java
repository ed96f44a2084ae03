package dev.skep.crawler.plan;

import dev.skep.inference.PartitionLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names of partitions as catalogs spell them: {@code year=2024/month=05}. */
final class PartitionNames {
    private PartitionNames() {}

    /** Reads the values off a partition's name. */
    static List<@Nullable String> values(String name) {
        List<@Nullable String> values = new ArrayList<>();
        for (String level : Arrays.asList(name.split("/", -1))) {
            String value = level.substring(level.indexOf('=') + 1);
            values.add(value.equals(PartitionLayout.NULL_FOLDER) ? null : PartitionLayout.unescape(value));
        }
        return Collections.unmodifiableList(values);
    }

    /** The folder of a partition, such as {@code year=2024/month=05}, as far as it is spelled plainly. */
    static String folder(List<String> keys, List<@Nullable String> values) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < Math.min(keys.size(), values.size()); i++) {
            levels.add(keys.get(i) + "=" + spelled(values.get(i)));
        }
        return String.join("/", levels);
    }

    /** The folder of a partition whose levels are called by values alone: {@code 2024/05}. */
    static String bareFolder(List<@Nullable String> values) {
        return values.stream().map(PartitionNames::spelled).collect(Collectors.joining("/"));
    }

    private static String spelled(@Nullable String value) {
        return value == null ? PartitionLayout.NULL_FOLDER : value;
    }
}
