package dev.skep.server.filter;

import java.util.Locale;

/** How the values of a partition key are ordered, told from its Hive type. */
public enum KeyType {
    /** By code point; also every type that we do not know. */
    TEXT,
    /** As whole numbers: tinyint to bigint. */
    INTEGRAL,
    /** As days. */
    DATE,
    /** As microseconds; a value without zone is taken as it is written. */
    TIMESTAMP,
    /** As exact numbers: decimal, float, double. */
    DECIMAL;

    public static KeyType of(String hiveType) {
        String type = hiveType.strip().toLowerCase(Locale.ROOT);
        int parenthesis = type.indexOf('(');
        return switch (parenthesis < 0 ? type : type.substring(0, parenthesis).strip()) {
            case "tinyint", "smallint", "int", "integer", "bigint" -> INTEGRAL;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            case "decimal", "numeric", "float", "double" -> DECIMAL;
            default -> TEXT;
        };
    }
}
