package dev.skep.server.front.hive.translation;

import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Order;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.SkewedInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.model.Column;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Serde;
import dev.skep.server.model.SortColumn;
import dev.skep.thrift.UnknownFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Storage descriptors of the wire and layouts of the model. Clients of Hive 2 look into whatever a descriptor holds
 * without asking whether it is there, so nothing but the location is ever left out of an answer, unless a client has left
 * it out itself: a descriptor without columns is not the same as one with none.
 */
public final class LayoutTranslator {
    private static final SkewedInfo NOT_SKEWED = SkewedInfo.builder()
            .skewedColNames(List.of())
            .skewedColValues(List.of())
            .skewedColValueLocationMaps(Map.of())
            .build();
    private static final SkewedInfo NOTHING_SAID = SkewedInfo.builder().build();

    /** Kept in the place of columns that a descriptor does not have; no column is nameless. */
    private static final List<FieldSchema> NO_COLUMNS =
            List.of(FieldSchema.builder().build());

    private LayoutTranslator() {}

    public static Layout toModel(StorageDescriptor wire) {
        SerDeInfo serde = wire.serdeInfo() == null ? SerDeInfo.builder().build() : wire.serdeInfo();
        return new Layout(
                columns(wire.cols()),
                wire.inputFormat(),
                wire.outputFormat(),
                Translation.isTrue(wire.compressed()),
                Objects.requireNonNullElse(wire.numBuckets(), 0),
                new Serde(serde.name(), serde.serializationLib(), Translation.orEmpty(serde.parameters())),
                Translation.orEmpty(wire.bucketCols()),
                Translation.orEmpty(wire.sortCols()).stream()
                        .map(LayoutTranslator::sortColumn)
                        .toList(),
                Translation.orEmpty(wire.parameters()),
                Translation.isTrue(wire.storedAsSubDirectories()),
                Rest.keep(StorageDescriptor.CODEC, rest(wire, serde)));
    }

    public static StorageDescriptor toWire(Layout layout, @Nullable String location) {
        StorageDescriptor rest = Rest.of(StorageDescriptor.CODEC, layout.extras())
                .orElseGet(() -> StorageDescriptor.builder().build());
        SerDeInfo serde = rest.serdeInfo() == null ? SerDeInfo.builder().build() : rest.serdeInfo();
        return rest.toBuilder()
                .cols(NO_COLUMNS.equals(rest.cols()) && layout.columns().isEmpty() ? null : fields(layout.columns()))
                .location(location)
                .inputFormat(layout.inputFormat())
                .outputFormat(layout.outputFormat())
                .compressed(layout.compressed())
                .numBuckets(layout.bucketCount())
                .serdeInfo(serde.toBuilder()
                        .name(layout.serde().name())
                        .serializationLib(layout.serde().library())
                        .parameters(layout.serde().parameters())
                        .build())
                .bucketCols(layout.bucketColumns())
                .sortCols(layout.sortColumns().stream()
                        .map(sort -> Order.builder()
                                .col(sort.name())
                                .order(sort.order())
                                .build())
                        .toList())
                .parameters(layout.parameters())
                .skewedInfo(rest.skewedInfo() == null ? NOT_SKEWED : rest.skewedInfo())
                .storedAsSubDirectories(layout.storedAsSubDirectories())
                .build();
    }

    /** Columns as Hive names them: in lower case. */
    public static List<Column> columns(@Nullable List<FieldSchema> fields) {
        return Translation.orEmpty(fields).stream()
                .map(field -> new Column(
                        Translation.required(field.name(), "name of a column").toLowerCase(Locale.ROOT),
                        Translation.required(field.type(), "type of column " + field.name()),
                        field.comment()))
                .toList();
    }

    public static List<FieldSchema> fields(List<Column> columns) {
        return columns.stream()
                .map(column -> new FieldSchema(
                        column.name().toLowerCase(Locale.ROOT), column.type(), column.comment(), UnknownFields.NONE))
                .toList();
    }

    private static SortColumn sortColumn(Order order) {
        return new SortColumn(
                Translation.required(order.col(), "name of a sort column"),
                Objects.requireNonNullElse(order.order(), 0));
    }

    private static StorageDescriptor rest(StorageDescriptor wire, SerDeInfo serde) {
        SerDeInfo serdeRest = serde.toBuilder()
                .name(null)
                .serializationLib(null)
                .parameters(null)
                .build();
        SkewedInfo skewed = wire.skewedInfo();
        return StorageDescriptor.builder()
                .cols(wire.cols() == null ? NO_COLUMNS : null)
                .serdeInfo(serdeRest.equals(SerDeInfo.builder().build()) ? null : serdeRest)
                .skewedInfo(NOT_SKEWED.equals(skewed) || NOTHING_SAID.equals(skewed) ? null : skewed)
                .unknown(wire.unknown())
                .build();
    }
}
