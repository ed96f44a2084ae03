package dev.skep.server.front.hive.table;

import dev.skep.hive.api.GetProjectionsSpec;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of tables that a client asks for, by their paths: {@code sd.location}. As in Hive, all fields are given where
 * none is named, or one that holds several values, such as {@code sd.cols.name} or {@code parameters}; numbers are always
 * given.
 */
final class TableProjection {
    /** What a listing of many databases knows of each table. */
    private static final Set<String> OF_SUMMARY =
            Set.of("catName", "dbName", "tableName", "tableType", "owner", "ownerType");

    /** How the paths begin of what holds several values. */
    private static final Pattern MANY = Pattern.compile("(parameters|partitionKeys|creationMetadata"
            + "|sd\\.(cols|bucketCols|sortCols|parameters|skewedInfo|serdeInfo\\.parameters))(\\..*)?");

    private static final Map<String, BiConsumer<Table.Builder, Table>> FIELDS = Map.ofEntries(
            Map.entry("catName", (to, from) -> to.catName(from.catName())),
            Map.entry("dbName", (to, from) -> to.dbName(from.dbName())),
            Map.entry("tableName", (to, from) -> to.tableName(from.tableName())),
            Map.entry("tableType", (to, from) -> to.tableType(from.tableType())),
            Map.entry("owner", (to, from) -> to.owner(from.owner())),
            Map.entry("ownerType", (to, from) -> to.ownerType(from.ownerType())),
            Map.entry("sd", (to, from) -> to.sd(from.sd())),
            Map.entry("viewOriginalText", (to, from) -> to.viewOriginalText(from.viewOriginalText())),
            Map.entry("viewExpandedText", (to, from) -> to.viewExpandedText(from.viewExpandedText())),
            Map.entry("temporary", (to, from) -> to.temporary(from.temporary())),
            Map.entry("rewriteEnabled", (to, from) -> to.rewriteEnabled(from.rewriteEnabled())),
            Map.entry("id", (to, from) -> to.id(from.id())));

    private static final Set<String> NUMBERS = Set.of("createTime", "lastAccessTime", "retention");

    private static final Map<String, BiConsumer<StorageDescriptor.Builder, StorageDescriptor>> OF_DESCRIPTOR =
            Map.ofEntries(
                    Map.entry("location", (to, from) -> to.location(from.location())),
                    Map.entry("inputFormat", (to, from) -> to.inputFormat(from.inputFormat())),
                    Map.entry("outputFormat", (to, from) -> to.outputFormat(from.outputFormat())),
                    Map.entry("compressed", (to, from) -> to.compressed(from.compressed())),
                    Map.entry("numBuckets", (to, from) -> to.numBuckets(from.numBuckets())),
                    Map.entry("serdeInfo", (to, from) -> to.serdeInfo(from.serdeInfo())),
                    Map.entry(
                            "storedAsSubDirectories",
                            (to, from) -> to.storedAsSubDirectories(from.storedAsSubDirectories())));

    private static final Map<String, BiConsumer<SerDeInfo.Builder, SerDeInfo>> OF_SERDE = Map.of(
            "name", (to, from) -> to.name(from.name()),
            "serializationLib", (to, from) -> to.serializationLib(from.serializationLib()),
            "description", (to, from) -> to.description(from.description()),
            "serializerClass", (to, from) -> to.serializerClass(from.serializerClass()),
            "deserializerClass", (to, from) -> to.deserializerClass(from.deserializerClass()),
            "serdeType", (to, from) -> to.serdeType(from.serdeType()));

    private final List<String> paths;
    private final List<BiConsumer<Table.Builder, Table>> ofTable = new ArrayList<>();
    private final List<BiConsumer<StorageDescriptor.Builder, StorageDescriptor>> ofDescriptor = new ArrayList<>();
    private final List<BiConsumer<SerDeInfo.Builder, SerDeInfo>> ofSerde = new ArrayList<>();

    /** All fields. */
    static final TableProjection ALL = new TableProjection(List.of());

    private TableProjection(List<String> paths) {
        this.paths = paths;
        paths.forEach(this::add);
    }

    /** @throws CatalogException {@code INVALID} if a field is none of a table */
    static TableProjection of(@Nullable GetProjectionsSpec wanted) {
        if (wanted == null) {
            return ALL;
        }
        if (isGiven(wanted.includeParamKeyPattern()) || isGiven(wanted.excludeParamKeyPattern())) {
            throw CatalogException.invalid(
                    "The parameters of tables cannot be chosen by a pattern: ask for the field parameters");
        }
        List<String> paths = Translation.orEmpty(wanted.fieldList());
        return paths.stream().anyMatch(path -> MANY.matcher(path).matches()) ? ALL : new TableProjection(paths);
    }

    boolean isAll() {
        return paths.isEmpty();
    }

    /** Whether {@link #of(TableSummary)} knows all that is asked for. */
    boolean isOfSummary() {
        return !paths.isEmpty() && OF_SUMMARY.containsAll(paths);
    }

    Table of(TableSummary summary) {
        return of(TableTranslator.named(summary));
    }

    Table of(Table table) {
        if (paths.isEmpty()) {
            return table;
        }
        Table.Builder chosen = Table.builder()
                .createTime(table.createTime())
                .lastAccessTime(table.lastAccessTime())
                .retention(table.retention());
        ofTable.forEach(field -> field.accept(chosen, table));
        StorageDescriptor descriptor = table.sd();
        if (descriptor != null && !(ofDescriptor.isEmpty() && ofSerde.isEmpty())) {
            chosen.sd(of(descriptor));
        }
        return chosen.build();
    }

    private StorageDescriptor of(StorageDescriptor descriptor) {
        StorageDescriptor.Builder chosen = StorageDescriptor.builder();
        ofDescriptor.forEach(field -> field.accept(chosen, descriptor));
        SerDeInfo serde = descriptor.serdeInfo();
        if (serde != null && !ofSerde.isEmpty()) {
            SerDeInfo.Builder chosenSerde = SerDeInfo.builder();
            ofSerde.forEach(field -> field.accept(chosenSerde, serde));
            chosen.serdeInfo(chosenSerde.build());
        }
        return chosen.build();
    }

    private void add(String path) {
        String[] parts = path.split("\\.", -1);
        if (parts.length > 1 && parts[0].equals("sd")) {
            if (parts.length > 2 && parts[1].equals("serdeInfo")) {
                ofSerde.add(field(OF_SERDE, parts[2], path));
            } else {
                ofDescriptor.add(field(OF_DESCRIPTOR, parts[1], path));
            }
        } else if (!NUMBERS.contains(path)) {
            ofTable.add(field(FIELDS, parts[0], path));
        }
    }

    private static <F> F field(Map<String, F> fields, String name, String path) {
        F field = fields.get(name);
        if (field == null) {
            throw CatalogException.invalid("There is no field " + path + " of a table; at " + name + " there are "
                    + fields.keySet().stream().sorted().toList());
        }
        return field;
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
