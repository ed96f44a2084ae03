package dev.skep.hive.api;

import dev.skep.thrift.StructCodec;
import dev.skep.thrift.UnknownFields;

/** Our generated classes by the names of the IDL. */
final class OwnStructs {
    private OwnStructs() {}

    static Class<?> type(String struct) {
        try {
            return Class.forName("dev.skep.hive.api." + struct);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("The IDL has no " + struct, e);
        }
    }

    @SuppressWarnings("unchecked") // the field's type says so, for every generated class
    static StructCodec<Object> codec(String struct) {
        return (StructCodec<Object>) Published.constant(type(struct), "CODEC");
    }

    /** What the value carries that the IDL has no name for. */
    static UnknownFields unknown(Object value) {
        return switch (value.getClass().getSimpleName()) {
            case "Unrecognized" -> (UnknownFields) Published.call(value, "unknown");
            default ->
                value.getClass().getEnclosingClass() == null
                        ? (UnknownFields) Published.call(value, "unknown")
                        : UnknownFields.NONE;
        };
    }

    /** {@code open_txns} as a component is {@code openTxns}. */
    static String component(String field) {
        StringBuilder name = new StringBuilder();
        for (String part : field.split("_", -1)) {
            name.append(
                    name.isEmpty()
                            ? part.substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                            : part.substring(0, 1).toUpperCase(java.util.Locale.ROOT));
            name.append(part.substring(1));
        }
        return name.toString();
    }
}
