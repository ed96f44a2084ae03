package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** SQLite, which is a file. */
final class Sqlite implements Dialect {

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public List<String> schemes() {
        return List.of("sqlite:");
    }

    @Override
    public List<String> drivers() {
        return List.of("org.sqlite.JDBC");
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
    public boolean hasSchemas() {
        return false;
    }

    @Override
    public Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1");
        return properties;
    }

    /** {@inheritDoc} A declared type only suggests; what has none, or one of its own, may hold anything. */
    @Override
    public Optional<HiveType> type(RawType raw) {
        String name = raw.lowerName();
        if (name.contains("int")) {
            return Optional.of(Scalar.BIGINT);
        }
        if (name.contains("bool")) {
            return Optional.of(Scalar.BOOLEAN);
        }
        if (name.contains("real") || name.contains("floa") || name.contains("doub")) {
            return Optional.of(Scalar.DOUBLE);
        }
        return name.contains("blob") ? Optional.of(Scalar.BINARY) : Optional.of(Scalar.STRING);
    }
}
