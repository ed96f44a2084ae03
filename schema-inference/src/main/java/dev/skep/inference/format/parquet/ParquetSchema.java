package dev.skep.inference.format.parquet;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import java.util.List;

/**
 * From Parquet's schema tree to Hive types. Numbers of types are those of parquet.thrift; lists and maps follow the
 * compatibility rules of Parquet's specification of logical types.
 */
public final class ParquetSchema {

    public static final int OPTIONAL = 1;
    static final int REPEATED = 2;

    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int INT96 = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;

    private ParquetSchema() {}

    /** What annotates a node, whether by the old converted type or the newer logical type. */
    public enum Annotation {
        NONE,
        STRING,
        MAP,
        LIST,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS,
        UINT8,
        UINT16,
        UINT32,
        UINT64,
        INT8,
        INT16,
        FLOAT16,
        /** An annotation that leaves the physical type as it is. */
        OTHER
    }

    /**
     * A node of the tree.
     *
     * @param physical its number in parquet.thrift; -1 for a group
     * @param instant whether a timestamp is a moment, told in UTC
     */
    public record Node(
            String name,
            int physical,
            int repetition,
            Annotation annotation,
            boolean instant,
            int precision,
            int scale,
            List<Node> children) {

        public boolean isGroup() {
            return physical < 0;
        }

        public boolean isRepeated() {
            return repetition == REPEATED;
        }
    }

    /** The old annotation, by its number. */
    static Annotation converted(int number) {
        return switch (number) {
            case 0, 4, 19 -> Annotation.STRING;
            case 1, 2 -> Annotation.MAP;
            case 3 -> Annotation.LIST;
            case 5 -> Annotation.DECIMAL;
            case 6 -> Annotation.DATE;
            case 7, 8 -> Annotation.TIME;
            case 9 -> Annotation.TIMESTAMP_MILLIS;
            case 10 -> Annotation.TIMESTAMP_MICROS;
            case 11 -> Annotation.UINT8;
            case 12 -> Annotation.UINT16;
            case 13 -> Annotation.UINT32;
            case 14 -> Annotation.UINT64;
            case 15 -> Annotation.INT8;
            case 16 -> Annotation.INT16;
            default -> Annotation.OTHER;
        };
    }

    /** The newer annotation, by its field number in the union; integers and timestamps are refined by the caller. */
    static Annotation logical(int field) {
        return switch (field) {
            case 1, 4, 12 -> Annotation.STRING;
            case 2 -> Annotation.MAP;
            case 3 -> Annotation.LIST;
            case 5 -> Annotation.DECIMAL;
            case 6 -> Annotation.DATE;
            case 7 -> Annotation.TIME;
            case 8 -> Annotation.TIMESTAMP_MILLIS;
            case 15 -> Annotation.FLOAT16;
            default -> Annotation.OTHER;
        };
    }

    /** By the field number of the unit. */
    static Annotation timestamp(int unit) {
        return switch (unit) {
            case 2 -> Annotation.TIMESTAMP_MICROS;
            case 3 -> Annotation.TIMESTAMP_NANOS;
            default -> Annotation.TIMESTAMP_MILLIS;
        };
    }

    static Annotation integer(int bits, boolean signed) {
        return switch (bits) {
            case 8 -> signed ? Annotation.INT8 : Annotation.UINT8;
            case 16 -> signed ? Annotation.INT16 : Annotation.UINT16;
            case 32 -> signed ? Annotation.OTHER : Annotation.UINT32;
            default -> signed ? Annotation.OTHER : Annotation.UINT64;
        };
    }

    /** The type of a node as a column or field. */
    public static HiveType type(Node node) {
        return node.isRepeated() ? new Array(single(node)) : single(node);
    }

    /** The type of one value of a node, its repetition aside. */
    private static HiveType single(Node node) {
        if (!node.isGroup()) {
            return primitive(node);
        }
        if (isList(node)) {
            return new Array(element(node, node.children().get(0)));
        }
        if (isMap(node)) {
            Node entry = node.children().get(0);
            return new HiveType.Map(
                    type(entry.children().get(0)), type(entry.children().get(1)));
        }
        return new Struct(node.children().stream()
                .map(child -> new Field(child.name(), type(child)))
                .toList());
    }

    /** Whether a group's one child holds the elements of a list. */
    static boolean isList(Node group) {
        return group.annotation() == Annotation.LIST && holdsRepeated(group);
    }

    /** Whether a group's one child holds the entries of a map, each a key and a value. */
    static boolean isMap(Node group) {
        return group.annotation() == Annotation.MAP
                && holdsRepeated(group)
                && group.children().get(0).children().size() == 2;
    }

    private static boolean holdsRepeated(Node group) {
        return group.children().size() == 1 && group.children().get(0).isRepeated();
    }

    private static HiveType element(Node list, Node repeated) {
        return isElement(list, repeated)
                ? single(repeated)
                : type(repeated.children().get(0));
    }

    /** Whether the repeated node in a list is the element itself, and no group around it. */
    static boolean isElement(Node list, Node repeated) {
        return !repeated.isGroup()
                || repeated.children().size() != 1
                || repeated.annotation() == Annotation.LIST
                || repeated.annotation() == Annotation.MAP
                || repeated.children().get(0).isRepeated()
                || repeated.name().equals("array")
                || repeated.name().equals(list.name() + "_tuple");
    }

    private static HiveType primitive(Node node) {
        return switch (node.annotation()) {
            case STRING -> Scalar.STRING;
            case DECIMAL -> decimal(node);
            case DATE -> Scalar.DATE;
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS -> Scalar.TIMESTAMP;
            case INT8 -> Scalar.TINYINT;
            case INT16, UINT8 -> Scalar.SMALLINT;
            case UINT16 -> Scalar.INT;
            case UINT32 -> Scalar.BIGINT;
            case UINT64 -> new Decimal(20, 0);
            case FLOAT16 -> Scalar.FLOAT;
            case NONE, MAP, LIST, TIME, OTHER -> physical(node.physical());
        };
    }

    private static HiveType decimal(Node node) {
        boolean legal = node.precision() >= 1
                && node.precision() <= Decimal.MOST_DIGITS
                && node.scale() >= 0
                && node.scale() <= node.precision();
        return legal ? new Decimal(node.precision(), node.scale()) : physical(node.physical());
    }

    private static HiveType physical(int physical) {
        return switch (physical) {
            case BOOLEAN -> Scalar.BOOLEAN;
            case INT32 -> Scalar.INT;
            case INT64 -> Scalar.BIGINT;
            case INT96 -> Scalar.TIMESTAMP;
            case FLOAT -> Scalar.FLOAT;
            case DOUBLE -> Scalar.DOUBLE;
            case BYTE_ARRAY -> Scalar.BINARY;
            default -> Scalar.BINARY;
        };
    }
}
