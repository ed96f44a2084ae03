package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SQL Server. */
final class SqlServer implements Dialect {

    @Override
    public String name() {
        return "sqlserver";
    }

    @Override
    public List<String> schemes() {
        return List.of("sqlserver:");
    }

    @Override
    public List<String> drivers() {
        return List.of("com.microsoft.sqlserver.jdbc.SQLServerDriver");
    }

    @Override
    public int port() {
        return 1433;
    }

    @Override
    public String url(String host, int port, String database) {
        return "jdbc:sqlserver://" + host + ":" + (port == 0 ? port() : port) + ";databaseName=" + database;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "trustmanagerconstructorarg",
                "keystorelocation",
                "keystoreauthentication",
                "clientcertificate",
                "clientkey",
                "domain",
                "realm");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "sys");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT s.name, t.name, SUM(p.rows)
                FROM sys.tables t JOIN sys.schemas s ON s.schema_id = t.schema_id JOIN sys.partitions p ON p.object_id = t.object_id
                WHERE p.index_id IN (0, 1) GROUP BY s.name, t.name""");
    }

    /** {@inheritDoc} Its tinyint has no sign. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        return switch (raw.lowerName()) {
            case "tinyint" -> Optional.of(Scalar.SMALLINT);
            case "datetimeoffset", "datetime", "datetime2", "smalldatetime" -> Optional.of(Scalar.TIMESTAMP);
            case "timestamp", "rowversion" -> Optional.of(Scalar.BINARY);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> hiveName() {
        return Optional.of("MSSQL");
    }
}
