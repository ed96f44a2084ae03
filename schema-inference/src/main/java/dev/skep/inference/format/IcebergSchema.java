package dev.skep.inference.format;

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

/** From schemas of Iceberg's specification (appendix C, "schemas") to Hive types. */
final class IcebergSchema {

    private IcebergSchema() {}

    static List<Field> fields(JsonNode struct, Limits limits) throws UnreadableException {
        return fields(struct, limits, 1);
    }

    private static List<Field> fields(JsonNode struct, Limits limits, int level) throws UnreadableException {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : struct.path("fields")) {
            fields.add(new Field(field.path("name").asText(), type(field.path("type"), limits, level)));
        }
        return fields;
    }

    private static HiveType type(JsonNode type, Limits limits, int level) throws UnreadableException {
        if (level > limits.depth()) {
            throw UnreadableException.tooLarge("its schema nests deeper than " + limits.depth() + " levels");
        }
        if (type.isTextual()) {
            return primitive(type.asText());
        }
        return switch (type.path("type").asText()) {
            case "struct" -> new Struct(fields(type, limits, level + 1));
            case "list" -> new Array(type(type.path("element"), limits, level + 1));
            case "map" ->
                new HiveType.Map(
                        type(type.path("key"), limits, level + 1), type(type.path("value"), limits, level + 1));
            default -> throw UnreadableException.corrupt("its schema has a type that is none: " + type);
        };
    }

    private static HiveType primitive(String name) {
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
            default -> {
                if (name.startsWith("fixed[") || name.startsWith("geo")) {
                    yield Scalar.BINARY;
                }
                yield DecimalText.parse(name).<HiveType>map(type -> type).orElseGet(() -> new Other(name));
            }
        };
    }
}
