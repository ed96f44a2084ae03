package dev.skep.server.filter.expression;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What stands in Kryo's bytes, as plain values. */
sealed interface KryoValue {
    record Absent() implements KryoValue {}

    record Text(String value) implements KryoValue {}

    /** Of any width. */
    record Whole(long value) implements KryoValue {}

    record Flag(boolean value) implements KryoValue {}

    record Day(LocalDate value) implements KryoValue {}

    record Items(List<KryoValue> values) implements KryoValue {}

    /**
     * An object.
     *
     * @param type the name of its class, without the package
     */
    record Struct(String type, Map<String, KryoValue> fields) implements KryoValue {
        KryoValue get(String field) {
            return fields.getOrDefault(field, ABSENT);
        }
    }

    KryoValue ABSENT = new Absent();
}
