package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Oracle. */
final class Oracle implements Dialect {

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public List<String> schemes() {
        return List.of("oracle:thin:");
    }

    @Override
    public List<String> drivers() {
        return List.of("oracle.jdbc.OracleDriver");
    }

    @Override
    public int port() {
        return 1521;
    }

    @Override
    public String url(String host, int port, String database) {
        return "jdbc:oracle:thin:@//" + host + ":" + (port == 0 ? port() : port) + "/" + database;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "tns_admin",
                "oracle.net.tns_admin",
                "oracle.net.wallet_location",
                "wallet_location",
                "javax.net.ssl.keystore",
                "javax.net.ssl.truststore");
    }

    @Override
    public Set<String> systemSchemas() {
        return Set.of("sys", "system", "xdb", "outln", "dbsnmp", "ctxsys", "mdsys", "wmsys", "ordsys", "olapsys");
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT owner, table_name, num_rows FROM all_tables WHERE num_rows IS NOT NULL""");
    }

    /** {@inheritDoc} A NUMBER without digits holds any number, a FLOAT has more digits than a double; a DATE has a time. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        if (name.equals("number")) {
            return Optional.of(
                    raw.size() == 0 || raw.scale() == -127
                            ? Scalar.STRING
                            : TypeMapping.decimal(raw.size(), raw.scale()));
        }
        if (name.startsWith("timestamp") || name.equals("date")) {
            return Optional.of(Scalar.TIMESTAMP);
        }
        return switch (name) {
            case "float" -> Optional.of(Scalar.STRING);
            case "binary_float" -> Optional.of(Scalar.FLOAT);
            case "binary_double" -> Optional.of(Scalar.DOUBLE);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> hiveName() {
        return Optional.of("ORACLE");
    }
}
