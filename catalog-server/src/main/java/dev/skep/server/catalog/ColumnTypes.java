package dev.skep.server.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of columns that engines know, by the word that a type begins with. */
final class ColumnTypes {
    private static final Pattern FIRST_WORD = Pattern.compile("[a-z0-9_]+");

    /** What a table has until its serde is asked for the types. */
    private static final String FROM_SERDE = "<derived from deserializer>";

    private static final Set<String> WORDS = Set.of(
            "void",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "integer",
            "bigint",
            "long",
            "float",
            "double",
            "decimal",
            "numeric",
            "string",
            "varchar",
            "char",
            "binary",
            "date",
            "datetime",
            "timestamp",
            "timestamp_ntz",
            "timestamp_ltz",
            "timestamptz",
            "interval_year_month",
            "interval_day_time",
            "array",
            "map",
            "struct",
            "uniontype",
            "variant",
            "geometry",
            "geography",
            "unknown",
            "byte",
            "i16",
            "i32",
            "i64",
            "bool");

    private ColumnTypes() {}

    static boolean isKnown(String type) {
        String folded = type.strip().toLowerCase(Locale.ROOT);
        Matcher word = FIRST_WORD.matcher(folded);
        return folded.equals(FROM_SERDE) || (word.lookingAt() && WORDS.contains(word.group()));
    }
}
