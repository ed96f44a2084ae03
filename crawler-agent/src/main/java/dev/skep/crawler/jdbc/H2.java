package dev.skep.crawler.jdbc;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** H2, as a server or in files. */
final class H2 implements Dialect {

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public List<String> schemes() {
        return List.of("h2:");
    }

    @Override
    public List<String> drivers() {
        return List.of("org.h2.Driver");
    }

    @Override
    public int port() {
        return 9092;
    }

    @Override
    public String url(String host, int port, String database) {
        return "jdbc:h2:tcp://" + host + ":" + (port == 0 ? port() : port) + "/" + database;
    }

    @Override
    public boolean isEmbedded(String url) {
        return !url.regionMatches(true, 0, "jdbc:h2:tcp://", 0, 14)
                && !url.regionMatches(true, 0, "jdbc:h2:ssl://", 0, 14);
    }

    @Override
    public Set<String> dangerousParameters() {
        return Set.of("authrealm", "authenticator", "cache_type", "java_object_serializer", "database_event_listener");
    }

    @Override
    public Properties readOnly() {
        Properties properties = new Properties();
        properties.setProperty("IFEXISTS", "TRUE");
        return properties;
    }

    @Override
    public Optional<String> rowEstimates() {
        return Optional.of("""
                SELECT table_schema, table_name, row_count_estimate FROM information_schema.tables""");
    }
}
