package dev.skep.server.front.hive.partition;

import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.catalog.SelectedPartitions;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.PartitionName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests say which partitions they mean. */
final class PartitionRequests {
    static final Selection ALL = new Selection.All();

    private PartitionRequests() {}

    /** Those with these leading values; an empty one means any. */
    static Selection leading(@Nullable List<String> values) {
        List<String> given = Translation.required(values, "partition values");
        return new Selection.ByValues(Translation.required(given.isEmpty() ? null : given, "partition values"));
    }

    /** No text means all. */
    static Selection filter(@Nullable String text) {
        return text == null || text.isBlank() ? ALL : new Selection.ByFilter(text);
    }

    static SelectedPartitions values(@Nullable List<String> values) {
        return SelectedPartitions.values(Translation.required(values, "partition values"));
    }

    static SelectedPartitions named(@Nullable String name) {
        return SelectedPartitions.nameAsHive(name(name));
    }

    static PartitionName name(@Nullable String name) {
        return new PartitionName(Translation.required("".equals(name) ? null : name, "partition name"));
    }
}
