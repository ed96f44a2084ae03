package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Amazon Redshift. */
final class Redshift implements Dialect {

    @Override
    public String name() {
        return "redshift";
    }

    @Override
    public List<String> schemes() {
        return List.of("redshift:");
    }

    @Override
    public List<String> drivers() {
        return List.of("com.amazon.redshift.Driver", "com.amazon.redshift.jdbc42.Driver");
    }

    @Override
    public int port() {
        return 5439;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "profile", "iamduration", "idp_host", "login_url", "clustername", "endpointurl", "stsendpointurl");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("information_schema", "pg_catalog", "pg_internal", "pg_automv");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT "schema", "table", tbl_rows FROM svv_table_info""");
    }

    @Override
    public Optional<HiveType> type(RawType raw) {
        return switch (raw.lowerName()) {
            case "bool" -> Optional.of(Scalar.BOOLEAN);
            case "super", "geometry", "hllsketch", "time", "timetz" -> Optional.of(Scalar.STRING);
            default -> Optional.empty();
        };
    }
}
