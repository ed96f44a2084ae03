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
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/**
 * The Thrift port without a network and without files: bytes are let in, the reply is handed out, and whatever the server
 * takes for a defect of its own is an error.
 */
final class NetlessDoor implements AutoCloseable {
    private final CatalogStore store;
    private final ThriftSettings settings = HiveServer.settings(10, 1 << 20, Duration.ofSeconds(10));
    private final Calls calls;
    private final Entrance entrance;
    private final ListAppender<ILoggingEvent> defects = new ListAppender<>();

    NetlessDoor(Entrance entrance) {
        this.entrance = entrance;
        store = SqlCatalogStore.open(
                new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 2), new StatementCounter());
        Clock clock = Clock.fixed(HiveServer.NOW, ZoneOffset.UTC);
        HiveServices services = HiveServer.services(
                // Bytes from strangers name any directory, so none is touched.
                store,
                new UntouchedFiles(new LocalWarehouseFiles()),
                new Warehouse("file:/nowhere", null),
                clock,
                clock::instant);
        calls = new Calls(MethodTable.of(services), ThriftMeter.NONE, settings);
        defects.start();
        ((Logger) LoggerFactory.getLogger("dev.skep.server")).addAppender(defects);
    }

    /** What a client is answered that sends this and ends. */
    byte[] knock(byte[] bytes) throws IOException {
        BytesSocket socket = new BytesSocket(bytes);
        new Connection(socket, settings, entrance, calls, new TurnedAway(ThriftMeter.NONE)).run();
        assertThat(defects.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                        .map(NetlessDoor::text))
                .isEmpty();
        defects.list.clear();
        return socket.out.toByteArray();
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

    /** A socket whose other end has said all it will say. */
    private static final class BytesSocket extends Socket {
        private final InputStream in;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        BytesSocket(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public OutputStream getOutputStream() {
            return out;
        }

        @Override
        public InetAddress getInetAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public SocketAddress getRemoteSocketAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public void setSoTimeout(int timeout) {
            // Nothing is waited for.
        }

        @Override
        public void setTcpNoDelay(boolean on) {
            // There is no TCP.
        }

        @Override
        public void setKeepAlive(boolean on) {
            // There is no TCP.
        }

        @Override
        public void shutdownOutput() {
            // There is nobody to notice.
        }
    }
}
