package dev.skep.server.boot;

import dev.skep.server.catalog.DiscoveryScope;
import dev.skep.server.catalog.PartitionLimits;
import dev.skep.server.catalog.Warehouse;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.front.hive.table.ManagedTables;
import dev.skep.server.front.hive.wire.ThriftSettings;
import dev.skep.server.front.rest.RestSettings;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.TableKind;
import dev.skep.server.store.sql.StoreSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * All settings as typed values, one record a concern. Made once, at the start; nonsense is refused in a sentence.
 *
 * @param discovery which tables are kept in step with their directories; nothing for none
 * @param embedded whether the catalog is an H2 file in the data folder, which then must be there
 */
record Settings(
        Path dataDir,
        boolean embedded,
        StoreSettings store,
        Warehouse warehouse,
        PartitionLimits partitions,
        ManagedTables managedTables,
        WarehouseFiles files,
        ThriftSettings thrift,
        AuthSettings auth,
        EntranceSettings entrance,
        RestSettings rest,
        EventSettings events,
        Optional<DiscoveryScope> discovery,
        CrawlSettings crawls,
        Duration transactionTimeout,
        String logLevel) {
    private static final Pattern URI_SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    private static final Pattern HTTP_PATH = Pattern.compile("/?[A-Za-z0-9._~/-]+");

    static Settings from(Configuration configuration) {
        Path dataDir = configuration.get(Keys.DATA_DIR).toAbsolutePath().normalize();
        Optional<String> url = configuration.find(Keys.DB_URL);
        Duration stopTimeout = configuration.get(Keys.STOP_TIMEOUT);
        AuthSettings auth = AuthSettings.from(configuration);
        EntranceSettings entrance = EntranceSettings.from(configuration);
        return new Settings(
                dataDir,
                url.isEmpty(),
                new StoreSettings(
                        url.orElse("jdbc:h2:file:" + dataDir.resolve("catalog")),
                        configuration.find(Keys.DB_USER).orElse(""),
                        password(configuration),
                        configuration.get(Keys.DB_POOL_SIZE),
                        configuration.get(Keys.DB_CONNECTION_TIMEOUT)),
                new Warehouse(
                        location(configuration
                                .find(Keys.WAREHOUSE_DIR)
                                .orElse(dataDir.resolve("warehouse").toString())),
                        configuration
                                .find(Keys.WAREHOUSE_EXTERNAL_DIR)
                                .map(Settings::location)
                                .orElse(null)),
                new PartitionLimits(
                        configuration.find(Keys.HIVE_MAX_PARTITIONS).orElse(-1),
                        configuration
                                .find(Keys.HIVE_PARTITION_VALUE_PATTERN)
                                .map(Settings::pattern)
                                .orElse(null)),
                managedTables(configuration.get(Keys.HIVE_MANAGED_TABLES)),
                WarehouseStores.from(configuration),
                new ThriftSettings(
                        new InetSocketAddress(
                                address(configuration, Keys.HIVE_HOST, entrance.isGuarded(auth)),
                                configuration.get(Keys.HIVE_PORT)),
                        configuration.get(Keys.HIVE_MAX_CONNECTIONS),
                        configuration.get(Keys.HIVE_MAX_BUSY),
                        configuration.get(Keys.HIVE_MAX_FRAME),
                        Runtime.getRuntime().maxMemory(),
                        configuration.get(Keys.HIVE_IDLE_TIMEOUT),
                        configuration.get(Keys.HIVE_STALL_TIMEOUT),
                        configuration.get(Keys.HIVE_HANDSHAKE_TIMEOUT),
                        configuration.get(Keys.HIVE_SLOW_CALL),
                        stopTimeout,
                        path(configuration.get(Keys.HIVE_HTTP_PATH)),
                        configuration.get(Keys.HTTP_PORT)),
                auth,
                entrance,
                new RestSettings(
                        new InetSocketAddress(
                                address(configuration, Keys.HTTP_HOST, auth.guardsHttp()),
                                configuration.get(Keys.HTTP_PORT)),
                        configuration.get(Keys.HTTP_MAX_BODY),
                        configuration.get(Keys.HTTP_IDLE_TIMEOUT),
                        stopTimeout),
                new EventSettings(
                        configuration.get(Keys.EVENTS_ENABLED),
                        configuration.get(Keys.EVENTS_ALTERED_TOGETHER),
                        configuration.get(Keys.EVENTS_COMPRESSED),
                        configuration.get(Keys.EVENTS_RETENTION),
                        configuration.find(Keys.EVENTS_MARKS_RETENTION)),
                discovery(configuration),
                CrawlSettings.from(configuration),
                configuration.get(Keys.ACID_TXN_TIMEOUT),
                configuration.get(Keys.LOG_LEVEL));
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new StartupException(
                    Keys.HIVE_PARTITION_VALUE_PATTERN.name() + " is '" + regex + "', which is no regular expression: "
                            + e.getDescription(),
                    e);
        }
    }

    private static Optional<DiscoveryScope> discovery(Configuration configuration) {
        if (!configuration.get(Keys.DISCOVERY_ENABLED)) {
            return Optional.empty();
        }
        Set<TableKind> kinds = switch (configuration.get(Keys.DISCOVERY_KINDS)) {
            case "external" -> Set.of(TableKind.EXTERNAL);
            case "managed" -> Set.of(TableKind.MANAGED);
            default -> Set.of(TableKind.EXTERNAL, TableKind.MANAGED);
        };
        return Optional.of(new DiscoveryScope(
                NamePattern.parse(configuration.get(Keys.DISCOVERY_DATABASES)),
                NamePattern.parse(configuration.get(Keys.DISCOVERY_TABLES)),
                kinds,
                configuration.get(Keys.DISCOVERY_INTERVAL)));
    }

    private static ManagedTables managedTables(String word) {
        return switch (word) {
            case "translated" -> ManagedTables.TRANSLATED;
            case "translated-from-hive-3" -> ManagedTables.TRANSLATED_FROM_HIVE_3;
            default -> ManagedTables.KEPT;
        };
    }

    private static String password(Configuration configuration) {
        Optional<Path> file = configuration.find(Keys.DB_PASSWORD_FILE);
        Optional<String> password = configuration.find(Keys.DB_PASSWORD);
        if (file.isPresent() && password.isPresent()) {
            throw new StartupException("Both db.password and db.password-file are set; leave one of them out");
        }
        return file.map(path -> Configuration.secretOf(Keys.DB_PASSWORD_FILE.name(), path))
                .or(() -> password)
                .orElse("");
    }

    private static String path(String text) {
        if (!HTTP_PATH.matcher(text).matches()) {
            throw new StartupException("hive.http.path is '" + text + "'; it is a path of letters, digits and -._~/");
        }
        return text.startsWith("/") ? text : "/" + text;
    }

    /** @param guarded whether clients must prove who they are */
    private static InetAddress address(Configuration configuration, Key<String> key, boolean guarded) {
        String host = configuration.get(key);
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new StartupException(
                    key.name() + " is '" + host + "', which is no address and no name that resolves", e);
        }
        if (!guarded && !address.isLoopbackAddress() && !configuration.get(Keys.SECURITY_ALLOW_OPEN)) {
            throw new StartupException(
                    key.name() + " is " + host + ", which other machines may reach, and nobody has to"
                            + " prove who they are there; if that is meant, set security.allow-open=true, otherwise use"
                            + " 127.0.0.1, or let clients prove it (auth.password-file, auth.ldap.url, auth.jwt.keys"
                            + (key.equals(Keys.HIVE_HOST) ? ", hive.kerberos.principal)" : ")"));
        }
        return address;
    }

    /** A folder becomes a {@code file:} location, as clients of Hive write it; a URI stays. No slash at the end. */
    private static String location(String folderOrUri) {
        String location = URI_SCHEME.matcher(folderOrUri).matches()
                ? folderOrUri
                : "file:" + Path.of(folderOrUri).toAbsolutePath().normalize();
        return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }
}
