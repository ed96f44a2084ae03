package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Snowflake. */
final class Snowflake implements Dialect {

    @Override
    public String name() {
        return "snowflake";
    }

    @Override
    public List<String> schemes() {
        return List.of("snowflake:");
    }

    @Override
    public List<String> drivers() {
        return List.of("net.snowflake.client.jdbc.SnowflakeDriver", "net.snowflake.client.api.driver.SnowflakeDriver");
    }

    @Override
    public int port() {
        return 443;
    }

    @Override
    public String url(String host, int port, String database) {
        return "jdbc:snowflake://" + host + ":" + (port == 0 ? port() : port) + "/?db=" + database;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of("tracing", "authenticator", "token", "jndi", "nonproxyhosts");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT table_schema, table_name, row_count FROM information_schema.tables WHERE row_count IS NOT NULL""");
    }

    /** {@inheritDoc} Whole numbers have 38 digits unless told otherwise. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        return switch (raw.lowerName()) {
            case "number" -> Optional.of(TypeMapping.decimal(raw.size(), raw.scale()));
            case "variant", "object", "array", "geography", "geometry", "time" -> Optional.of(Scalar.STRING);
            case "timestampltz", "timestampntz", "timestamptz" -> Optional.of(Scalar.TIMESTAMP);
            default -> Optional.empty();
        };
    }
}
