package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** DuckDB, which is a file. */
final class DuckDb implements Dialect {

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public List<String> schemes() {
        return List.of("duckdb:");
    }

    @Override
    public List<String> drivers() {
        return List.of("org.duckdb.DuckDBDriver");
    }

    @Override
    public int port() {
        return 0;
    }

    /** {@inheritDoc} It has no server at all. */
    @Override
    public boolean isEmbedded(String url) {
        return true;
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "pg_catalog");
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of("allow_unsigned_extensions", "secret_directory", "temp_directory", "enable_external_access");
    }

    @Override
    public Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("duckdb.read_only", "true");
        return properties;
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT schema_name, table_name, estimated_size FROM duckdb_tables()""");
    }

    /** {@inheritDoc} Numbers without a sign need the next wider type; nested types stay text. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        return switch (raw.lowerName()) {
            case "utinyint" -> Optional.of(Scalar.SMALLINT);
            case "usmallint" -> Optional.of(Scalar.INT);
            case "uinteger" -> Optional.of(Scalar.BIGINT);
            case "ubigint" -> Optional.of(new HiveType.Decimal(20, 0));
            default -> Optional.empty();
        };
    }
}
