package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trino. */
final class Trino implements Dialect {

    @Override
    public String name() {
        return "trino";
    }

    @Override
    public List<String> schemes() {
        return List.of("trino:");
    }

    @Override
    public List<String> drivers() {
        return List.of("io.trino.jdbc.TrinoDriver");
    }

    @Override
    public int port() {
        return 8080;
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of(
                "dnsresolver",
                "dnsresolvercontext",
                "extracredentials",
                "extraheaders",
                "accesstoken",
                "externalauthentication",
                "externalauthenticationredirecthandlers",
                "kerberosdelegation");
    }

    /** {@inheritDoc} Arrays, maps and rows carry their elements in their names, and stay text. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        if (name.startsWith("timestamp")) {
            return Optional.of(Scalar.TIMESTAMP);
        }
        return name.startsWith("time") ? Optional.of(Scalar.STRING) : Optional.empty();
    }
}
