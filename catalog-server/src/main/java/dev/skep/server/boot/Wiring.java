package dev.skep.server.boot;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.FunctionService;
import dev.skep.server.catalog.PartitionDiscovery;
import dev.skep.server.catalog.PartitionExchange;
import dev.skep.server.catalog.PartitionExpressions;
import dev.skep.server.catalog.PartitionMarkService;
import dev.skep.server.catalog.PartitionParameters;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionValues;
import dev.skep.server.catalog.SecurityServices;
import dev.skep.server.catalog.StatisticsService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.acid.Leases;
import dev.skep.server.catalog.constraint.ConstraintService;
import dev.skep.server.catalog.registry.RegistryServices;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.front.hive.Calls;
import dev.skep.server.front.hive.HiveServices;
import dev.skep.server.front.hive.token.IssuedTokens;
import dev.skep.server.front.hive.wire.ThriftServer;
import dev.skep.server.front.rest.RestApi;
import dev.skep.server.model.CatalogException;
import dev.skep.server.schedule.ClassifierService;
import dev.skep.server.schedule.ConnectionService;
import dev.skep.server.schedule.CrawlerService;
import dev.skep.server.schedule.QueueService;
import dev.skep.server.schedule.RunService;
import dev.skep.server.schedule.SecretBox;
import dev.skep.server.store.sql.EventRecording;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: everything it consists of, made in order, and closed in the reverse order. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    /** How late a run may be at the most that starts by itself. */
    private static final Duration TENDING = Duration.ofSeconds(5);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final InetSocketAddress thriftAddress;
    private final InetSocketAddress restAddress;

    /** @throws StartupException if anything keeps the server from starting; nothing is left open then */
    Wiring(Settings settings) {
        try {
            if (settings.embedded()) {
                DataFolder.prepare(settings.dataDir());
            }
            Clock clock = Clock.systemUTC();
            StatementCounter statements = new StatementCounter();
            Metrics metrics = part(new Metrics(statements::total));
            SqlCatalogStore store = part(SqlCatalogStore.open(
                    settings.store(),
                    statements,
                    new EventRecording(
                            settings.events().enabled(), settings.events().alteredTogether(), clock)));
            store.measureBy(metrics.connections());
            WarehouseFiles files = settings.files();
            CatalogService catalogs = new CatalogService(store, files, settings.warehouse(), clock, UUID::randomUUID);
            DatabaseService databases = new DatabaseService(store, files, settings.warehouse(), clock);
            TableService tables = new TableService(store, files, settings.warehouse(), clock);
            PartitionService partitions = new PartitionService(store, files, clock, settings.partitions());
            StatisticsService statistics = new StatisticsService(store);
            FunctionService functions = new FunctionService(store, clock);
            ConstraintService constraints = new ConstraintService(store);
            EventService events = new EventService(store, clock);
            AcidServices acid = new AcidServices(store, Leases.of(settings.transactionTimeout()));
            databases.ensureDefault();
            PartitionMarkService marks =
                    new PartitionMarkService(store, clock, settings.events().marksRetention());
            Housekeeping housekeeping = part(new Housekeeping());
            housekeeping.repeat(HOUSEKEEPING, "Forgetting old marks of partitions", marks::forgetOld);
            housekeeping.repeat(
                    settings.events().pause(),
                    "Forgetting old events",
                    () -> events.forgetOlderThan(settings.events().retention()));
            housekeeping.repeat(
                    min(settings.transactionTimeout(), HOUSEKEEPING),
                    "Ending what silent clients hold",
                    acid.housekeeping()::run);
            RunService runs = new RunService(store, clock, settings.crawls().lease());
            // A run is not to wait for other work.
            part(new Housekeeping()).repeat(TENDING, "Starting runs of crawlers that are due", runs::tend);
            housekeeping.repeat(
                    HOUSEKEEPING,
                    "Forgetting old runs of crawlers",
                    () -> runs.forgetOlderThan(settings.crawls().history()));
            settings.discovery().ifPresent(scope -> {
                PartitionDiscovery discovery = new PartitionDiscovery(store, partitions, files, clock, scope);
                // Looking at many directories takes long, and silent clients must not wait for it.
                part(new Housekeeping())
                        .repeat(
                                min(scope.pause(), HOUSEKEEPING),
                                "Looking for new and old partitions",
                                discovery::runInTurn);
            });

            SecurityServices security = SecurityServices.on(store, clock, new SecureRandom());
            Entrances entrances =
                    Entrances.from(settings.auth(), settings.entrance(), new IssuedTokens(security.tokens()));
            Calls calls = new Calls(
                    new HiveServices(
                            catalogs,
                            databases,
                            tables,
                            partitions,
                            new PartitionValues(store),
                            new PartitionExchange(store, files),
                            new PartitionExpressions(store, settings.partitions()),
                            marks,
                            statistics,
                            events,
                            functions,
                            RegistryServices.on(store, tables, clock.withZone(ZoneId.systemDefault())),
                            constraints,
                            acid,
                            security,
                            settings.managedTables(),
                            settings.events().compressed(),
                            clock.instant()),
                    metrics.thrift(),
                    settings.thrift());
            ThriftServer thrift = part(listening(
                    "hive.port",
                    "--thrift-port",
                    settings.thrift().address(),
                    () -> ThriftServer.start(
                            settings.thrift(),
                            entrances.hive(),
                            calls,
                            Threads.perTask("thrift", settings.thrift().maxConnections()),
                            metrics.thrift())));
            RestApi rest = part(listening(
                    "http.port",
                    "--http-port",
                    settings.rest().address(),
                    () -> RestApi.start(
                            settings.rest(),
                            entrances.rest(),
                            new RestApi.Services(
                                    catalogs,
                                    databases,
                                    tables,
                                    partitions,
                                    new PartitionParameters(store, files),
                                    events,
                                    new CrawlerService(store, clock),
                                    runs,
                                    new QueueService(
                                            store, clock, settings.crawls().eventPause()),
                                    new ConnectionService(
                                            store,
                                            new SecretBox(settings.crawls().secretsKey(), new SecureRandom()),
                                            clock),
                                    new ClassifierService(store, clock)),
                            new Health(store, metrics),
                            () -> UUID.randomUUID().toString(),
                            Threads.virtual("http"))));
            thriftAddress = thrift.address();
            restAddress = rest.address();
        } catch (CatalogException e) {
            close();
            throw new StartupException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    InetSocketAddress thriftAddress() {
        return thriftAddress;
    }

    InetSocketAddress restAddress() {
        return restAddress;
    }

    /** Ends what runs, newest first, so that nothing is asked of a part that is gone. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    private static <T> T listening(String key, String option, InetSocketAddress address, Opening<T> opening) {
        try {
            return opening.open();
        } catch (IOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new StartupException(
                    "Port " + address.getPort() + " of " + address.getAddress().getHostAddress() + " cannot be had: "
                            + reason.getMessage() + "; choose another with " + option + " (" + key
                            + "), or stop who uses it",
                    e);
        }
    }

    /** Opens a port. */
    private interface Opening<T> {
        T open() throws IOException;
    }
}
