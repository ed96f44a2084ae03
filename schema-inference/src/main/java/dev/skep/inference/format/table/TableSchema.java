package dev.skep.inference.format.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas of table formats as JSON: trees of structs, lists and maps, which differ in the words for them and in the types
 * of single values.
 */
public enum TableSchema {
    /** Delta Lake's protocol, "schema serialization format". */
    DELTA("array", "elementType", "keyType", "valueType") {
        @Override
        HiveType single(String name) {
            return switch (name) {
                case "boolean" -> Scalar.BOOLEAN;
                case "byte" -> Scalar.TINYINT;
                case "short" -> Scalar.SMALLINT;
                case "integer" -> Scalar.INT;
                case "long" -> Scalar.BIGINT;
                case "float" -> Scalar.FLOAT;
                case "double" -> Scalar.DOUBLE;
                case "string" -> Scalar.STRING;
                case "binary" -> Scalar.BINARY;
                case "date" -> Scalar.DATE;
                case "timestamp", "timestamp_ntz" -> Scalar.TIMESTAMP;
                default -> decimal(name);
            };
        }
    },
    /** Iceberg's specification, appendix C, "schemas". */
    ICEBERG("list", "element", "key", "value") {
        @Override
        HiveType single(String name) {
            return switch (name) {
                case "boolean" -> Scalar.BOOLEAN;
                case "int" -> Scalar.INT;
                case "long" -> Scalar.BIGINT;
                case "float" -> Scalar.FLOAT;
                case "double" -> Scalar.DOUBLE;
                case "date" -> Scalar.DATE;
                case "timestamp", "timestamptz", "timestamp_ns", "timestamptz_ns" -> Scalar.TIMESTAMP;
                // Hive has neither; engines show both as text.
                case "string", "time", "uuid" -> Scalar.STRING;
                case "binary" -> Scalar.BINARY;
                default -> name.startsWith("fixed[") || name.startsWith("geo") ? Scalar.BINARY : decimal(name);
            };
        }
    };

    private final String list;
    private final String element;
    private final String key;
    private final String value;

    TableSchema(String list, String element, String key, String value) {
        this.list = list;
        this.element = element;
        this.key = key;
        this.value = value;
    }

    /** The type of single values that a name stands for. */
    abstract HiveType single(String name);

    /** The columns of a schema. */
    public List<Field> fields(JsonNode schema, Limits limits) throws UnreadableException {
        return fields(schema, limits, 1);
    }

    private List<Field> fields(JsonNode struct, Limits limits, int level) throws UnreadableException {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : struct.path("fields")) {
            fields.add(new Field(field.path("name").asText(), type(field.path("type"), limits, level)));
        }
        return fields;
    }

    private HiveType type(JsonNode type, Limits limits, int level) throws UnreadableException {
        if (level > limits.depth()) {
            throw UnreadableException.tooLarge("its schema nests deeper than " + limits.depth() + " levels");
        }
        if (type.isTextual()) {
            return single(type.asText());
        }
        String kind = type.path("type").asText();
        if (kind.equals("struct")) {
            return new Struct(fields(type, limits, level + 1));
        }
        if (kind.equals(list)) {
            return new Array(type(type.path(element), limits, level + 1));
        }
        if (kind.equals("map")) {
            return new HiveType.Map(type(type.path(key), limits, level + 1), type(type.path(value), limits, level + 1));
        }
        throw UnreadableException.corrupt("its schema has a type that is none: " + type);
    }

    private static HiveType decimal(String name) {
        return DecimalText.parse(name).<HiveType>map(type -> type).orElseGet(() -> new Other(name));
    }
}
