package dev.skep.inference;

import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Char;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.HiveType.Varchar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Hive's spelling of a type; what it does not know becomes {@link Other}, so nothing is ever refused. */
public final class HiveTypeParser {

    private static final int DEEPEST = 64;

    private HiveTypeParser() {}

    public static HiveType parse(String text) {
        return parse(text.strip(), 0);
    }

    private static HiveType parse(String text, int depth) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (depth > DEEPEST) {
            return new Other(text);
        }
        try {
            if (lower.startsWith("array<") && lower.endsWith(">")) {
                return new Array(parse(inside(text, "array<"), depth + 1));
            }
            if (lower.startsWith("map<") && lower.endsWith(">")) {
                List<String> parts = split(inside(text, "map<"));
                return parts.size() == 2
                        ? new HiveType.Map(parse(parts.get(0), depth + 1), parse(parts.get(1), depth + 1))
                        : new Other(text);
            }
            if (lower.startsWith("struct<") && lower.endsWith(">")) {
                return struct(text, depth);
            }
            return simple(text, lower);
        } catch (IllegalArgumentException e) {
            return new Other(text);
        }
    }

    private static HiveType struct(String text, int depth) {
        List<Field> fields = new ArrayList<>();
        for (String part : split(inside(text, "struct<"))) {
            int colon = part.indexOf(':');
            if (colon <= 0) {
                return new Other(text);
            }
            fields.add(new Field(
                    part.substring(0, colon).strip(),
                    parse(part.substring(colon + 1).strip(), depth + 1)));
        }
        return new Struct(fields);
    }

    private static HiveType simple(String text, String lower) {
        int open = lower.indexOf('(');
        String name = open < 0 ? lower : lower.substring(0, open).strip();
        List<Integer> numbers = new ArrayList<>();
        if (open >= 0 && lower.endsWith(")")) {
            for (String number : lower.substring(open + 1, lower.length() - 1).split(",", -1)) {
                numbers.add(Integer.valueOf(number.strip()));
            }
        }
        if (name.equals("decimal") || name.equals("numeric")) {
            return switch (numbers.size()) {
                case 0 -> new Decimal(10, 0);
                case 1 -> new Decimal(numbers.get(0), 0);
                default -> new Decimal(numbers.get(0), numbers.get(1));
            };
        }
        if (name.equals("varchar") && numbers.size() == 1) {
            return new Varchar(numbers.get(0));
        }
        if (name.equals("char") && numbers.size() == 1) {
            return new Char(numbers.get(0));
        }
        if (name.equals("integer")) {
            return Scalar.INT;
        }
        for (Scalar scalar : Scalar.values()) {
            if (scalar.text().equals(lower)) {
                return scalar;
            }
        }
        return new Other(text);
    }

    private static String inside(String text, String opening) {
        return text.substring(opening.length(), text.length() - 1);
    }

    /** Splits at commas outside of brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '(') {
                depth++;
            } else if (c == '>' || c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
