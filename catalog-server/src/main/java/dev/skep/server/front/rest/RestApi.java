package dev.skep.server.front.rest;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.PartitionParameters;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.schedule.ClassifierService;
import dev.skep.server.schedule.ConnectionService;
import dev.skep.server.schedule.CrawlerService;
import dev.skep.server.schedule.QueueService;
import dev.skep.server.schedule.RunService;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server: all routes, and what is the same for each of them. */
public final class RestApi implements AutoCloseable {
    private static final int MAX_THREADS = 250;

    /** A partition name of the greatest length, every byte of it percent-encoded, fits into it twice. */
    private static final int MAX_REQUEST_HEADER = 32 * 1024;

    private final Javalin javalin;
    private final InetSocketAddress address;

    private RestApi(Javalin javalin, InetSocketAddress address) {
        this.javalin = javalin;
        this.address = address;
    }

    /** The services that the routes call. */
    public record Services(
            CatalogService catalogs,
            DatabaseService databases,
            TableService tables,
            PartitionService partitions,
            PartitionParameters partitionParameters,
            EventService events,
            CrawlerService crawlers,
            RunService runs,
            QueueService queues,
            ConnectionService connections,
            ClassifierService classifiers) {}

    /**
     * Opens the port.
     *
     * @param entrance whom it lets in
     * @param requestIds gives a new one for a request that brings none
     * @param virtualThreads runs requests on virtual threads; empty where the JVM has none
     * @throws IOException if the port cannot be had
     */
    public static RestApi start(
            RestSettings settings,
            RestEntrance entrance,
            Services services,
            Operations operations,
            Supplier<String> requestIds,
            Optional<Executor> virtualThreads)
            throws IOException {
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings, entrance, virtualThreads);
            Responder responder = new Responder(new Doorkeeper(entrance), operations, requestIds, settings.maxBody());
            config.routes.before(responder::begin);
            for (Route route : routes(services, operations)) {
                config.routes.addHttpHandler(route.method(), route.path(), context -> responder.answer(context, route));
                if (route.method().equals(HandlerType.GET)) {
                    config.routes.addHttpHandler(
                            HandlerType.HEAD, route.path(), context -> responder.answer(context, route));
                }
            }
            config.routes.exception(HttpResponseException.class, responder::unmatched);
            config.router.javaLangErrorHandler(responder::failed);
            config.requestLogger.http((context, milliseconds) -> responder.end(context, elapsed(milliseconds)));
        });
        try {
            javalin.start();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new RestApi(javalin, new InetSocketAddress(settings.address().getAddress(), javalin.port()));
    }

    static List<Route> routes(Services services, Operations operations) {
        return Stream.of(
                        new CatalogResource(services.catalogs()).routes(),
                        new DatabaseResource(services.databases()).routes(),
                        new TableResource(services.tables()).routes(),
                        new PartitionResource(services.tables(), services.partitions(), services.partitionParameters())
                                .routes(),
                        new EventResource(services.events()).routes(),
                        new CrawlerResource(services.crawlers(), services.runs()).routes(),
                        new RunResource(services.runs()).routes(),
                        new AgentResource(services.runs(), services.queues(), services.connections()).routes(),
                        new NamedResource<>(
                                        "connections", "connection", services.connections(), new ConnectionJson.Form())
                                .routes(),
                        new NamedResource<>(
                                        "classifiers", "classifier", services.classifiers(), new ClassifierJson.Form())
                                .routes(),
                        new OperationsResource(operations).routes())
                .flatMap(List::stream)
                .toList();
    }

    private static void configure(
            JavalinConfig config, RestSettings settings, RestEntrance entrance, Optional<Executor> virtualThreads) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName("http");
        virtualThreads.ifPresent(threads::setVirtualThreadsExecutor);
        config.jetty.threadPool = threads;
        config.jetty.addConnector(
                (server, http) -> opened(new ServerConnector(server, wires(http, entrance)), settings));
        config.jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(settings.stopTimeout().toMillis());
            server.setErrorHandler(new TransportErrors());
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(MAX_REQUEST_HEADER);
            http.setSendServerVersion(false);
        });
        config.http.prefer405over404 = true;
        // An entity tag is that of the bytes sent, which a compressing reply would change.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    /** What is spoken on a connection, from the outside to the inside. */
    private static ConnectionFactory[] wires(HttpConfiguration http, RestEntrance entrance) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (entrance.tls().isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        // The name by which a client found the server is for the client to check.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(entrance.tls().get());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return new ConnectionFactory[] {new SslConnectionFactory(tls, plain.getProtocol()), plain};
    }

    private static Duration elapsed(float milliseconds) {
        return Duration.ofNanos((long) (milliseconds * 1_000_000));
    }

    /** Opens the port before anything else is started, so that a port in use is told by the plain failure. */
    private static ServerConnector opened(ServerConnector connector, RestSettings settings) {
        connector.setHost(settings.address().getAddress().getHostAddress());
        connector.setPort(settings.address().getPort());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    /** Where it listens; the port is the one that was found if any would do. */
    public InetSocketAddress address() {
        return address;
    }

    /** Accepts nothing new, lets running requests end for as long as the settings allow, and closes the port. */
    @Override
    public void close() {
        javalin.stop();
    }
}
