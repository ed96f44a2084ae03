package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.skep.server.catalog.Warehouse;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.UntouchedFiles;
import dev.skep.server.front.hive.wire.BytesSocket;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.ThriftMeter;
import dev.skep.server.front.hive.wire.ThriftSettings;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * The Thrift port without a network and without files: bytes are let in, the reply is handed out, and whatever the server
 * takes for a defect of its own is an error.
 */
final class NetlessDoor implements AutoCloseable {
    private final CatalogStore store;
    private final ThriftSettings settings = HiveServer.settings(10, 10, 1 << 20, 64 << 20, Duration.ofSeconds(10));
    private final HiveServices services;
    private final Calls calls;
    private final Entrance entrance;
    private final ListAppender<ILoggingEvent> defects = new ListAppender<>();

    NetlessDoor(Entrance entrance) {
        this.entrance = entrance;
        store = SqlCatalogStore.open(
                new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 2), new StatementCounter());
        Clock clock = Clock.fixed(HiveServer.NOW, ZoneOffset.UTC);
        services = HiveServer.services(
                // Bytes from strangers name any directory, so none is touched.
                store,
                new UntouchedFiles(new LocalWarehouseFiles()),
                new Warehouse("file:/nowhere", null),
                clock,
                clock::instant);
        calls = new Calls(services, ThriftMeter.NONE, settings);
        defects.start();
        ((Logger) LoggerFactory.getLogger("dev.skep.server")).addAppender(defects);
    }

    /** What a client is answered that sends this and ends. */
    byte[] knock(byte[] bytes) throws IOException {
        byte[] answer = BytesSocket.serve(bytes, settings, entrance, calls);
        assertThat(defects.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                        .map(NetlessDoor::text))
                .isEmpty();
        defects.list.clear();
        return answer;
    }

    /** The names of all methods, in order. */
    List<String> methods() {
        return MethodTable.of(services).names().stream().sorted().toList();
    }

    @Override
    public void close() {
        ((Logger) LoggerFactory.getLogger("dev.skep.server")).detachAppender(defects);
        store.close();
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : ": " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
