package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL, and what speaks its language. */
final class PostgreSql implements Dialect {

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public List<String> schemes() {
        return List.of("postgresql:");
    }

    @Override
    public List<String> drivers() {
        return List.of("org.postgresql.Driver");
    }

    @Override
    public int port() {
        return 5432;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "sslpasswordcallback", "authenticationpluginclassname", "service", "gsslib", "localsocketaddress");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "pg_catalog", "pg_toast");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT n.nspname, c.relname, c.reltuples
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.reltuples >= 0""");
    }

    /** {@inheritDoc} Arrays have the name of their elements after an underscore. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        return switch (name) {
            case "bool" -> Optional.of(Scalar.BOOLEAN);
            case "bit", "varbit", "money", "time", "timetz" -> Optional.of(Scalar.STRING);
            case "numeric" -> raw.size() > 1_000 ? Optional.of(Scalar.STRING) : Optional.empty();
            case "_bool" -> array(Scalar.BOOLEAN);
            case "_int2" -> array(Scalar.SMALLINT);
            case "_int4" -> array(Scalar.INT);
            case "_int8" -> array(Scalar.BIGINT);
            case "_float4" -> array(Scalar.FLOAT);
            case "_float8" -> array(Scalar.DOUBLE);
            case "_date" -> array(Scalar.DATE);
            case "_timestamp", "_timestamptz" -> array(Scalar.TIMESTAMP);
            default -> name.startsWith("_") ? array(Scalar.STRING) : Optional.empty();
        };
    }

    private static Optional<HiveType> array(HiveType element) {
        return Optional.of(new HiveType.Array(element));
    }

    @Override
    public Optional<String> hiveName() {
        return Optional.of("POSTGRES");
    }
}
