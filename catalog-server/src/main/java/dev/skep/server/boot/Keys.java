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

    static final Key<Path> WAREHOUSE_TRASH_DIR = Key.unset(
            "warehouse.trash-dir",
            ValueType.PATH,
            "The folder into which the directories of dropped databases, tables and partitions are moved, with their"
                    + " whole paths. Emptying it is somebody else's work. Left out, they are removed.");
    static final Key<Boolean> WAREHOUSE_LEAVE_FILES = Key.of(
            "warehouse.leave-files",
            ValueType.YES_OR_NO,
            "false",
            "Whether files and directories are never made, moved, counted or removed: whoever writes them does all that.");
    static final Key<String> WAREHOUSE_S3_REGION = Key.unset(
            "warehouse.s3.region",
            ValueType.TEXT,
            "The region of the object store whose s3:, s3a: and s3n: locations the server looks after: it makes, moves, counts and"
                    + " removes what tables and partitions own there. Left out, it leaves such locations alone.");
    static final Key<String> WAREHOUSE_S3_ENDPOINT = Key.unset(
            "warehouse.s3.endpoint",
            ValueType.TEXT,
            "The http: or https: address of an object store that speaks S3. Left out, that of AWS in the region.");
    static final Key<Boolean> WAREHOUSE_S3_PATH_STYLE = Key.of(
            "warehouse.s3.path-style",
            ValueType.YES_OR_NO,
            "false",
            "Whether buckets are named in the path and not in the name of the host, as most stores outside of AWS want.");
    static final Key<String> WAREHOUSE_S3_ACCESS_KEY = Key.unset(
            "warehouse.s3.access-key",
            ValueType.TEXT,
            "Who the server is to the object store. Left out, whoever the environment says: the variables and files of"
                    + " AWS, or the role of the machine or container.");
    static final Key<String> WAREHOUSE_S3_SECRET_KEY = Key.secret(
            "warehouse.s3.secret-key",
            ValueType.TEXT,
            "The secret of that access key. Write it as ${file:…} or ${env:…}.");
    static final Key<String> WAREHOUSE_S3_PROFILE = Key.unset(
            "warehouse.s3.profile",
            ValueType.TEXT,
            "The profile in the files of AWS that says who the server is to the object store, instead of a key.");
    static final Key<String> WAREHOUSE_S3_TRASH_DIR = Key.unset(
            "warehouse.s3.trash-dir",
            ValueType.TEXT,
            "The s3: location to which what is dropped in object stores is moved, below the names of its bucket and its"
                    + " path. Left out, it is removed.");

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
            "How many Thrift connections are open at once. A further one takes the place of the one that has rested longest, a"
                    + " minute at least; where there is none, it is closed.");
    static final Key<Integer> HIVE_MAX_BUSY = Key.of(
            "hive.max-busy",
            ValueType.count(1, 1_000_000),
            "1000",
            "How many Thrift connections may be in the middle of a message or its answer, or are open by TLS or HTTP: each"
                    + " of them holds a thread. A further one takes the place of the one whose client has been waited for"
                    + " longest, a second at least; where there is none, it is closed.");
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
    static final Key<Integer> HIVE_MAX_PARTITIONS = Key.unset(
            "hive.max-partitions",
            ValueType.count(0, 100_000_000),
            "How many partitions a Hive client may ask for at once. Left out, any number.");
    static final Key<String> HIVE_MANAGED_TABLES = Key.of(
            "hive.managed-tables",
            ValueType.oneOf("kept", "translated-from-hive-3", "translated"),
            "kept",
            "What becomes of tables that Hive clients make managed without making them transactional: kept as they are, or"
                    + " translated to external ones as Hive 4 does, for all clients or for those of Hive 3 and later.");
    static final Key<String> HIVE_PARTITION_VALUE_PATTERN = Key.unset(
            "hive.partition-value-pattern",
            ValueType.TEXT,
            "A regular expression that every value of a new partition must match as a whole. Left out, any value.");

    static final Key<Duration> HIVE_HANDSHAKE_TIMEOUT = Key.of(
            "hive.handshake-timeout",
            ValueType.DURATION,
            "30s",
            "How long a client may take for TLS and for proving who it is before its connection is closed.");
    static final Key<String> HIVE_HTTP_PATH = Key.of(
            "hive.http.path",
            ValueType.TEXT,
            "metastore",
            "The path at which Thrift messages come by HTTP, on hive.port too.");
    static final Key<Path> HIVE_TLS_CERTIFICATE = Key.unset(
            "hive.tls.certificate",
            ValueType.PATH,
            "A PEM file with the server's certificate, and after it those of its issuers. With hive.tls.key, TLS is spoken"
                    + " on hive.port.");
    static final Key<Path> HIVE_TLS_KEY = Key.unset(
            "hive.tls.key",
            ValueType.PATH,
            "A PEM file with the private key of that certificate, PKCS#8, not encrypted.");
    static final Key<Path> HIVE_TLS_KEY_STORE = Key.unset(
            "hive.tls.key-store",
            ValueType.PATH,
            "Instead of the two: a PKCS#12 file with the key and its certificates.");
    static final Key<String> HIVE_TLS_KEY_STORE_PASSWORD = Key.secret(
            "hive.tls.key-store-password",
            ValueType.TEXT,
            "The password of hive.tls.key-store. Write it as ${file:…} or ${env:…}.");
    static final Key<String> HIVE_TLS_MODE = Key.of(
            "hive.tls.mode",
            ValueType.oneOf("required", "optional"),
            "required",
            "Where there is a key for TLS: whether clients that come without TLS are refused, or served too.");
    static final Key<String> HIVE_KERBEROS_PRINCIPAL = Key.unset(
            "hive.kerberos.principal",
            ValueType.TEXT,
            "Who the server is to Kerberos, such as hive/host.example.com@EXAMPLE.COM. With hive.kerberos.keytab, clients"
                    + " may prove who they are by SASL GSSAPI.");
    static final Key<Path> HIVE_KERBEROS_KEYTAB =
            Key.unset("hive.kerberos.keytab", ValueType.PATH, "The keytab with the keys of that principal.");
    static final Key<String> HIVE_SASL_QOP = Key.of(
            "hive.sasl.qop",
            ValueType.oneOf("auth", "auth-int", "auth-conf"),
            "auth",
            "The least protection of connections by Kerberos or delegation token: none, signed, or encrypted.");

    static final Key<Path> AUTH_PASSWORD_FILE = Key.unset(
            "auth.password-file",
            ValueType.PATH,
            "A file of users and hashed passwords, a line each as skep passwd prints it. It is read anew when it changes.");
    static final Key<String> AUTH_LDAP_URL = Key.unset(
            "auth.ldap.url",
            ValueType.TEXT,
            "An LDAP directory that checks passwords, such as ldaps://ldap.example.com.");
    static final Key<Boolean> AUTH_LDAP_START_TLS = Key.of(
            "auth.ldap.start-tls",
            ValueType.YES_OR_NO,
            "false",
            "Whether connections to an ldap:// URL are raised to TLS before anything is said.");
    static final Key<String> AUTH_LDAP_USER_NAME = Key.unset(
            "auth.ldap.user-name",
            ValueType.TEXT,
            "What a user is called there, such as uid={user},ou=people,dc=example or {user}@example.com; several,"
                    + " separated by semicolons, are tried in turn.");
    static final Key<String> AUTH_LDAP_BASE = Key.unset(
            "auth.ldap.base",
            ValueType.TEXT,
            "Instead of auth.ldap.user-name: the entry below which users are looked for.");
    static final Key<String> AUTH_LDAP_FILTER = Key.of(
            "auth.ldap.filter",
            ValueType.TEXT,
            "(uid={user})",
            "What is looked for below auth.ldap.base; it may demand more, such as membership in a group.");
    static final Key<String> AUTH_LDAP_BIND_NAME = Key.unset(
            "auth.ldap.bind-name", ValueType.TEXT, "Who the server is to the directory when it looks for users.");
    static final Key<String> AUTH_LDAP_BIND_PASSWORD = Key.secret(
            "auth.ldap.bind-password",
            ValueType.TEXT,
            "The password of auth.ldap.bind-name. Write it as ${file:…} or ${env:…}.");
    static final Key<String> AUTH_JWT_KEYS = Key.unset(
            "auth.jwt.keys",
            ValueType.TEXT,
            "A URL or a file with the public keys (JWK set) of whom signs JWTs. With it, REST and Thrift over HTTP take"
                    + " bearer tokens.");
    static final Key<String> AUTH_JWT_ISSUER =
            Key.unset("auth.jwt.issuer", ValueType.TEXT, "Who must have issued a JWT: its claim iss.");
    static final Key<String> AUTH_JWT_AUDIENCE = Key.unset(
            "auth.jwt.audience", ValueType.TEXT, "Whom a JWT must be meant for: its claim aud. Left out, anybody.");
    static final Key<String> AUTH_JWT_USER_CLAIM =
            Key.of("auth.jwt.user-claim", ValueType.TEXT, "sub", "The claim of a JWT that names the user.");
    static final Key<String> AUTH_PROXY_USERS = Key.unset(
            "auth.proxy-users",
            ValueType.TEXT,
            "Users, separated by commas, that may act in the name of others: services that have checked those others.");
    static final Key<Boolean> AUTH_ALLOW_ANONYMOUS = Key.of(
            "auth.allow-anonymous",
            ValueType.YES_OR_NO,
            "false",
            "Where users can prove who they are: whether clients that prove nothing are served too, and believed.");
    static final Key<Boolean> AUTH_ALLOW_CLEAR = Key.of(
            "auth.allow-clear",
            ValueType.YES_OR_NO,
            "false",
            "Whether passwords and JWTs may come from other machines without TLS, for everybody on the way to read.");

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
    static final Key<Path> HTTP_TLS_CERTIFICATE = Key.unset(
            "http.tls.certificate",
            ValueType.PATH,
            "A PEM file with the server's certificate, and after it those of its issuers. With http.tls.key, http.port speaks"
                    + " TLS and nothing else.");
    static final Key<Path> HTTP_TLS_KEY = Key.unset(
            "http.tls.key",
            ValueType.PATH,
            "A PEM file with the private key of that certificate, PKCS#8, not encrypted.");
    static final Key<Path> HTTP_TLS_KEY_STORE = Key.unset(
            "http.tls.key-store",
            ValueType.PATH,
            "Instead of the two: a PKCS#12 file with the key and its certificates.");
    static final Key<String> HTTP_TLS_KEY_STORE_PASSWORD = Key.secret(
            "http.tls.key-store-password",
            ValueType.TEXT,
            "The password of http.tls.key-store. Write it as ${file:…} or ${env:…}.");

    static final Key<String> DB_URL = Key.unset(
            "db.url",
            ValueType.TEXT,
            "The JDBC URL of the database that holds the catalog: jdbc:postgresql:, jdbc:mariadb:,"
                    + " jdbc:mysql: or jdbc:h2:. Left out, an H2 file in data.dir.");
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
    static final Key<Duration> DB_CONNECTION_TIMEOUT = Key.of(
            "db.connection-timeout",
            ValueType.PERIOD,
            "15s",
            "How long a request waits for a connection to the database, or for a database that is away to come back, before"
                    + " it is answered that the catalog is unavailable.");

    static final Key<Duration> ACID_TXN_TIMEOUT = Key.of(
            "acid.txn-timeout",
            ValueType.DURATION,
            "5m",
            "How long a client may be silent before its transactions are aborted and its locks given to others.");

    static final Key<Boolean> SECURITY_ALLOW_OPEN = Key.of(
            "security.allow-open",
            ValueType.YES_OR_NO,
            "false",
            "Whether an address that other machines reach may be one where nobody has to prove who they are, as there"
                    + " is no auth setting. Whoever reaches it may change and drop everything.");

    static final Key<Boolean> EVENTS_ENABLED = Key.of(
            "events.enabled",
            ValueType.YES_OR_NO,
            "true",
            "Whether changes are recorded as events, which clients of Hive read as notifications.");
    static final Key<Boolean> EVENTS_ALTERED_TOGETHER = Key.of(
            "events.altered-together",
            ValueType.YES_OR_NO,
            "false",
            "Whether partitions that one call alters are one notification, ALTER_PARTITIONS, as Hive 4.1 tells it. Clients"
                    + " before Hive 4.1 do not know it. Left out, each is a notification that all clients know.");
    static final Key<Boolean> EVENTS_COMPRESSED = Key.of(
            "events.compressed",
            ValueType.YES_OR_NO,
            "false",
            "Whether messages of notifications are sent compressed, as gzip(json-2.0), to clients that are known to be of"
                    + " Hive 4. Others read json-0.2.");
    static final Key<Duration> EVENTS_RETENTION = Key.of(
            "events.retention",
            ValueType.PERIOD,
            "1d",
            "How long events are kept. A reader that stays away for longer misses some, and is told so by a gap in their ids.");

    static final Key<Duration> EVENTS_MARKS_RETENTION = Key.unset(
            "events.marks-retention",
            ValueType.PERIOD,
            "How long a mark counts that a client leaves on a partition (markPartitionForEvent). Left out, as long as the"
                    + " table is there.");

    static final Key<Boolean> DISCOVERY_ENABLED = Key.of(
            "discovery.enabled",
            ValueType.YES_OR_NO,
            "false",
            "Whether tables with the parameter discover.partitions get a partition for each new directory, and lose those"
                    + " whose directory is gone or that are older than their partition.retention.period.");
    static final Key<Duration> DISCOVERY_INTERVAL = Key.of(
            "discovery.interval",
            ValueType.PERIOD,
            "6h",
            "From one look at those tables to the next, whichever server of a catalog does it.");
    static final Key<String> DISCOVERY_DATABASES = Key.of(
            "discovery.databases",
            ValueType.TEXT,
            "*",
            "In which databases: * stands for any text, . for any one character, and a vertical bar separates alternatives.");
    static final Key<String> DISCOVERY_TABLES =
            Key.of("discovery.tables", ValueType.TEXT, "*", "Which tables, by name, in the same form.");
    static final Key<String> DISCOVERY_KINDS =
            Key.of("discovery.kinds", ValueType.oneOf("all", "external", "managed"), "all", "Which kinds of tables.");

    static final Key<Duration> CRAWL_LEASE = Key.of(
            "crawl.lease",
            ValueType.DURATION,
            "1m",
            "How long a crawler agent may be silent before another one gets its run. Agents report three times as often.");
    static final Key<Duration> CRAWL_EVENT_PAUSE = Key.of(
            "crawl.event-pause",
            ValueType.DURATION,
            "30s",
            "How long after the end of a run messages in its crawler's queue start the next, so that many changes make one run.");
    static final Key<Duration> CRAWL_HISTORY = Key.of(
            "crawl.history",
            ValueType.PERIOD,
            "90d",
            "How long runs of crawlers are kept, with their plans, after they have ended.");

    static final Key<String> SECRETS_KEY = Key.secret(
            "secrets.key",
            ValueType.TEXT,
            "The key by which secrets of connections are encrypted, 32 bytes in Base64; agents need the same. Write it as"
                    + " ${file:…} or ${env:…}. Left out, connections can only refer to secrets that agents have.");

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
            WAREHOUSE_TRASH_DIR,
            WAREHOUSE_LEAVE_FILES,
            WAREHOUSE_S3_REGION,
            WAREHOUSE_S3_ENDPOINT,
            WAREHOUSE_S3_PATH_STYLE,
            WAREHOUSE_S3_ACCESS_KEY,
            WAREHOUSE_S3_SECRET_KEY,
            WAREHOUSE_S3_PROFILE,
            WAREHOUSE_S3_TRASH_DIR,
            HIVE_HOST,
            HIVE_PORT,
            HIVE_MAX_FRAME,
            HIVE_MAX_CONNECTIONS,
            HIVE_MAX_BUSY,
            HIVE_IDLE_TIMEOUT,
            HIVE_STALL_TIMEOUT,
            HIVE_SLOW_CALL,
            HIVE_MAX_PARTITIONS,
            HIVE_MANAGED_TABLES,
            HIVE_PARTITION_VALUE_PATTERN,
            HIVE_HANDSHAKE_TIMEOUT,
            HIVE_HTTP_PATH,
            HIVE_TLS_CERTIFICATE,
            HIVE_TLS_KEY,
            HIVE_TLS_KEY_STORE,
            HIVE_TLS_KEY_STORE_PASSWORD,
            HIVE_TLS_MODE,
            HIVE_KERBEROS_PRINCIPAL,
            HIVE_KERBEROS_KEYTAB,
            HIVE_SASL_QOP,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_MAX_BODY,
            HTTP_IDLE_TIMEOUT,
            HTTP_TLS_CERTIFICATE,
            HTTP_TLS_KEY,
            HTTP_TLS_KEY_STORE,
            HTTP_TLS_KEY_STORE_PASSWORD,
            DB_URL,
            DB_USER,
            DB_PASSWORD,
            DB_PASSWORD_FILE,
            DB_POOL_SIZE,
            DB_CONNECTION_TIMEOUT,
            ACID_TXN_TIMEOUT,
            AUTH_PASSWORD_FILE,
            AUTH_LDAP_URL,
            AUTH_LDAP_START_TLS,
            AUTH_LDAP_USER_NAME,
            AUTH_LDAP_BASE,
            AUTH_LDAP_FILTER,
            AUTH_LDAP_BIND_NAME,
            AUTH_LDAP_BIND_PASSWORD,
            AUTH_JWT_KEYS,
            AUTH_JWT_ISSUER,
            AUTH_JWT_AUDIENCE,
            AUTH_JWT_USER_CLAIM,
            AUTH_PROXY_USERS,
            AUTH_ALLOW_ANONYMOUS,
            AUTH_ALLOW_CLEAR,
            SECURITY_ALLOW_OPEN,
            EVENTS_ENABLED,
            EVENTS_ALTERED_TOGETHER,
            EVENTS_COMPRESSED,
            EVENTS_RETENTION,
            EVENTS_MARKS_RETENTION,
            DISCOVERY_ENABLED,
            DISCOVERY_INTERVAL,
            DISCOVERY_DATABASES,
            DISCOVERY_TABLES,
            DISCOVERY_KINDS,
            CRAWL_LEASE,
            CRAWL_EVENT_PAUSE,
            CRAWL_HISTORY,
            SECRETS_KEY,
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
