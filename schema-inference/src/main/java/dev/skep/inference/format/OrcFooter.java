package dev.skep.inference.format;

import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.HiveType.Varchar;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.SelfDescribed.Found;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types, statistics and row count of an ORC footer; field numbers and kinds are those of orc_proto.proto. */
record OrcFooter(List<Type> types, List<ProtobufReader> statistics, long rows) {

    private static final int STRUCT = 12;
    private static final int INSTANT = 18;

    /** A type of the tree; children are given by their index in the list. */
    record Type(int kind, List<Long> children, List<String> names, int length, int precision, int scale) {}

    static OrcFooter parse(byte[] bytes, Limits limits) throws UnreadableException {
        ProtobufReader reader = new ProtobufReader(bytes, 0, bytes.length);
        List<Type> types = new ArrayList<>();
        List<ProtobufReader> statistics = new ArrayList<>();
        long rows = 0;
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 4 -> types.add(type(reader.message()));
                case 6 -> rows = reader.number();
                case 7 -> statistics.add(reader.message());
                default -> reader.skip();
            }
            if (types.size() > 8L * limits.columns()) {
                throw UnreadableException.tooLarge("its schema has more than " + types.size() + " types");
            }
        }
        if (types.isEmpty() || rows < 0) {
            throw UnreadableException.corrupt("its footer lacks the schema or a valid row count");
        }
        return new OrcFooter(types, statistics, rows);
    }

    private static Type type(ProtobufReader reader) throws UnreadableException {
        int kind = 0;
        List<Long> children = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int length = 0;
        // Files of Hive 0.11 and 0.12 do not say; their decimals have 38 digits.
        int precision = Decimal.MOST_DIGITS;
        int scale = 10;
        for (int field = reader.next(); field != 0; field = reader.next()) {
            switch (field) {
                case 1 -> kind = (int) reader.number();
                case 2 -> children.addAll(reader.numbers());
                case 3 -> names.add(reader.text());
                case 4 -> length = (int) reader.number();
                case 5 -> {
                    precision = (int) reader.number();
                    scale = 0;
                }
                case 6 -> scale = (int) reader.number();
                default -> reader.skip();
            }
        }
        return new Type(kind, children, names, length, precision, scale);
    }

    List<Found> columns(Limits limits) throws UnreadableException {
        Type root = types.get(0);
        BitSet used = new BitSet();
        List<Found> columns = new ArrayList<>();
        if (root.kind() != STRUCT) {
            HiveType type = resolve(0, -1, 1, used, limits);
            return List.of(new Found("_col0", type, DeclaredType.of(type), true, "the footer says so"));
        }
        for (int i = 0; i < root.children().size(); i++) {
            HiveType type = resolve(root.children().get(i), 0, 1, used, limits);
            columns.add(new Found(
                    name(root, i),
                    type,
                    DeclaredType.of(type),
                    true,
                    "the footer says so",
                    statistics(root.children().get(i), type)));
        }
        return columns;
    }

    /** Statistics stand in the order of the types. */
    private @Nullable ColumnStatistics statistics(long index, HiveType type) throws UnreadableException {
        if (index >= statistics.size()) {
            return null;
        }
        boolean instant = types.get((int) index).kind() == INSTANT;
        return OrcStatistics.read(statistics.get((int) index), type, instant, rows);
    }

    private static String name(Type struct, int index) throws UnreadableException {
        if (index >= struct.names().size()) {
            throw UnreadableException.corrupt("its schema has a struct with fewer names than fields");
        }
        return struct.names().get(index);
    }

    /** Children come after their parents in the list and belong to one, so the walk sees each type once. */
    private HiveType resolve(long index, long parent, int level, BitSet used, Limits limits)
            throws UnreadableException {
        if (index <= parent || index >= types.size()) {
            throw UnreadableException.corrupt("its schema refers to type " + index + " of " + types.size());
        }
        if (used.get((int) index)) {
            throw UnreadableException.corrupt("its schema uses type " + index + " twice");
        }
        used.set((int) index);
        if (level > limits.depth()) {
            throw UnreadableException.tooLarge("its schema nests deeper than " + limits.depth() + " levels");
        }
        Type type = types.get((int) index);
        List<HiveType> children = new ArrayList<>();
        for (long child : type.children()) {
            children.add(resolve(child, index, level + 1, used, limits));
        }
        return switch (type.kind()) {
            case 0 -> Scalar.BOOLEAN;
            case 1 -> Scalar.TINYINT;
            case 2 -> Scalar.SMALLINT;
            case 3 -> Scalar.INT;
            case 4 -> Scalar.BIGINT;
            case 5 -> Scalar.FLOAT;
            case 6 -> Scalar.DOUBLE;
            case 7 -> Scalar.STRING;
            case 8, 19, 20 -> Scalar.BINARY;
            case 9, INSTANT -> Scalar.TIMESTAMP;
            case 10 -> new Array(child(children, 0, 1));
            case 11 -> new HiveType.Map(child(children, 0, 2), child(children, 1, 2));
            case STRUCT -> {
                List<Field> fields = new ArrayList<>();
                for (int i = 0; i < children.size(); i++) {
                    fields.add(new Field(name(type, i), children.get(i)));
                }
                yield new Struct(fields);
            }
            case 13 ->
                new Other(children.stream().map(HiveType::text).collect(Collectors.joining(",", "uniontype<", ">")));
            case 14 -> decimal(type);
            case 15 -> Scalar.DATE;
            case 16 -> new Varchar(type.length());
            case 17 -> new Char(type.length());
            default -> throw UnreadableException.unsupported("its schema has a type of unknown kind " + type.kind());
        };
    }

    private static HiveType child(List<HiveType> children, int index, int expected) throws UnreadableException {
        if (children.size() != expected) {
            throw UnreadableException.corrupt("its schema has a list or map with " + children.size() + " parts");
        }
        return children.get(index);
    }

    private static HiveType decimal(Type type) throws UnreadableException {
        try {
            return new Decimal(type.precision(), type.scale());
        } catch (IllegalArgumentException e) {
            throw UnreadableException.corrupt("its schema has a " + e.getMessage());
        }
    }
}
