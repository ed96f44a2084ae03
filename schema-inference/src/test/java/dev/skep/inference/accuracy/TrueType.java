package dev.skep.inference.accuracy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type as a truth states it: Hive's spelling, in which {@code a|b} at any level takes either. */
sealed interface TrueType {

    /** A type without parts, such as {@code int} or {@code decimal(10,2)}. */
    record Simple(String text) implements TrueType {}

    record Array(TrueType element) implements TrueType {}

    record Map(TrueType key, TrueType value) implements TrueType {}

    record Struct(List<Field> fields) implements TrueType {
        @Nullable TrueType field(String name) {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .map(Field::type)
                    .findFirst()
                    .orElse(null);
        }
    }

    record Field(String name, TrueType type) {}

    /** Either will do. */
    record OneOf(List<TrueType> types) implements TrueType {}

    static TrueType parse(String text) {
        List<String> either = split(text, '|');
        if (either.size() > 1) {
            return new OneOf(either.stream().map(TrueType::parse).toList());
        }
        if (text.startsWith("array<") && text.endsWith(">")) {
            return new Array(parse(text.substring(6, text.length() - 1)));
        }
        if (text.startsWith("map<") && text.endsWith(">")) {
            List<String> parts = split(text.substring(4, text.length() - 1), ',');
            return new Map(parse(parts.get(0)), parse(parts.get(1)));
        }
        if (text.startsWith("struct<") && text.endsWith(">")) {
            List<Field> fields = new ArrayList<>();
            for (String part : split(text.substring(7, text.length() - 1), ',')) {
                int colon = part.indexOf(':');
                if (colon > 0) {
                    fields.add(new Field(part.substring(0, colon), parse(part.substring(colon + 1))));
                }
            }
            return new Struct(fields);
        }
        if (text.startsWith("uniontype<void,")
                && split(text.substring(10, text.length() - 1), ',').size() == 2) {
            // A union of nothing and one type is that type, with nulls.
            return new OneOf(List.of(new Simple(text), parse(text.substring(15, text.length() - 1))));
        }
        return new Simple(text.strip());
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
