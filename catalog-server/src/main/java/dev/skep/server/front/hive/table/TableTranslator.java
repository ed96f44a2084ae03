package dev.skep.server.front.hive.table;

import dev.skep.hive.api.CreationMetadata;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.hive.api.TableMeta;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import dev.skep.server.model.ViewText;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables of the wire and of the model. */
public final class TableTranslator {
    private static final String EXTERNAL = "EXTERNAL";

    /** The write id of a table that no transaction has written; clients expect one. */
    public static final long NEVER_WRITTEN = 0;

    private TableTranslator() {}

    /** The name that the record itself has. */
    public static TableName name(Table wire) {
        return Translation.table(wire.catName(), wire.dbName(), wire.tableName());
    }

    public static dev.skep.server.model.Table toModel(TableName name, Table wire) {
        StorageDescriptor descriptor = requireComplete(name, wire);
        return new dev.skep.server.model.Table(
                name,
                kind(wire),
                Translation.owner(wire.owner(), wire.ownerType()),
                Translation.instant(wire.createTime()),
                Translation.instant(wire.lastAccessTime()),
                Objects.requireNonNullElse(wire.retention(), 0),
                Translation.location(descriptor.location()),
                LayoutTranslator.toModel(descriptor),
                LayoutTranslator.columns(wire.partitionKeys()),
                Translation.orEmpty(wire.parameters()),
                viewText(wire),
                Rest.keep(Table.CODEC, rest(wire)));
    }

    static Table toWire(Stored<dev.skep.server.model.Table> stored) {
        return toWire(stored.value()).toBuilder()
                .id(stored.id())
                .writeId(NEVER_WRITTEN)
                .build();
    }

    /** The table as clients read it, without an id. */
    public static Table toWire(dev.skep.server.model.Table table) {
        ViewText view = table.viewText();
        return rest(table)
                .map(Table::toBuilder)
                .orElseGet(Table::builder)
                .tableName(table.name().value())
                .dbName(table.name().database().value())
                .catName(table.name().database().catalog().value())
                .owner(Translation.name(table.owner()))
                .ownerType(Translation.type(table.owner()))
                .createTime(Translation.seconds(table.createdAt()))
                .lastAccessTime(Translation.seconds(table.lastAccessedAt()))
                .retention(table.retention())
                .sd(LayoutTranslator.toWire(table.layout(), table.location()))
                .partitionKeys(LayoutTranslator.fields(table.partitionKeys()))
                .parameters(parameters(table))
                .viewOriginalText(view == null ? null : view.original())
                .viewExpandedText(view == null ? null : view.expanded())
                .tableType(word(table))
                .build();
    }

    /** A materialized view, built anew from this. */
    static dev.skep.server.model.Table createdFrom(dev.skep.server.model.Table view, CreationMetadata metadata) {
        Table rest = Rest.of(Table.CODEC, view.extras())
                .orElseGet(() -> Table.builder().build());
        Extras extras = Rest.keep(
                Table.CODEC, rest.toBuilder().creationMetadata(metadata).build());
        return view.withExtras(Rest.replace(view.extras(), extras));
    }

    /** A table as a client alters it, who cannot alter what a materialized view was built from. */
    static dev.skep.server.model.Table altered(dev.skep.server.model.Table before, dev.skep.server.model.Table next) {
        dev.skep.server.model.Table altered = next.withExtras(Rest.replace(before.extras(), next.extras()));
        return Rest.of(Table.CODEC, before.extras())
                .map(Table::creationMetadata)
                .map(metadata -> createdFrom(altered, metadata))
                .orElse(altered);
    }

    /** What a listing knows of a table, as a table. */
    static Table named(TableSummary summary) {
        return Table.builder()
                .catName(summary.name().database().catalog().value())
                .dbName(summary.name().database().value())
                .tableName(summary.name().value())
                .tableType(type(summary.kind()))
                .owner(Translation.name(summary.owner()))
                .ownerType(Translation.type(summary.owner()))
                .build();
    }

    static TableMeta toWire(TableSummary summary) {
        return TableMeta.builder()
                .catName(summary.name().database().catalog().value())
                .dbName(summary.name().database().value())
                .tableName(summary.name().value())
                .tableType(type(summary.kind()))
                .comments(summary.comment())
                .ownerName(Translation.name(summary.owner()))
                .ownerType(Translation.type(summary.owner()))
                .build();
    }

    /** The kind of Hive's word for it; nothing for a word that Hive does not have. */
    static Optional<TableKind> kind(String type) {
        return switch (type) {
            case "MANAGED_TABLE" -> Optional.of(TableKind.MANAGED);
            case "EXTERNAL_TABLE" -> Optional.of(TableKind.EXTERNAL);
            case "VIRTUAL_VIEW" -> Optional.of(TableKind.VIEW);
            case "MATERIALIZED_VIEW" -> Optional.of(TableKind.MATERIALIZED_VIEW);
            case "INDEX_TABLE" -> Optional.of(TableKind.INDEX);
            default -> Optional.empty();
        };
    }

    /** Whether a table as it is requested has files. */
    static boolean hasDirectory(Table wire) {
        return !kind(wire).isVirtual();
    }

    /** The word that Hive has for a kind of table. */
    public static String type(TableKind kind) {
        return switch (kind) {
            case MANAGED -> "MANAGED_TABLE";
            case EXTERNAL -> "EXTERNAL_TABLE";
            case VIEW -> "VIRTUAL_VIEW";
            case MATERIALIZED_VIEW -> "MATERIALIZED_VIEW";
            case INDEX -> "INDEX_TABLE";
        };
    }

    /** A table is made external, or managed, by its parameter as well as by its type; where they differ, Hive believes the parameter. */
    private static TableKind kind(Table wire) {
        String type = wire.tableType();
        TableKind kind = type == null ? TableKind.MANAGED : kind(type).orElse(TableKind.MANAGED);
        String external = Translation.orEmpty(wire.parameters()).get(EXTERNAL);
        return switch (kind) {
            case MANAGED, EXTERNAL ->
                external == null ? kind : Boolean.parseBoolean(external) ? TableKind.EXTERNAL : TableKind.MANAGED;
            case VIEW, MATERIALIZED_VIEW, INDEX -> kind;
        };
    }

    /** Hive takes a word that it does not know for that of a table with files, and gives it back. */
    private static String word(dev.skep.server.model.Table table) {
        return switch (table.kind()) {
            case MANAGED, EXTERNAL -> rest(table).map(Table::tableType).orElseGet(() -> type(table.kind()));
            case VIEW, MATERIALIZED_VIEW, INDEX -> type(table.kind());
        };
    }

    private static @Nullable String unknownWord(@Nullable String type) {
        return type == null || type.isEmpty() || kind(type).isPresent() ? null : type;
    }

    private static Optional<Table> rest(dev.skep.server.model.Table table) {
        return Rest.of(Table.CODEC, table.extras());
    }

    private static Map<String, String> parameters(dev.skep.server.model.Table table) {
        if (table.kind() != TableKind.EXTERNAL || table.parameters().containsKey(EXTERNAL)) {
            return table.parameters();
        }
        Map<String, String> parameters = new HashMap<>(table.parameters());
        parameters.put(EXTERNAL, "TRUE");
        return parameters;
    }

    private static @Nullable ViewText viewText(Table wire) {
        return wire.viewOriginalText() == null && wire.viewExpandedText() == null
                ? null
                : new ViewText(wire.viewOriginalText(), wire.viewExpandedText());
    }

    /** @return the storage descriptor, which a table cannot be without */
    static StorageDescriptor requireComplete(TableName name, Table wire) {
        StorageDescriptor descriptor = Translation.required(wire.sd(), "storage descriptor of table " + name);
        Translation.required(descriptor.cols(), "columns of table " + name);
        Translation.required(descriptor.serdeInfo(), "serde of table " + name);
        return descriptor;
    }

    // Privileges, write ids and statistics belong to the request that brings them; ids and access types to the answer.
    private static Table rest(Table wire) {
        return Table.builder()
                .tableType(unknownWord(wire.tableType()))
                .temporary(wire.temporary())
                .rewriteEnabled(wire.rewriteEnabled())
                .creationMetadata(wire.creationMetadata())
                .requiredReadCapabilities(wire.requiredReadCapabilities())
                .requiredWriteCapabilities(wire.requiredWriteCapabilities())
                .fileMetadata(wire.fileMetadata())
                .unknown(wire.unknown())
                .build();
    }
}
