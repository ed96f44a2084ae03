package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.inference.Compression;
import dev.skep.inference.HiveTypeParser;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SparkSource;
import dev.skep.inference.StorageForm;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table to register for files that were found: SerDe, formats and parameters as crawlers of the Hive world write
 * them, and under {@code skep.} what is ours.
 */
final class TableDefinition {

    /** Marks tables whose storage and figures this crawler keeps up to date. */
    static final String CRAWLER = "skep.crawler";

    private TableDefinition() {}

    static CatalogTable of(FoundTable found, String name) {
        return of(found, name, columns(found.columns()));
    }

    /** The definition with other columns than those found, such as widened ones. */
    static CatalogTable of(FoundTable found, String name, List<CatalogColumn> columns) {
        StorageForm form = found.schema().storage();
        Optional<SparkSource> spark =
                SparkSource.of(withColumns(found, columns), found.layout().keys());

        Map<String, String> serde = new TreeMap<>(form.serdeProperties());
        Map<String, String> parameters = new TreeMap<>(form.tableProperties());
        if (spark.isPresent()) {
            serde.putAll(spark.get().serdeProperties());
            serde.put(SparkSource.LOCATION_OPTION, found.location());
            parameters.putAll(spark.get().tableProperties());
        }
        parameters.put("EXTERNAL", "TRUE");
        parameters.put("typeOfData", "file");
        parameters.put("sizeKey", String.valueOf(found.bytes()));
        parameters.put("objectCount", String.valueOf(found.files()));
        parameters.put("recordCount", String.valueOf(found.rows().rows()));
        parameters.put("averageRecordSize", String.valueOf(found.averageRowSize()));
        parameters.put(CRAWLER, "skep");
        parameters.put("skep.recordCountExact", String.valueOf(found.rows().exact()));
        parameters.put(
                "skep.confidence",
                String.format(Locale.ROOT, "%.2f", found.schema().confidence()));

        if (found.mark() != null) {
            parameters.put(KnownMarks.PARAMETER, found.mark().text());
        }

        return new CatalogTable(
                name,
                "external",
                found.location(),
                columns,
                found.layout().keys().stream()
                        .map(key -> new CatalogColumn(key.name(), key.type().text(), null))
                        .toList(),
                new CatalogStorage(
                        form.inputFormat(),
                        form.outputFormat(),
                        new CatalogStorage.Serde(null, form.serdeLibrary(), serde),
                        found.schema().compression() != Compression.NONE),
                parameters,
                null);
    }

    private static List<CatalogColumn> columns(List<InferredColumn> columns) {
        return columns.stream()
                .map(column -> new CatalogColumn(column.name(), column.type().text(), null))
                .toList();
    }

    private static InferredSchema withColumns(FoundTable found, List<CatalogColumn> columns) {
        Map<String, InferredColumn> byName = new HashMap<>();
        found.columns().forEach(column -> byName.put(column.name(), column));
        List<InferredColumn> renewed = columns.stream()
                .map(column -> {
                    InferredColumn seen = byName.get(column.name());
                    String label = seen == null ? column.name() : seen.label();
                    var type = HiveTypeParser.parse(column.type());
                    return new InferredColumn(column.name(), label, type, type, true, "");
                })
                .toList();
        InferredSchema schema = found.schema();
        return new InferredSchema(
                schema.format(),
                schema.compression(),
                renewed,
                schema.form(),
                schema.encoding(),
                schema.storage(),
                schema.rows(),
                schema.bytes(),
                schema.confidence(),
                List.of());
    }
}
