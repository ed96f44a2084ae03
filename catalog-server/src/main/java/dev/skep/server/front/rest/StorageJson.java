package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Serde;
import dev.skep.server.model.SortColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the files are laid out; a layout without its columns. */
record StorageJson(
        @Nullable String inputFormat,
        @Nullable String outputFormat,
        @Nullable SerdeJson serde,
        @Nullable Boolean compressed,
        @Nullable Integer bucketCount,
        @Nullable List<String> bucketColumns,
        @Nullable List<SortColumnJson> sortColumns,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean storedAsSubDirectories) {

    private static final StorageJson NONE = new StorageJson(null, null, null, null, null, null, null, null, null);

    /** Hive's number for files that are not bucketed, which is what leaving it out means. */
    private static final int NOT_BUCKETED = -1;

    private static final int ASCENDING = 1;
    private static final int DESCENDING = 0;

    record SerdeJson(
            @Nullable String name,
            @Nullable String library,
            @Nullable Map<String, String> parameters) {}

    record SortColumnJson(@Nullable String name, @Nullable String order) {}

    static StorageJson of(Layout layout) {
        Serde serde = layout.serde();
        return new StorageJson(
                layout.inputFormat(),
                layout.outputFormat(),
                new SerdeJson(serde.name(), serde.library(), serde.parameters()),
                layout.compressed() ? true : null,
                layout.bucketCount() == NOT_BUCKETED ? null : layout.bucketCount(),
                layout.bucketColumns().isEmpty() ? null : layout.bucketColumns(),
                layout.sortColumns().isEmpty()
                        ? null
                        : layout.sortColumns().stream().map(StorageJson::sorted).toList(),
                layout.parameters().isEmpty() ? null : layout.parameters(),
                layout.storedAsSubDirectories() ? true : null);
    }

    /** @param extras what other fronts keep with the layout that is replaced */
    static Layout toModel(@Nullable StorageJson given, List<Column> columns, Extras extras) {
        StorageJson storage = given == null ? NONE : given;
        return new Layout(
                columns,
                storage.inputFormat,
                storage.outputFormat,
                Boolean.TRUE.equals(storage.compressed),
                storage.bucketCount == null ? NOT_BUCKETED : storage.bucketCount,
                storage.serde == null
                        ? new Serde(null, null, Map.of())
                        : new Serde(
                                storage.serde.name,
                                storage.serde.library,
                                storage.serde.parameters == null ? Map.of() : storage.serde.parameters),
                storage.bucketColumns == null ? List.of() : storage.bucketColumns,
                storage.sortColumns == null ? List.of() : sorted(storage.sortColumns),
                storage.parameters == null ? Map.of() : storage.parameters,
                Boolean.TRUE.equals(storage.storedAsSubDirectories),
                extras);
    }

    private static SortColumnJson sorted(SortColumn column) {
        return new SortColumnJson(column.name(), column.order() == ASCENDING ? "asc" : "desc");
    }

    private static List<SortColumn> sorted(List<SortColumnJson> columns) {
        List<SortColumn> result = new ArrayList<>(columns.size());
        for (SortColumnJson column : columns) {
            String at = "storage.sortColumns[" + result.size() + "]";
            result.add(new SortColumn(
                    Required.present(column.name, at + ".name"),
                    order(Required.present(column.order, at + ".order"), at + ".order")));
        }
        return result;
    }

    private static int order(String text, String field) {
        return switch (text) {
            case "asc" -> ASCENDING;
            case "desc" -> DESCENDING;
            default ->
                throw CatalogException.invalid("The field '" + field + "' must be asc or desc, not '" + text + "'");
        };
    }
}
