package dev.skep.crawler.plan;

import static java.util.stream.Collectors.joining;

import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.inference.Compression;
import dev.skep.inference.Format;
import dev.skep.inference.HiveTypeParser;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Reason;
import dev.skep.inference.SparkSource;
import dev.skep.inference.StorageForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes engines read a table: its descriptor, and the table parameters they heed.
 *
 * @param tableParameters such as {@code skip.header.line.count}, {@code metadata_location}, {@code spark.sql.sources.…}
 */
record Storage(CatalogStorage descriptor, Map<String, String> tableParameters) {

    private static final String LAZY_SERDE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private static final String PARQUET_SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
    private static final String PARQUET_OUTPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";

    static Storage of(FoundTable found, List<CatalogColumn> columns) {
        Content content = found.content();
        if (content instanceof Content.Files files) {
            return files(found, files.schema(), columns);
        }
        if (content instanceof Content.Logged logged) {
            return logged(found, logged);
        }
        if (content instanceof Content.Relation relation) {
            return relation(relation);
        }
        if (content instanceof Content.Items items) {
            return items(items);
        }
        throw new IllegalArgumentException("Unknown content: " + content);
    }

    private static Storage files(FoundTable found, InferredSchema schema, List<CatalogColumn> columns) {
        StorageForm form = schema.storage();
        Map<String, String> serde = new TreeMap<>(form.serdeProperties());
        Map<String, String> parameters = new TreeMap<>(form.tableProperties());
        if (schema.format() == Format.JSON_LINES) {
            // As Glue's crawlers write it. Here, since merging keeps no property on which files disagree.
            serde.put(
                    "paths",
                    schema.columns().stream()
                            .map(InferredColumn::label)
                            .sorted()
                            .collect(joining(",")));
        }
        Optional<SparkSource> spark = SparkSource.of(
                withColumns(found, schema, columns), found.layout().keys());
        if (spark.isPresent()) {
            serde.putAll(spark.get().serdeProperties());
            serde.put(SparkSource.LOCATION_OPTION, found.location());
            parameters.putAll(spark.get().tableProperties());
        }
        boolean compressed = schema.compression() != Compression.NONE;
        return new Storage(
                descriptor(
                        given(form.inputFormat()),
                        given(form.outputFormat()),
                        given(form.serdeLibrary()),
                        serde,
                        compressed),
                parameters);
    }

    /** Absent where no class of Hive's reads the files. */
    private static @Nullable String given(String name) {
        return name.isEmpty() ? null : name;
    }

    /** As the engines that write these formats register them: Spark and Trino by the provider, Iceberg by its state. */
    private static Storage logged(FoundTable found, Content.Logged logged) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("classification", logged.classification());
        Map<String, String> path = Map.of(SparkSource.LOCATION_OPTION, found.location());
        return switch (logged.schema().format()) {
            case DELTA -> {
                parameters.putAll(SparkSource.of("delta").tableProperties());
                parameters.put("table_type", "DELTA");
                yield new Storage(
                        descriptor(
                                "org.apache.hadoop.mapred.SequenceFileInputFormat",
                                "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
                                LAZY_SERDE,
                                path,
                                false),
                        parameters);
            }
            case HUDI -> {
                parameters.putAll(SparkSource.of("hudi").tableProperties());
                yield new Storage(
                        descriptor(
                                "org.apache.hudi.hadoop.HoodieParquetInputFormat",
                                PARQUET_OUTPUT,
                                PARQUET_SERDE,
                                path,
                                false),
                        parameters);
            }
            case ICEBERG -> {
                parameters.put("table_type", "ICEBERG");
                logged.stateFile()
                        .ifPresent(file -> parameters.put("metadata_location", found.location() + "/" + file));
                yield new Storage(
                        descriptor(
                                "org.apache.hadoop.mapred.FileInputFormat",
                                "org.apache.hadoop.mapred.FileOutputFormat",
                                LAZY_SERDE,
                                Map.of(),
                                false),
                        parameters);
            }
            case CSV, JSON_LINES, JSON, PARQUET, ORC, AVRO, LOG, FIXED, XML, XLSX, XLS, BSON, ION ->
                throw new IllegalArgumentException(logged.classification() + " keeps no log");
        };
    }

    private static Storage relation(Content.Relation relation) {
        Map<String, String> parameters = new TreeMap<>(relation.tableProperties());
        parameters.put("classification", relation.database());
        parameters.put("typeOfData", relation.view() ? "view" : "table");
        relation.comment().ifPresent(comment -> parameters.put("comment", comment));
        return new Storage(descriptor(null, null, null, relation.serdeProperties(), false), parameters);
    }

    private static Storage items(Content.Items items) {
        Map<String, String> parameters = new TreeMap<>(items.tableProperties());
        parameters.put("classification", items.store());
        parameters.put("typeOfData", "table");
        return new Storage(descriptor(null, null, null, Map.of(), false), parameters);
    }

    private static CatalogStorage descriptor(
            @Nullable String input,
            @Nullable String output,
            @Nullable String library,
            Map<String, String> properties,
            boolean compressed) {
        return new CatalogStorage(input, output, new CatalogStorage.Serde(null, library, properties), compressed);
    }

    private static InferredSchema withColumns(FoundTable found, InferredSchema schema, List<CatalogColumn> columns) {
        Map<String, InferredColumn> byName = new HashMap<>();
        found.columns().forEach(column -> byName.put(column.name(), column));
        List<InferredColumn> renewed = columns.stream()
                .map(column -> {
                    InferredColumn seen = byName.get(column.name());
                    String label = seen == null ? column.name() : seen.label();
                    var type = HiveTypeParser.parse(column.type());
                    return new InferredColumn(
                            column.name(), label, type, type, true, Reason.stated("the catalog says so"));
                })
                .toList();
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
