package dev.skep.server.front.rest;

import dev.skep.server.model.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column or a partition key. */
record ColumnJson(
        @Nullable String name,
        @Nullable String type,
        @Nullable String comment) {
    static List<ColumnJson> of(List<Column> columns) {
        return columns.stream()
                .map(column -> new ColumnJson(column.name(), column.type(), column.comment()))
                .toList();
    }

    static List<Column> toModel(List<ColumnJson> columns, String field) {
        List<Column> result = new ArrayList<>(columns.size());
        for (ColumnJson column : columns) {
            String at = field + "[" + result.size() + "]";
            result.add(new Column(
                    Required.present(column.name, at + ".name"),
                    Required.present(column.type, at + ".type"),
                    column.comment));
        }
        return result;
    }
}
