package dev.skep.inference.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** DuckDB's types as Hive spells them. */
final class DuckDbTypes {

    private DuckDbTypes() {}

    static String hive(String type) {
        String text = type.strip();
        if (text.endsWith("]")) {
            return "array<" + hive(text.substring(0, text.lastIndexOf('['))) + ">";
        }
        if (text.startsWith("MAP(")) {
            List<String> parts = split(text.substring(4, text.length() - 1));
            return "map<" + hive(parts.get(0)) + "," + hive(parts.get(1)) + ">";
        }
        if (text.startsWith("STRUCT(")) {
            List<String> fields = new ArrayList<>();
            for (String part : split(text.substring(7, text.length() - 1))) {
                String field = part.strip();
                int end = field.startsWith("\"") ? field.indexOf('"', 1) + 1 : field.indexOf(' ');
                fields.add(field.substring(0, end).replace("\"", "") + ":" + hive(field.substring(end)));
            }
            return "struct<" + String.join(",", fields) + ">";
        }
        return simple(text.toUpperCase(Locale.ROOT));
    }

    private static String simple(String type) {
        if (type.startsWith("DECIMAL")) {
            return type.toLowerCase(Locale.ROOT);
        }
        return switch (type) {
            case "TINYINT" -> "tinyint";
            case "UTINYINT", "SMALLINT" -> "smallint";
            case "USMALLINT", "INTEGER" -> "int";
            case "UINTEGER", "BIGINT" -> "bigint";
            case "UBIGINT" -> "decimal(20,0)";
            case "HUGEINT", "UHUGEINT" -> "decimal(38,0)";
            case "FLOAT" -> "float";
            case "DOUBLE" -> "double";
            case "BOOLEAN" -> "boolean";
            case "DATE" -> "date";
            case "BLOB" -> "binary";
            default -> type.startsWith("TIMESTAMP") ? "timestamp" : "string";
        };
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '(' || c == '[')) {
                depth++;
            } else if (!quoted && (c == ')' || c == ']')) {
                depth--;
            } else if (c == ',' && depth == 0 && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
