package dev.skep.hive.api;

import dev.skep.thrift.StructCodec;
import dev.skep.thrift.UnknownFields;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our generated classes by the names of the IDL. */
final class OwnStructs {
    private OwnStructs() {}

    static Class<?> type(String struct) {
        try {
            return Class.forName("dev.skep.hive.api." + javaName(struct));
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

    /** {@code fb_status} is the only name that Java spells differently. */
    static String javaName(String name) {
        return name.equals("fb_status") ? "FbStatus" : name;
    }

    /** Must the component always be there? */
    static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** The component that holds a published field; {@code open_txns} becomes {@code openTxns}. */
    static String component(PublishedField field) {
        if (field.name().equals("isAcid")) {
            return "isTransactional"; // the name that Hive 3 gave the same field of LockComponent
        }
        return lowerFirst(Stream.of(field.name().split("_", -1))
                .map(OwnStructs::upperFirst)
                .collect(Collectors.joining()));
    }

    static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String upperFirst(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
