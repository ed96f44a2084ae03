package dev.skep.crawler.jdbc;

import dev.skep.crawler.jdbc.Dialect.RawType;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import java.sql.Types;

/** Types of databases to types of tables; where none keeps every value, {@code string}. */
final class TypeMapping {

    private TypeMapping() {}

    static HiveType of(RawType raw, Dialect dialect) {
        return dialect.type(raw).orElseGet(() -> standard(raw));
    }

    private static HiveType standard(RawType raw) {
        return switch (raw.jdbc()) {
            case Types.BOOLEAN -> Scalar.BOOLEAN;
            case Types.BIT -> raw.size() <= 1 ? Scalar.BOOLEAN : Scalar.BINARY;
            case Types.TINYINT -> Scalar.TINYINT;
            case Types.SMALLINT -> Scalar.SMALLINT;
            case Types.INTEGER -> Scalar.INT;
            case Types.BIGINT -> Scalar.BIGINT;
            case Types.REAL -> Scalar.FLOAT;
            case Types.FLOAT, Types.DOUBLE -> Scalar.DOUBLE;
            case Types.DECIMAL, Types.NUMERIC -> decimal(raw.size(), raw.scale());
            case Types.DATE -> Scalar.DATE;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Scalar.TIMESTAMP;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Scalar.BINARY;
            default -> Scalar.STRING;
        };
    }

    /** Of so many digits, so many behind the point; a number without bounds, or with too many digits, stays text. */
    static HiveType decimal(int precision, int scale) {
        int digits = scale < 0 ? precision - scale : Math.max(precision, scale);
        return precision < 1 || digits > Decimal.MOST_DIGITS ? Scalar.STRING : new Decimal(digits, Math.max(0, scale));
    }
}
