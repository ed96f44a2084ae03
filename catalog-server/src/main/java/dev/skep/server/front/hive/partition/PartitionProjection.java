package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Order;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.SkewedInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.model.CatalogException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a partition that an answer holds, named by their paths: {@code sd.serdeInfo.parameters}, or {@code sd} for
 * all below it.
 */
final class PartitionProjection {
    private static final Set<String> FIELDS = Set.of(
            "values",
            "dbName",
            "tableName",
            "catName",
            "createTime",
            "lastAccessTime",
            "parameters",
            "writeId",
            "privileges",
            "sd",
            "sd.cols",
            "sd.cols.name",
            "sd.cols.type",
            "sd.cols.comment",
            "sd.location",
            "sd.inputFormat",
            "sd.outputFormat",
            "sd.compressed",
            "sd.numBuckets",
            "sd.bucketCols",
            "sd.sortCols",
            "sd.sortCols.col",
            "sd.sortCols.order",
            "sd.parameters",
            "sd.storedAsSubDirectories",
            "sd.serdeInfo",
            "sd.serdeInfo.name",
            "sd.serdeInfo.serializationLib",
            "sd.serdeInfo.parameters",
            "sd.serdeInfo.description",
            "sd.serdeInfo.serializerClass",
            "sd.serdeInfo.deserializerClass",
            "sd.serdeInfo.serdeType",
            "sd.skewedInfo",
            "sd.skewedInfo.skewedColNames",
            "sd.skewedInfo.skewedColValues",
            "sd.skewedInfo.skewedColValueLocationMaps");

    private final Set<String> fields;

    private PartitionProjection(Set<String> fields) {
        this.fields = fields;
    }

    /**
     * @param fields the paths; none means all fields
     * @throws CatalogException {@code INVALID} for a path of no field
     */
    static PartitionProjection of(List<String> fields) {
        for (String field : fields) {
            if (!FIELDS.contains(field.strip())) {
                throw CatalogException.invalid("A partition has no field '" + field + "'");
            }
        }
        return new PartitionProjection(fields.stream().map(String::strip).collect(Collectors.toUnmodifiableSet()));
    }

    Partition of(Partition whole) {
        if (fields.isEmpty()) {
            return whole;
        }
        return Partition.builder()
                .values(has("values", whole.values()))
                .dbName(has("dbName", whole.dbName()))
                .tableName(has("tableName", whole.tableName()))
                .catName(has("catName", whole.catName()))
                .createTime(has("createTime", whole.createTime()))
                .lastAccessTime(has("lastAccessTime", whole.lastAccessTime()))
                .parameters(has("parameters", whole.parameters()))
                .writeId(has("writeId", whole.writeId()))
                .sd(below("sd", whole.sd(), this::descriptor))
                .build();
    }

    private StorageDescriptor descriptor(StorageDescriptor whole) {
        return StorageDescriptor.builder()
                .cols(below(
                        "sd.cols",
                        whole.cols(),
                        columns -> columns.stream().map(this::column).toList()))
                .location(has("sd.location", whole.location()))
                .inputFormat(has("sd.inputFormat", whole.inputFormat()))
                .outputFormat(has("sd.outputFormat", whole.outputFormat()))
                .compressed(has("sd.compressed", whole.compressed()))
                .numBuckets(has("sd.numBuckets", whole.numBuckets()))
                .serdeInfo(below("sd.serdeInfo", whole.serdeInfo(), this::serde))
                .bucketCols(has("sd.bucketCols", whole.bucketCols()))
                .sortCols(below(
                        "sd.sortCols",
                        whole.sortCols(),
                        columns -> columns.stream().map(this::order).toList()))
                .parameters(has("sd.parameters", whole.parameters()))
                .skewedInfo(below("sd.skewedInfo", whole.skewedInfo(), this::skew))
                .storedAsSubDirectories(has("sd.storedAsSubDirectories", whole.storedAsSubDirectories()))
                .build();
    }

    private FieldSchema column(FieldSchema whole) {
        return FieldSchema.builder()
                .name(has("sd.cols.name", whole.name()))
                .type(has("sd.cols.type", whole.type()))
                .comment(has("sd.cols.comment", whole.comment()))
                .build();
    }

    private Order order(Order whole) {
        return Order.builder()
                .col(has("sd.sortCols.col", whole.col()))
                .order(has("sd.sortCols.order", whole.order()))
                .build();
    }

    private SerDeInfo serde(SerDeInfo whole) {
        return SerDeInfo.builder()
                .name(has("sd.serdeInfo.name", whole.name()))
                .serializationLib(has("sd.serdeInfo.serializationLib", whole.serializationLib()))
                .parameters(has("sd.serdeInfo.parameters", whole.parameters()))
                .description(has("sd.serdeInfo.description", whole.description()))
                .serializerClass(has("sd.serdeInfo.serializerClass", whole.serializerClass()))
                .deserializerClass(has("sd.serdeInfo.deserializerClass", whole.deserializerClass()))
                .serdeType(has("sd.serdeInfo.serdeType", whole.serdeType()))
                .build();
    }

    private SkewedInfo skew(SkewedInfo whole) {
        return SkewedInfo.builder()
                .skewedColNames(has("sd.skewedInfo.skewedColNames", whole.skewedColNames()))
                .skewedColValues(has("sd.skewedInfo.skewedColValues", whole.skewedColValues()))
                .skewedColValueLocationMaps(
                        has("sd.skewedInfo.skewedColValueLocationMaps", whole.skewedColValueLocationMaps()))
                .build();
    }

    private <T> @Nullable T has(String path, @Nullable T value) {
        return isWanted(path) ? value : null;
    }

    private <T> @Nullable T below(String path, @Nullable T value, Function<T, T> part) {
        if (value == null || isWanted(path)) {
            return value;
        }
        return fields.stream().anyMatch(field -> field.startsWith(path + ".")) ? part.apply(value) : null;
    }

    /** Whether the field itself is named, or what it is a part of. */
    private boolean isWanted(String path) {
        return Stream.iterate(path, above -> !above.isEmpty(), PartitionProjection::above)
                .anyMatch(fields::contains);
    }

    private static String above(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }
}
