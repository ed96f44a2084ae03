package dev.skep.inference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A Hive column type. {@link #text()} gives the spelling that metastores keep, and {@link HiveTypeParser} reads it
 * back.
 */
public sealed interface HiveType {

    /** The type as Hive spells it, lower case, such as {@code struct<a:int,b:array<string>>}. */
    String text();

    /** Types without parameters. */
    enum Scalar implements HiveType {
        /** No value was seen: the bottom of the lattice. Never registered; {@code string} is. */
        VOID,
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INT,
        BIGINT,
        FLOAT,
        DOUBLE,
        DATE,
        TIMESTAMP,
        STRING,
        BINARY;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Exact numbers: 1 to 38 digits, {@code scale} of them after the point. */
    record Decimal(int precision, int scale) implements HiveType {
        public static final int MOST_DIGITS = 38;

        public Decimal {
            if (precision < 1 || precision > MOST_DIGITS || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("No such type: decimal(" + precision + "," + scale + ")");
            }
        }

        @Override
        public String text() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** Text of at most {@code length} characters. */
    record Varchar(int length) implements HiveType {
        @Override
        public String text() {
            return "varchar(" + length + ")";
        }
    }

    /** Text padded to {@code length} characters. */
    record Char(int length) implements HiveType {
        @Override
        public String text() {
            return "char(" + length + ")";
        }
    }

    record Array(HiveType element) implements HiveType {
        @Override
        public String text() {
            return "array<" + element.text() + ">";
        }
    }

    record Map(HiveType key, HiveType value) implements HiveType {
        @Override
        public String text() {
            return "map<" + key.text() + "," + value.text() + ">";
        }
    }

    /** Named fields in order; names are unique ignoring case. */
    record Struct(List<Field> fields) implements HiveType {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String text() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type().text())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }
    }

    record Field(String name, HiveType type) {}

    /** A type this library does not take apart, such as {@code uniontype<int,string>}, kept as text. */
    record Other(String text) implements HiveType {}
}
