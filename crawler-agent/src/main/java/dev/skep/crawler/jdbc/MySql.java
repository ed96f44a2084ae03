package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MySQL and MariaDB, whose driver speaks to both. */
final class MySql implements Dialect {

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public List<String> schemes() {
        return List.of("mysql:", "mariadb:");
    }

    @Override
    public List<String> drivers() {
        return List.of("org.mariadb.jdbc.Driver", "com.mysql.cj.jdbc.Driver");
    }

    @Override
    public int port() {
        return 3306;
    }

    @Override
    public boolean hasSchemas() {
        return false;
    }

    /** {@inheritDoc} Each driver answers to its own name only. */
    @Override
    public String driverUrl(String url, String driver) {
        return url.replaceFirst(
                "(?i)^jdbc:(mysql|mariadb):", driver.startsWith("org.mariadb") ? "jdbc:mariadb:" : "jdbc:mysql:");
    }

    /**
     * {@inheritDoc} By MariaDB's own name Spark takes it for a database of the standard and puts names of columns into double
     * quotes, which makes texts of them here: each row would be the names. MariaDB's driver asks for the parameter, MySQL's
     * passes over it.
     */
    @Override
    public String sparkUrl(String url) {
        return driverUrl(url, "") + (url.indexOf('?') < 0 ? "?" : "&") + "permitMysqlScheme";
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "credentialtype",
                "detectcustomcollations",
                "pool",
                "poolname",
                "serverrsapublickeyfile",
                "sessionvariables",
                "allowmasterdownconnection");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "performance_schema", "mysql", "sys");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT table_schema, table_name, table_rows FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_rows IS NOT NULL""");
    }

    /** {@inheritDoc} Numbers without a sign need the next wider type. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        boolean unsigned = name.contains("unsigned");
        String plain = name.replaceAll("[( ].*", "");
        return switch (plain) {
            case "tinyint" -> Optional.of(unsigned ? Scalar.SMALLINT : Scalar.TINYINT);
            case "smallint" -> Optional.of(unsigned ? Scalar.INT : Scalar.SMALLINT);
            case "mediumint" -> Optional.of(Scalar.INT);
            case "int", "integer" -> Optional.of(unsigned ? Scalar.BIGINT : Scalar.INT);
            case "bigint" -> Optional.of(unsigned ? new HiveType.Decimal(20, 0) : Scalar.BIGINT);
            case "float" -> Optional.of(Scalar.FLOAT);
            case "year" -> Optional.of(Scalar.INT);
            case "json", "time", "enum", "set" -> Optional.of(Scalar.STRING);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> hiveName() {
        return Optional.of("MYSQL");
    }
}
