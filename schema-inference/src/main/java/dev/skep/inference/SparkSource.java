package dev.skep.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What makes Spark read a table with a data source of its own instead of the table's SerDe. Spark looks for these
 * properties first; Hive and Trino pass over them.
 *
 * <p>JSON needs it: the Hive inside Spark has no SerDe for JSON, and no SerDe reads an array or an object over several
 * lines. Delimited text needs it: through a SerDe, Spark takes the header line for a row. The keys are those under which
 * Spark itself keeps its tables in a metastore. Names in JSON stand as the files spell them, because Spark's reader finds
 * values by name and tells {@code userId} from {@code userid}; delimited text is read by position.
 *
 * @param tableProperties to be merged into the parameters of the table
 * @param serdeProperties to be merged into the parameters of the SerDe, where Spark keeps the options of the source; the
 *     location belongs there too, under {@link #LOCATION_OPTION}
 */
public record SparkSource(SortedMap<String, String> tableProperties, SortedMap<String, String> serdeProperties) {
    /** The option that names the directory of the table. */
    public static final String LOCATION_OPTION = "path";

    /** The source for a schema; none where Spark reads the table by its SerDe. */
    public static Optional<SparkSource> of(InferredSchema schema, List<PartitionLayout.Key> keys) {
        return switch (schema.format()) {
            case JSON_LINES -> Optional.of(json(schema, keys, false));
            case JSON -> schema.form() instanceof Form.Inner ? Optional.empty() : Optional.of(json(schema, keys, true));
            case CSV -> Optional.of(csv(schema, keys));
            case XML -> Optional.of(xml(schema, keys));
            case PARQUET, ORC, AVRO, LOG, FIXED, XLSX, XLS, BSON, ION, DELTA, ICEBERG, HUDI -> Optional.empty();
        };
    }

    /** Whether all releases of Spark know an encoding; since 4.0, it takes few unless told otherwise. */
    public static boolean knows(String encoding) {
        return encoding.startsWith("UTF-") || encoding.equals("US-ASCII") || encoding.equals("ISO-8859-1");
    }

    /** What to tell of an encoding that not all of them know. */
    public static Evidence encodingWarning(String encoding) {
        return Evidence.warning(
                "Spark 4 needs a setting",
                "it takes " + encoding + " only with spark.sql.legacy.javaCharsets=true; Spark 3.5 takes it");
    }

    /** A source that finds its schema itself, such as {@code delta} by its log, {@code jdbc} by asking the database. */
    public static SparkSource of(String provider) {
        return new SparkSource(
                new TreeMap<>(Map.of(
                        "spark.sql.sources.provider",
                        provider,
                        "spark.sql.sources.schema",
                        struct(JsonNodeFactory.instance.arrayNode()).toString())),
                new TreeMap<>());
    }

    private static SparkSource json(InferredSchema schema, List<PartitionLayout.Key> keys, boolean multiLine) {
        SortedMap<String, String> serde = new TreeMap<>();
        if (multiLine) {
            serde.put("multiLine", "true");
        }
        String encoding = schema.encoding();
        // What begins with zeros, or with a mark, Spark knows by itself; told, it trips over the mark.
        if (encoding != null && !encoding.startsWith("UTF")) {
            serde.put("encoding", encoding);
            if (!multiLine) {
                serde.put("lineSep", "\n");
            }
        }
        return new SparkSource(table("json", schema.columns(), SparkSource::label, keys), serde);
    }

    private static SparkSource csv(InferredSchema schema, List<PartitionLayout.Key> keys) {
        SortedMap<String, String> serde = new TreeMap<>();
        Dialect dialect = schema.dialect();
        if (dialect != null) {
            Character quote = dialect.quote();
            Character escape = dialect.escape() == null ? quote : dialect.escape();
            serde.put("sep", dialect.delimiter());
            serde.put("header", String.valueOf(dialect.header()));
            serde.put("quote", quote == null ? "" : String.valueOf(quote));
            if (escape != null) {
                serde.put("escape", String.valueOf(escape));
            }
            if (dialect.comment() != null) {
                serde.put("comment", String.valueOf(dialect.comment()));
            }
            String encoding = schema.encoding() == null ? StandardCharsets.UTF_8.name() : schema.encoding();
            serde.put("encoding", encoding);
            if (CsvStorage.headLines(dialect) > 1) {
                // Spark would take the lines it does not pass over for rows: an error is better than rows that are
                // none.
                serde.put("mode", "FAILFAST");
                serde.put("columnPruning", "false");
            }
            if (dialect.spanning() || encoding.startsWith("UTF-16") || encoding.startsWith("UTF-32")) {
                // Otherwise Spark ends a row at every byte of a line end, wherever it stands.
                serde.put("multiLine", "true");
            }
        }
        return new SparkSource(table("csv", schema.columns(), InferredColumn::name, keys), serde);
    }

    private static SparkSource xml(InferredSchema schema, List<PartitionLayout.Key> keys) {
        SortedMap<String, String> serde = new TreeMap<>();
        if (schema.form() instanceof Form.Rows rows) {
            serde.put("rowTag", rows.tag());
        }
        serde.put("attributePrefix", "");
        serde.put("valueTag", Form.Rows.TEXT);
        serde.put("ignoreNamespace", "true");
        serde.put("ignoreSurroundingSpaces", "true");
        if (schema.encoding() != null) {
            serde.put("charset", schema.encoding());
        }
        return new SparkSource(table("xml", schema.columns(), SparkSource::label, keys), serde);
    }

    private static String label(InferredColumn column) {
        return column.label().isEmpty() ? column.name() : column.label();
    }

    private static SortedMap<String, String> table(
            String provider,
            List<InferredColumn> columns,
            Function<InferredColumn, String> naming,
            List<PartitionLayout.Key> keys) {
        SortedMap<String, String> table = new TreeMap<>();
        table.put("spark.sql.sources.provider", provider);
        table.put("spark.sql.sources.schema", schemaJson(columns, naming, keys));
        if (!keys.isEmpty()) {
            table.put("spark.sql.partitionProvider", "catalog");
            table.put("spark.sql.sources.schema.numPartCols", String.valueOf(keys.size()));
            for (int i = 0; i < keys.size(); i++) {
                table.put("spark.sql.sources.schema.partCol." + i, keys.get(i).name());
            }
        }
        return table;
    }

    private static String schemaJson(
            List<InferredColumn> columns, Function<InferredColumn, String> naming, List<PartitionLayout.Key> keys) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (InferredColumn column : columns) {
            fields.add(field(naming.apply(column), column.type()));
        }
        keys.forEach(key -> fields.add(field(key.name(), key.type())));
        return struct(fields).toString();
    }

    private static ObjectNode struct(ArrayNode fields) {
        ObjectNode struct = JsonNodeFactory.instance.objectNode().put("type", "struct");
        struct.set("fields", fields);
        return struct;
    }

    private static ObjectNode field(String name, HiveType type) {
        ObjectNode field = JsonNodeFactory.instance.objectNode().put("name", name);
        type(field, "type", type);
        field.put("nullable", true).putObject("metadata");
        return field;
    }

    private static void type(ObjectNode parent, String property, HiveType type) {
        if (type instanceof Struct nested) {
            ArrayNode fields = JsonNodeFactory.instance.arrayNode();
            for (Field field : nested.fields()) {
                fields.add(field(field.name(), field.type()));
            }
            parent.set(property, struct(fields));
        } else if (type instanceof Array array) {
            ObjectNode node = parent.putObject(property).put("type", "array");
            type(node, "elementType", array.element());
            node.put("containsNull", true);
        } else if (type instanceof HiveType.Map map) {
            ObjectNode node = parent.putObject(property).put("type", "map");
            type(node, "keyType", map.key());
            type(node, "valueType", map.value());
            node.put("valueContainsNull", true);
        } else {
            parent.put(property, simpleName(type));
        }
    }

    private static String simpleName(HiveType type) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case BOOLEAN -> "boolean";
                case TINYINT -> "byte";
                case SMALLINT -> "short";
                case INT -> "integer";
                case BIGINT -> "long";
                case FLOAT -> "float";
                case DOUBLE -> "double";
                case DATE -> "date";
                case TIMESTAMP -> "timestamp";
                case BINARY -> "binary";
                case VOID, STRING -> "string";
            };
        }
        // Text of a bounded length is a string to Spark; so is whatever we keep as text only.
        return type instanceof Decimal decimal ? decimal.text() : "string";
    }
}
