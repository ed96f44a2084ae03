package dev.skep.inference.format;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * From Avro schemas to Hive types, in two ways: what the values are, and what Hive's AvroSerDe makes of them. The SerDe
 * derives a table's columns from the schema itself, so declaring anything else would contradict it.
 */
final class AvroTypes {

    private static final int TYPES_A_COLUMN = 8;

    private final boolean declared;
    private final Limits limits;
    private int types;

    /** @param declared whether to give the types that AvroSerDe derives */
    AvroTypes(boolean declared, Limits limits) {
        this.declared = declared;
        this.limits = limits;
    }

    HiveType type(Schema schema) throws UnreadableException {
        return type(schema, 1);
    }

    static boolean isNullable(Schema schema) {
        return schema.getType() == Schema.Type.NULL
                || (schema.getType() == Schema.Type.UNION
                        && schema.getTypes().stream().anyMatch(AvroTypes::isNullable));
    }

    private HiveType type(Schema schema, int level) throws UnreadableException {
        // A record named twice counts twice, so a few names can stand for a huge type.
        if (++types > TYPES_A_COLUMN * limits.columns()) {
            throw UnreadableException.tooLarge("its Avro schema unfolds to more than " + types + " types");
        }
        if (level > limits.depth()) {
            throw UnreadableException.tooLarge("its Avro schema refers to itself or nests deeper than " + limits.depth()
                    + " levels, which no table can hold");
        }
        return switch (schema.getType()) {
            case NULL -> Scalar.VOID;
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT -> logical(schema) instanceof LogicalTypes.Date ? Scalar.DATE : Scalar.INT;
            case LONG -> timestamp(schema) ? Scalar.TIMESTAMP : Scalar.BIGINT;
            case FLOAT -> Scalar.FLOAT;
            case DOUBLE -> Scalar.DOUBLE;
            case BYTES -> decimal(schema);
            case FIXED -> declared ? Scalar.BINARY : decimal(schema);
            case STRING, ENUM -> Scalar.STRING;
            case ARRAY -> new Array(type(schema.getElementType(), level + 1));
            case MAP -> new HiveType.Map(Scalar.STRING, type(schema.getValueType(), level + 1));
            case RECORD -> {
                List<Field> fields = new ArrayList<>();
                for (Schema.Field field : schema.getFields()) {
                    String name = declared ? field.name().toLowerCase(Locale.ROOT) : field.name();
                    fields.add(new Field(name, type(field.schema(), level + 1)));
                }
                yield new Struct(fields);
            }
            case UNION -> union(schema, level);
        };
    }

    private HiveType union(Schema schema, int level) throws UnreadableException {
        List<HiveType> members = new ArrayList<>();
        for (Schema member : schema.getTypes()) {
            if (member.getType() != Schema.Type.NULL) {
                members.add(type(member, level + 1));
            }
        }
        if (members.size() == 1) {
            return members.get(0);
        }
        return members.isEmpty()
                ? Scalar.VOID
                : new Other(members.stream().map(HiveType::text).collect(Collectors.joining(",", "uniontype<", ">")));
    }

    /** AvroSerDe of Hive 2 knows milliseconds in UTC; all finer or local times it hands out as numbers. */
    private boolean timestamp(Schema schema) {
        LogicalType logical = logical(schema);
        if (logical == null) {
            return false;
        }
        String name = logical.getName();
        return declared ? name.equals("timestamp-millis") : name.contains("timestamp-");
    }

    private static HiveType decimal(Schema schema) {
        if (logical(schema) instanceof LogicalTypes.Decimal decimal && decimal.getPrecision() <= Decimal.MOST_DIGITS) {
            return new Decimal(decimal.getPrecision(), decimal.getScale());
        }
        return Scalar.BINARY;
    }

    private static @Nullable LogicalType logical(Schema schema) {
        return LogicalTypes.fromSchemaIgnoreInvalid(schema);
    }
}
