package dev.skep.idl;

import dev.skep.idl.Definition.Method;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Thrift names in Java's spelling. */
final class JavaNames {
    /** The constant that every enum gets for numbers it does not know. */
    static final String UNRECOGNIZED = "UNRECOGNIZED";

    /** Names that a record component may not or should not have. */
    static final Set<String> RESERVED_COMPONENTS = Set.of(
            "unknown",
            "builder",
            "toBuilder",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait");

    private JavaNames() {}

    /** {@code get_table} becomes {@code getTable}, {@code open_txns} {@code openTxns}; keywords get an underscore. */
    static String member(String name) {
        String type = type(name);
        String member = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
        return SourceVersion.isKeyword(member) ? member + "_" : member;
    }

    /** {@code fb_status} becomes {@code FbStatus}. */
    static String type(String name) {
        StringBuilder result = new StringBuilder();
        for (String part : name.split("_", -1)) {
            if (!part.isEmpty()) {
                result.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return result.toString();
    }

    /** {@code partitionKeys} becomes {@code PARTITION_KEYS}. */
    static String constant(String name) {
        return member(name).replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** The record of a method's arguments: {@code get_table} has {@code GetTableArgs}. */
    static String arguments(Method method) {
        return type(method.name()) + "Args";
    }
}
