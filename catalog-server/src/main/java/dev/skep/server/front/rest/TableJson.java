package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.ViewText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table or a view. */
record TableJson(
        @Nullable String catalog,
        @Nullable String database,
        @Nullable String name,
        @Nullable String kind,
        @Nullable OwnerJson owner,
        @Nullable String createdAt,
        @Nullable String lastAccessedAt,
        @Nullable Integer retention,
        @Nullable String location,
        @Nullable List<ColumnJson> columns,
        @Nullable List<ColumnJson> partitionKeys,
        @Nullable StorageJson storage,
        @Nullable Map<String, String> parameters,
        @Nullable ViewJson view,
        @Nullable Long version) {

    record ViewJson(@Nullable String original, @Nullable String expanded) {}

    static TableJson of(Stored<Table> stored) {
        return of(stored.value(), stored.version());
    }

    static TableJson of(Table table, @Nullable Long version) {
        ViewText view = table.viewText();
        return new TableJson(
                table.name().database().catalog().value(),
                table.name().database().value(),
                table.name().value(),
                text(table.kind()),
                OwnerJson.of(table.owner()),
                table.createdAt() == null ? null : table.createdAt().toString(),
                table.lastAccessedAt() == null ? null : table.lastAccessedAt().toString(),
                table.retention() == 0 ? null : table.retention(),
                table.location(),
                ColumnJson.of(table.layout().columns()),
                ColumnJson.of(table.partitionKeys()),
                StorageJson.of(table.layout()),
                table.parameters(),
                view == null ? null : new ViewJson(view.original(), view.expanded()),
                version);
    }

    Table toDraft(DatabaseName inDatabase) {
        Required.same(database, inDatabase.value(), "database");
        return toModel(
                inDatabase,
                Required.present(name, "name"),
                Required.time(createdAt, "createdAt"),
                Extras.NONE,
                Extras.NONE);
    }

    /** What the table becomes when this replaces it. Another name, or another database, moves it there. */
    Table toReplacement(Table current) {
        TableName before = current.name();
        DatabaseName inDatabase = database == null
                ? before.database()
                : Names.database(before.database().catalog(), database);
        Instant created = Required.time(createdAt, "createdAt");
        return toModel(
                inDatabase,
                name == null ? before.value() : name,
                created == null ? current.createdAt() : created,
                current.layout().extras(),
                current.extras());
    }

    private Table toModel(
            DatabaseName inDatabase, String newName, @Nullable Instant created, Extras layoutExtras, Extras extras) {
        Required.same(catalog, inDatabase.catalog().value(), "catalog");
        return new Table(
                Names.table(inDatabase, newName),
                kind(Required.present(kind, "kind")),
                OwnerJson.toModel(owner),
                created,
                Required.time(lastAccessedAt, "lastAccessedAt"),
                retention == null ? 0 : retention,
                location,
                StorageJson.toModel(
                        storage, ColumnJson.toModel(Required.present(columns, "columns"), "columns"), layoutExtras),
                partitionKeys == null ? List.of() : ColumnJson.toModel(partitionKeys, "partitionKeys"),
                parameters == null ? Map.of() : parameters,
                view == null ? null : new ViewText(view.original, view.expanded),
                extras);
    }

    private static String text(TableKind kind) {
        return switch (kind) {
            case MANAGED -> "managed";
            case EXTERNAL -> "external";
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materializedView";
            case INDEX -> "index";
        };
    }

    private static TableKind kind(String text) {
        return Arrays.stream(TableKind.values())
                .filter(kind -> text(kind).equals(text))
                .findFirst()
                .orElseThrow(() -> CatalogException.invalid("The field 'kind' must be one of "
                        + Arrays.stream(TableKind.values()).map(TableJson::text).toList() + ", not '" + text + "'"));
    }
}
