package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ClickHouse. */
final class ClickHouse implements Dialect {

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public List<String> schemes() {
        return List.of("clickhouse:", "ch:");
    }

    @Override
    public List<String> drivers() {
        return List.of("com.clickhouse.jdbc.ClickHouseDriver", "com.clickhouse.jdbc.Driver");
    }

    @Override
    public int port() {
        return 8123;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of("custom_http_headers", "custom_http_params", "http_header", "ssl_key", "sslkey", "sslcert");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "system");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT database, name, total_rows FROM system.tables WHERE total_rows IS NOT NULL""");
    }

    /** {@inheritDoc} Names may be wrapped in what says that values are absent or repeated. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        while (name.startsWith("nullable(") || name.startsWith("lowcardinality(")) {
            name = name.substring(name.indexOf('(') + 1, name.length() - 1);
        }
        return switch (name.replaceAll("\\(.*", "")) {
            case "bool" -> Optional.of(Scalar.BOOLEAN);
            case "int8" -> Optional.of(Scalar.TINYINT);
            case "uint8", "int16" -> Optional.of(Scalar.SMALLINT);
            case "uint16", "int32" -> Optional.of(Scalar.INT);
            case "uint32", "int64" -> Optional.of(Scalar.BIGINT);
            case "uint64" -> Optional.of(new HiveType.Decimal(20, 0));
            case "float32" -> Optional.of(Scalar.FLOAT);
            case "float64" -> Optional.of(Scalar.DOUBLE);
            case "date", "date32" -> Optional.of(Scalar.DATE);
            case "datetime", "datetime64" -> Optional.of(Scalar.TIMESTAMP);
            case "decimal" -> Optional.empty();
            default -> Optional.of(Scalar.STRING);
        };
    }
}
