package dev.skep.server.front.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition.
 *
 * @param values null within stands for Hive's default partition, and so does an empty text
 * @param columns left out where they are the table's
 * @param storage left out where it is the table's
 */
record PartitionJson(
        @Nullable String name,

        @JsonSetter(contentNulls = Nulls.SET) @Nullable List<@Nullable String> values,

        @Nullable String location,
        @Nullable String createdAt,
        @Nullable String lastAccessedAt,
        @Nullable Map<String, String> parameters,
        @Nullable List<ColumnJson> columns,
        @Nullable StorageJson storage,
        @Nullable Long version) {

    static PartitionJson of(Table table, Stored<Partition> stored) {
        Partition partition = stored.value();
        StorageJson storage = StorageJson.of(partition.layout());
        return new PartitionJson(
                PartitionName.of(table.partitionKeys(), partition.values()).value(),
                nullable(partition.values()),
                partition.location(),
                partition.createdAt() == null ? null : partition.createdAt().toString(),
                partition.lastAccessedAt() == null
                        ? null
                        : partition.lastAccessedAt().toString(),
                partition.parameters(),
                partition.layout().columns().equals(table.layout().columns())
                        ? null
                        : ColumnJson.of(partition.layout().columns()),
                storage.equals(StorageJson.of(table.layout())) ? null : storage,
                stored.version());
    }

    /** @param field where in the request this stands, for messages */
    Partition toDraft(Table table, String field) {
        List<String> texts = texts(Required.present(values, field + "values"));
        requireName(table, texts, field);
        return toModel(table, texts, field, Extras.NONE, table.layout().extras());
    }

    /** What the partition becomes when this replaces it. */
    Partition toReplacement(Table table, Partition current) {
        List<String> texts = values == null ? current.values() : texts(values);
        requireName(table, texts, "");
        return toModel(table, texts, "", current.extras(), current.layout().extras());
    }

    private Partition toModel(Table table, List<String> texts, String field, Extras extras, Extras layoutExtras) {
        List<Column> own = columns == null ? table.layout().columns() : ColumnJson.toModel(columns, field + "columns");
        Layout layout =
                storage == null ? table.layout().withColumns(own) : StorageJson.toModel(storage, own, layoutExtras);
        return new Partition(
                texts,
                Required.time(createdAt, field + "createdAt"),
                Required.time(lastAccessedAt, field + "lastAccessedAt"),
                location,
                layout,
                parameters == null ? Map.of() : parameters,
                extras);
    }

    private void requireName(Table table, List<String> texts, String field) {
        String told = PartitionName.of(table.partitionKeys(), texts).value();
        if (name != null && !name.equals(told)) {
            throw CatalogException.invalid("The field '" + field + "name' is '" + name + "', but the values make '"
                    + told + "'; leave the name out or make them agree");
        }
    }

    private static List<@Nullable String> nullable(List<String> texts) {
        List<@Nullable String> result = new ArrayList<>(texts.size());
        for (String text : texts) {
            result.add(text.equals(PartitionName.NULL_VALUE) ? null : text);
        }
        return result;
    }

    private static List<String> texts(List<@Nullable String> values) {
        List<String> result = new ArrayList<>(values.size());
        for (String value : values) {
            result.add(value == null || value.isEmpty() ? PartitionName.NULL_VALUE : value);
        }
        return result;
    }
}
