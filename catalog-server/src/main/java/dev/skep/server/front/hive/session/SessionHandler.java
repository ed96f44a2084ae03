package dev.skep.server.front.hive.session;

import dev.skep.hive.api.AliveSinceArgs;
import dev.skep.hive.api.ConfigValSecurityException;
import dev.skep.hive.api.FbStatus;
import dev.skep.hive.api.GetConfigValueArgs;
import dev.skep.hive.api.GetCounterArgs;
import dev.skep.hive.api.GetCountersArgs;
import dev.skep.hive.api.GetCpuProfileArgs;
import dev.skep.hive.api.GetMetaConfArgs;
import dev.skep.hive.api.GetNameArgs;
import dev.skep.hive.api.GetOptionArgs;
import dev.skep.hive.api.GetOptionsArgs;
import dev.skep.hive.api.GetStatusArgs;
import dev.skep.hive.api.GetStatusDetailsArgs;
import dev.skep.hive.api.GetVersionArgs;
import dev.skep.hive.api.MetaException;
import dev.skep.hive.api.ReinitializeArgs;
import dev.skep.hive.api.Session;
import dev.skep.hive.api.SetMetaConfArgs;
import dev.skep.hive.api.SetOptionArgs;
import dev.skep.hive.api.SetUgiArgs;
import dev.skep.hive.api.ShutdownArgs;
import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.PartitionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection itself: who calls, settings, and what every server of this family answers. */
public final class SessionHandler implements Session<ClientSession> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHandler.class);

    /** The newest generation of Hive whose methods and fields the wire records know; clients parse it as a version. */
    private static final String HIVE_VERSION = "4.1.0";

    /** The class by which a metastore of Hive reads serialized expressions. Hive's engine sets it before it repairs a table. */
    private static final String EXPRESSIONS_ARE_READ =
            "org.apache.hadoop.hive.ql.optimizer.ppr.PartitionExpressionForMetastore";

    private static final Pattern READABLE_SETTING = Pattern.compile("(hive|hdfs|mapred|metastore).*");

    /** Settings that clients ask for, with what they are here. */
    private static final Map<String, String> SETTINGS = Map.of(
            "hive.exec.default.partition.name", PartitionName.NULL_VALUE,
            "metastore.default.partition.name", PartitionName.NULL_VALUE,
            "hive.metastore.batch.retrieve.max", "300",
            "metastore.batch.retrieve.max", "300",
            "hive.metastore.batch.retrieve.table.partition.max", "1000",
            "hive.metastore.partition.name.whitelist.pattern", "",
            "metastore.partition.name.whitelist.pattern", "",
            // Readers of notifications look whether these hold the objects, also when only something small was altered.
            "hive.metastore.notifications.add.thrift.objects", "true",
            "hive.metastore.alter.notifications.basic", "false");

    /** Trino takes from it how often it gives a sign of life, and needs an answer for every transaction. */
    private static final Set<String> TRANSACTION_TIMEOUT = Set.of("hive.txn.timeout", "metastore.txn.timeout");

    /** Settings of a metastore that a client may change for its connection, also with "hive." before them. Here they change nothing. */
    private static final Map<String, String> CHANGEABLE = Stream.of(
                    Map.entry("metastore.try.direct.sql", "true"),
                    Map.entry("metastore.try.direct.sql.ddl", "true"),
                    Map.entry("metastore.client.socket.timeout", "600s"),
                    Map.entry("metastore.client.capability.check", "true"),
                    Map.entry("metastore.expression.proxy", EXPRESSIONS_ARE_READ),
                    Map.entry("metastore.disallow.incompatible.col.type.changes", "true"),
                    Map.entry("metastore.partition.name.whitelist.pattern", ""))
            .flatMap(setting -> Stream.of(setting, Map.entry("hive." + setting.getKey(), setting.getValue())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Instant aliveSince;
    private final Duration transactionTimeout;

    public SessionHandler(Instant aliveSince, Duration transactionTimeout) {
        this.aliveSince = aliveSince;
        this.transactionTimeout = transactionTimeout;
    }

    @Override
    public String getMetaConf(GetMetaConfArgs args, ClientSession session) throws MetaException {
        String key = changeable(Translation.required(args.key(), "key"));
        return session.setting(key).orElseGet(() -> Objects.requireNonNull(CHANGEABLE.get(key), key));
    }

    @Override
    public void setMetaConf(SetMetaConfArgs args, ClientSession session) throws MetaException {
        session.set(changeable(Translation.required(args.key(), "key")), Translation.required(args.value(), "value"));
    }

    @Override
    public List<String> setUgi(SetUgiArgs args, ClientSession session) throws MetaException {
        try {
            session.identify(
                    Translation.required(args.userName(), "user name"), Translation.orEmpty(args.groupNames()));
        } catch (AuthenticationRefused e) {
            throw new MetaException(e.getMessage());
        }
        return session.groups();
    }

    @Override
    public String getConfigValue(GetConfigValueArgs args, ClientSession session) throws ConfigValSecurityException {
        String otherwise = args.defaultValue() == null ? "" : args.defaultValue();
        String name = args.name();
        if (name == null) {
            return otherwise;
        }
        if (!READABLE_SETTING.matcher(name).matches()) {
            throw new ConfigValSecurityException(
                    "Setting " + name + " cannot be read: only those that begin with hive, hdfs, mapred or metastore");
        }
        return TRANSACTION_TIMEOUT.contains(name)
                ? transactionTimeout.toMillis() + "ms"
                : SETTINGS.getOrDefault(name, otherwise);
    }

    @Override
    public String getName(GetNameArgs args, ClientSession session) {
        return "skep";
    }

    @Override
    public String getVersion(GetVersionArgs args, ClientSession session) {
        return HIVE_VERSION;
    }

    @Override
    public FbStatus getStatus(GetStatusArgs args, ClientSession session) {
        return FbStatus.ALIVE;
    }

    @Override
    public String getStatusDetails(GetStatusDetailsArgs args, ClientSession session) {
        return "";
    }

    /** What is counted is read at the metrics address. */
    @Override
    public Map<String, Long> getCounters(GetCountersArgs args, ClientSession session) {
        return Map.of();
    }

    @Override
    public long getCounter(GetCounterArgs args, ClientSession session) {
        return 0;
    }

    /** There are no options that a client could change. */
    @Override
    public void setOption(SetOptionArgs args, ClientSession session) {
        LOG.debug("Option {} was not set: there are none", args.key());
    }

    @Override
    public String getOption(GetOptionArgs args, ClientSession session) {
        return "";
    }

    @Override
    public Map<String, String> getOptions(GetOptionsArgs args, ClientSession session) {
        return Map.of();
    }

    @Override
    public String getCpuProfile(GetCpuProfileArgs args, ClientSession session) {
        return "";
    }

    @Override
    public long aliveSince(AliveSinceArgs args, ClientSession session) {
        return aliveSince.getEpochSecond();
    }

    @Override
    public void reinitialize(ReinitializeArgs args, ClientSession session) {
        LOG.info("A client asked the server to start anew; it goes on as it is");
    }

    /** A server is stopped where it runs, not by whoever can connect. Hive's clients send this when they close. */
    @Override
    public void shutdown(ShutdownArgs args, ClientSession session) {
        LOG.debug("A client said good-bye");
    }

    private static String changeable(String key) throws MetaException {
        if (!CHANGEABLE.containsKey(key)) {
            throw new MetaException("Invalid configuration key " + key + ": a connection can change "
                    + CHANGEABLE.keySet().stream().sorted().toList());
        }
        return key;
    }
}
