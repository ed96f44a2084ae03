package dev.skep.server.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every setting there is. A key that is not declared here is refused wherever it comes from. */
final class Keys {
    static final Key<Path> DATA_DIR = Key.of(
            "data.dir",
            ValueType.PATH,
            "skep-data",
            "The folder of the embedded database. It is made if it is absent. One server at a time uses it.");

    static final Key<String> WAREHOUSE_DIR = Key.unset(
            "warehouse.dir",
            ValueType.TEXT,
            "Where databases and managed tables go that name no location: a folder or a URI. Left out, the folder"
                    + " warehouse in data.dir.");
    static final Key<String> WAREHOUSE_EXTERNAL_DIR = Key.unset(
            "warehouse.external-dir",
            ValueType.TEXT,
            "Where databases and external tables go that name no location: a folder or a URI. Managed tables then"
                    + " keep warehouse.dir to themselves. Left out, all lie there.");

    static final Key<String> HIVE_HOST =
            Key.of("hive.host", ValueType.TEXT, "127.0.0.1", "The address that Hive clients connect to by Thrift.");
    static final Key<Integer> HIVE_PORT =
            Key.of("hive.port", ValueType.PORT, "9083", "The port that Hive clients connect to by Thrift.");
    static final Key<Integer> HIVE_MAX_FRAME = Key.of(
            "hive.max-frame",
            ValueType.SIZE,
            "100MB",
            "The largest Thrift message that is read, and the largest framed reply that is written.");
    static final Key<Integer> HIVE_MAX_CONNECTIONS = Key.of(
            "hive.max-connections",
            ValueType.count(1, 1_000_000),
            "1000",
            "How many Thrift connections are served at once; further ones are closed at once.");
    static final Key<Duration> HIVE_IDLE_TIMEOUT = Key.of(
            "hive.idle-timeout",
            ValueType.DURATION,
            "6h",
            "How long a Thrift connection may rest between two calls before it is closed.");
    static final Key<Duration> HIVE_STALL_TIMEOUT = Key.of(
            "hive.stall-timeout",
            ValueType.DURATION,
            "1m",
            "How long a client may pause inside a message, its own or the reply that it reads, before its connection is"
                    + " closed.");
    static final Key<Duration> HIVE_SLOW_CALL =
            Key.of("hive.slow-call", ValueType.DURATION, "5s", "Thrift calls that take longer than this are logged.");

    static final Key<String> HTTP_HOST =
            Key.of("http.host", ValueType.TEXT, "127.0.0.1", "The address of the REST interface.");
    static final Key<Integer> HTTP_PORT = Key.of(
            "http.port", ValueType.PORT, "8080", "The port of the REST interface, its health checks and its metrics.");
    static final Key<Integer> HTTP_MAX_BODY = Key.of(
            "http.max-body",
            ValueType.SIZE,
            "64MB",
            "The largest body of a request that is read; larger ones get 413.");
    static final Key<Duration> HTTP_IDLE_TIMEOUT = Key.of(
            "http.idle-timeout",
            ValueType.DURATION,
            "1m",
            "How long an HTTP connection may say nothing before it is closed.");

    static final Key<String> DB_URL = Key.unset(
            "db.url",
            ValueType.TEXT,
            "The JDBC URL of the database that holds the catalog: jdbc:postgresql:, jdbc:mariadb: (for MySQL"
                    + " too) or jdbc:h2:. Left out, an H2 file in data.dir.");
    static final Key<String> DB_USER = Key.unset("db.user", ValueType.TEXT, "Who the server is to that database.");
    static final Key<String> DB_PASSWORD = Key.secret(
            "db.password",
            ValueType.TEXT,
            "That user's password. Write it as ${file:…} or ${env:…}, or use db.password-file.");
    static final Key<Path> DB_PASSWORD_FILE =
            Key.unset("db.password-file", ValueType.PATH, "A file that holds that password and nothing else.");
    static final Key<Integer> DB_POOL_SIZE = Key.of(
            "db.pool-size",
            ValueType.count(1, 1_000),
            "16",
            "How many requests write to the database at once, and apart from them how many read; each holds a connection"
                    + " while it does.");

    static final Key<Boolean> SECURITY_ALLOW_OPEN = Key.of(
            "security.allow-open",
            ValueType.YES_OR_NO,
            "false",
            "Whether hive.host and http.host may be addresses that other machines reach. Nobody has to prove who they"
                    + " are, so whoever reaches the server may change and drop everything.");

    static final Key<Duration> STOP_TIMEOUT = Key.of(
            "stop.timeout",
            ValueType.DURATION,
            "20s",
            "How long running requests get to end when the server is told to stop.");
    static final Key<String> LOG_LEVEL = Key.of(
            "log.level",
            ValueType.oneOf("error", "warn", "info", "debug"),
            "info",
            "How much is written to the log, which goes to standard error.");

    static final List<Key<?>> ALL = List.of(
            DATA_DIR,
            WAREHOUSE_DIR,
            WAREHOUSE_EXTERNAL_DIR,
            HIVE_HOST,
            HIVE_PORT,
            HIVE_MAX_FRAME,
            HIVE_MAX_CONNECTIONS,
            HIVE_IDLE_TIMEOUT,
            HIVE_STALL_TIMEOUT,
            HIVE_SLOW_CALL,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_MAX_BODY,
            HTTP_IDLE_TIMEOUT,
            DB_URL,
            DB_USER,
            DB_PASSWORD,
            DB_PASSWORD_FILE,
            DB_POOL_SIZE,
            SECURITY_ALLOW_OPEN,
            STOP_TIMEOUT,
            LOG_LEVEL);

    private Keys() {}

    static Optional<Key<?>> named(String name) {
        return ALL.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    static Optional<Key<?>> ofVariable(String variable) {
        return ALL.stream().filter(key -> key.variable().equals(variable)).findFirst();
    }

    /** The declared key whose name needs the fewest edits to become this one. */
    static Key<?> nearest(String name) {
        return ALL.stream()
                .min(Comparator.comparingInt(key -> edits(key.name(), name)))
                .orElseThrow();
    }

    /** The Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
