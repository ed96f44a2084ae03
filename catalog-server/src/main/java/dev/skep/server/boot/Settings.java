package dev.skep.server.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** All settings as typed values, one record a concern. Read once, at the start; nonsense is refused in a sentence. */
record Settings(
        Path dataDir,
        WarehouseSettings warehouse,
        HiveSettings hive,
        HttpSettings http,
        StoreSettings store,
        Duration stopTimeout,
        String logLevel) {

    /** Where tables go that name no location, as URIs. */
    record WarehouseSettings(String managed, String external) {}

    /** @param port 0 for any free one */
    record HiveSettings(String host, int port, int maxFrame, int maxConnections, Duration idleTimeout) {}

    /** @param port 0 for any free one */
    record HttpSettings(String host, int port, int maxBody, Duration idleTimeout) {}

    /**
     * @param url empty for the embedded database in the data folder
     */
    record StoreSettings(Optional<String> url, Optional<String> user, Optional<String> password, int poolSize) {
        @Override
        public String toString() {
            return "StoreSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
        }
    }

    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    static Settings from(Configuration configuration) {
        Path dataDir = configuration.get(Keys.DATA_DIR).toAbsolutePath().normalize();
        String managed = configuration
                .find(Keys.WAREHOUSE_DIR)
                .map(Settings::uri)
                .orElseGet(() -> uri(dataDir.resolve("warehouse").toString()));
        return new Settings(
                dataDir,
                new WarehouseSettings(
                        managed,
                        configuration
                                .find(Keys.WAREHOUSE_EXTERNAL_DIR)
                                .map(Settings::uri)
                                .orElse(managed)),
                new HiveSettings(
                        host(configuration, Keys.HIVE_HOST),
                        configuration.get(Keys.HIVE_PORT),
                        configuration.get(Keys.HIVE_MAX_FRAME),
                        configuration.get(Keys.HIVE_MAX_CONNECTIONS),
                        configuration.get(Keys.HIVE_IDLE_TIMEOUT)),
                new HttpSettings(
                        host(configuration, Keys.HTTP_HOST),
                        configuration.get(Keys.HTTP_PORT),
                        configuration.get(Keys.HTTP_MAX_BODY),
                        configuration.get(Keys.HTTP_IDLE_TIMEOUT)),
                new StoreSettings(
                        configuration.find(Keys.DB_URL),
                        configuration.find(Keys.DB_USER),
                        password(configuration),
                        configuration.get(Keys.DB_POOL_SIZE)),
                configuration.get(Keys.STOP_TIMEOUT),
                configuration.get(Keys.LOG_LEVEL));
    }

    private static Optional<String> password(Configuration configuration) {
        Optional<Path> file = configuration.find(Keys.DB_PASSWORD_FILE);
        Optional<String> password = configuration.find(Keys.DB_PASSWORD);
        if (file.isPresent() && password.isPresent()) {
            throw new StartupException("Both db.password and db.password-file are set; leave one of them out");
        }
        return file.map(path -> Configuration.secretOf(Keys.DB_PASSWORD_FILE.name(), path))
                .or(() -> password);
    }

    private static String host(Configuration configuration, Key<String> key) {
        String host = configuration.get(key);
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress() && !configuration.get(Keys.SECURITY_ALLOW_OPEN)) {
                throw new StartupException(key.name() + " is " + host
                        + ", which other machines may reach, and nobody has to prove who they"
                        + " are; if that is meant, set security.allow-open=true, otherwise use 127.0.0.1");
            }
            return host;
        } catch (UnknownHostException e) {
            throw new StartupException(
                    key.name() + " is '" + host + "', which is no address of this machine and no name that resolves",
                    e);
        }
    }

    /** A folder becomes a {@code file:} URI; what is a URI stays. No slash at the end. */
    private static String uri(String folderOrUri) {
        String uri = URI_SCHEME.matcher(folderOrUri).matches()
                ? folderOrUri
                : "file:" + Path.of(folderOrUri).toAbsolutePath().normalize();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
