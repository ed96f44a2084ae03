package dev.skep.server.front.hive;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.FunctionService;
import dev.skep.server.catalog.PartitionExchange;
import dev.skep.server.catalog.PartitionExpressions;
import dev.skep.server.catalog.PartitionLimits;
import dev.skep.server.catalog.PartitionMarkService;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionValues;
import dev.skep.server.catalog.SecurityServices;
import dev.skep.server.catalog.StatisticsService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.Warehouse;
import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.acid.Leases;
import dev.skep.server.catalog.constraint.ConstraintService;
import dev.skep.server.catalog.registry.RegistryServices;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.front.hive.table.ManagedTables;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.ThriftMeter;
import dev.skep.server.front.hive.wire.ThriftServer;
import dev.skep.server.front.hive.wire.ThriftSettings;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Thrift port on a free port of this machine, over a store in memory and a warehouse in a folder. */
public final class HiveServer implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    /** When it is for transactions and locks. */
    final AtomicReference<Instant> time = new AtomicReference<>(NOW);

    final ThriftServer server;
    public final HiveServices services;
    private final CatalogStore store;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HiveServer(Path root, ThriftSettings settings, Entrance entrance) throws IOException {
        this(root, settings, entrance, null, ManagedTables.KEPT);
    }

    private HiveServer(
            Path root,
            ThriftSettings settings,
            Entrance entrance,
            @Nullable String externalWarehouse,
            ManagedTables managed)
            throws IOException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        WarehouseFiles files = new LocalWarehouseFiles();
        Warehouse warehouse = new Warehouse("file:" + root.resolve("warehouse"), externalWarehouse);
        store = SqlCatalogStore.open(
                new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 8), new StatementCounter());
        services = services(store, files, warehouse, clock, time::get, managed);
        server = ThriftServer.start(
                settings, entrance, new Calls(services, ThriftMeter.NONE, settings), threads, ThriftMeter.NONE);
    }

    /** @param time when it is for transactions and locks */
    static HiveServices services(
            CatalogStore store, WarehouseFiles files, Warehouse warehouse, Clock clock, Supplier<Instant> time) {
        return services(store, files, warehouse, clock, time, ManagedTables.KEPT);
    }

    private static HiveServices services(
            CatalogStore store,
            WarehouseFiles files,
            Warehouse warehouse,
            Clock clock,
            Supplier<Instant> time,
            ManagedTables managed) {
        TableService tables = new TableService(store, files, warehouse, clock);
        HiveServices services = new HiveServices(
                new CatalogService(store, files, warehouse, clock, UUID::randomUUID),
                new DatabaseService(store, files, warehouse, clock),
                tables,
                new PartitionService(store, files, clock),
                new PartitionValues(store),
                new PartitionExchange(store, files),
                new PartitionExpressions(store, PartitionLimits.NONE),
                new PartitionMarkService(store, clock, Optional.empty()),
                new StatisticsService(store),
                new EventService(store, clock),
                new FunctionService(store, clock),
                RegistryServices.on(store, tables, clock),
                new ConstraintService(store),
                new AcidServices(store, new Leases(tx -> time.get(), Duration.ofMinutes(5), Duration.ofDays(11))),
                SecurityServices.on(store, clock, new Random(1)),
                managed,
                false,
                NOW);
        services.databases().ensureDefault();
        return services;
    }

    public static HiveServer start(Path root) throws IOException {
        return start(root, settings(1_000, 1 << 20, Duration.ofSeconds(10)));
    }

    /** With external tables in a warehouse of their own, beside the other. */
    static HiveServer start(Path root, ManagedTables managed) throws IOException {
        return new HiveServer(
                root,
                settings(1_000, 1 << 20, Duration.ofSeconds(10)),
                Entrance.OPEN,
                "file:" + root.resolve("external"),
                managed);
    }

    static HiveServer start(Path root, ThriftSettings settings) throws IOException {
        return new HiveServer(root, settings, Entrance.OPEN);
    }

    static HiveServer start(Path root, Entrance entrance) throws IOException {
        return start(root, settings(1_000, 1 << 20, Duration.ofSeconds(10)), entrance);
    }

    static HiveServer start(Path root, ThriftSettings settings, Entrance entrance) throws IOException {
        return new HiveServer(root, settings, entrance);
    }

    static ThriftSettings settings(int maxConnections, int maxFrame, Duration stall) {
        return settings(maxConnections, maxConnections, maxFrame, stall);
    }

    static ThriftSettings settings(int maxConnections, int maxBusy, int maxFrame, Duration stall) {
        return settings(maxConnections, maxBusy, maxFrame, Runtime.getRuntime().maxMemory(), stall);
    }

    /** @param heap as if the process had no more memory */
    static ThriftSettings settings(int maxConnections, int maxBusy, int maxFrame, long heap, Duration stall) {
        return new ThriftSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                maxConnections,
                maxBusy,
                maxFrame,
                heap,
                Duration.ofMinutes(1),
                stall,
                Duration.ofSeconds(1).plus(stall),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                "/metastore",
                8080);
    }

    int port() {
        return server.address().getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Override
    public void close() {
        server.close();
        threads.shutdown();
        store.close();
    }
}
