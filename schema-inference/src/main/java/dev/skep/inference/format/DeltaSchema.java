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

/** From schemas of Delta Lake's protocol ("schema serialization format") to Hive types. */
final class DeltaSchema {

    private DeltaSchema() {}

    static List<Field> fields(JsonNode struct, Limits limits) throws UnreadableException {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : struct.path("fields")) {
            fields.add(new Field(field.path("name").asText(), type(field.path("type"), limits, 1)));
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
            case "struct" -> {
                List<Field> fields = new ArrayList<>();
                for (JsonNode field : type.path("fields")) {
                    fields.add(new Field(field.path("name").asText(), type(field.path("type"), limits, level + 1)));
                }
                yield new Struct(fields);
            }
            case "array" -> new Array(type(type.path("elementType"), limits, level + 1));
            case "map" ->
                new HiveType.Map(
                        type(type.path("keyType"), limits, level + 1), type(type.path("valueType"), limits, level + 1));
            default -> throw UnreadableException.corrupt("its schema has a type that is none: " + type);
        };
    }

    private static HiveType primitive(String name) {
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
            default -> DecimalText.parse(name).<HiveType>map(type -> type).orElseGet(() -> new Other(name));
        };
    }
}
