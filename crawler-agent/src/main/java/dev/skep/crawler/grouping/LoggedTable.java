package dev.skep.crawler.grouping;

import dev.skep.inference.Evidence;
import dev.skep.inference.Form;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.SchemaDiff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A table that keeps a log of its own, such as one of Delta, Iceberg or Hudi. The log says which files count, so the
 * files and folders that are there say nothing.
 */
final class LoggedTable {

    private LoggedTable() {}

    static FoundTable of(String folder, String location, InferredSchema schema) {
        Map<String, HiveType> types = SchemaDiff.columns(schema);
        List<PartitionLayout.Key> keys = keys(schema).stream()
                .map(key -> new PartitionLayout.Key(key, types.getOrDefault(key, Scalar.STRING)))
                .toList();
        Set<String> names = new HashSet<>(keys(schema));
        List<Evidence> decisions = new ArrayList<>();
        decisions.add(FoundTable.grouping(
                schema.format().classification() + " table", "it keeps a log, which says what it holds"));
        decisions.addAll(schema.decisions());
        return new FoundTable(
                folder,
                false,
                location,
                new Content.Logged(schema),
                schema.columns().stream()
                        .filter(column -> !names.contains(column.name()))
                        .toList(),
                new PartitionLayout(keys, partitions(schema)),
                new Extent(0, schema.bytes(), schema.rows()),
                decisions,
                List.of(),
                null);
    }

    private static Map<String, List<Optional<String>>> partitions(InferredSchema schema) {
        Map<String, List<Optional<String>>> partitions = new TreeMap<>();
        if (schema.form() instanceof Form.Snapshot snapshot) {
            for (List<Optional<String>> values : snapshot.partitions()) {
                List<String> levels = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    levels.add(snapshot.keys().get(i) + "=" + values.get(i).orElse(PartitionLayout.NULL_FOLDER));
                }
                partitions.put(String.join("/", levels), values);
            }
        }
        return partitions;
    }

    private static List<String> keys(InferredSchema schema) {
        return schema.form() instanceof Form.Snapshot snapshot
                ? snapshot.keys().stream()
                        .map(key -> key.toLowerCase(Locale.ROOT))
                        .toList()
                : List.of();
    }
}
