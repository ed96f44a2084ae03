package dev.skep.server.front.hive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Thrift port: accepts connections and gives each a thread for as long as it lasts. */
public final class ThriftServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThriftServer.class);
    private static final int BACKLOG = 256;
    private static final int LOOK_ROUND_MILLIS = 1_000;
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThriftSettings settings;
    private final Calls calls;
    private final Executor threads;
    private final ThriftMeter meter;
    private final ServerSocket door;
    private final Thread acceptor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someoneLeft = lock.newCondition();

    private ThriftServer(ThriftSettings settings, Calls calls, Executor threads, ThriftMeter meter, ServerSocket door) {
        this.settings = settings;
        this.calls = calls;
        this.threads = threads;
        this.meter = meter;
        this.door = door;
        this.acceptor = new Thread(this::accept, "thrift-accept");
    }

    /**
     * Starts to listen.
     *
     * @param threads runs each connection in a thread of its own; a bounded one needs
     *     {@link ThriftSettings#maxConnections} threads
     * @throws IOException if the address cannot be listened on
     */
    public static ThriftServer start(
            ThriftSettings settings, HiveServices services, Executor threads, ThriftMeter meter) throws IOException {
        ServerSocket door = new ServerSocket();
        try {
            door.setReuseAddress(true);
            door.setSoTimeout(LOOK_ROUND_MILLIS);
            door.bind(settings.address(), BACKLOG);
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
        Calls calls = new Calls(MethodTable.of(services), meter, settings);
        ThriftServer server = new ThriftServer(settings, calls, threads, meter, door);
        server.acceptor.start();
        return server;
    }

    /** Where it listens; the port is the one that was found if any would do. */
    public InetSocketAddress address() {
        return (InetSocketAddress) door.getLocalSocketAddress();
    }

    /** Accepts nobody any more, closes resting connections, lets running calls end for a while, then closes the others. */
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOG.warn("The Thrift port could not be closed", e);
        }
        connections.forEach(Connection::endAfterCall);
        awaitEnd(settings.stopTimeout().toNanos());
        for (Connection connection : connections) {
            LOG.warn("Broke off a call of {} that was still running", connection.peer());
            connection.abort();
        }
    }

    private void awaitEnd(long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (!connections.isEmpty() && left > 0) {
                left = someoneLeft.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                admit(door.accept());
            } catch (SocketTimeoutException e) {
                LOG.trace("Nobody came");
            } catch (IOException e) {
                if (!door.isClosed()) {
                    LOG.error("A connection could not be accepted", e);
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
                }
            }
            connections.forEach(ThriftServer::breakOffIfStalled);
        }
    }

    private static void breakOffIfStalled(Connection connection) {
        if (connection.isStalled()) {
            LOG.info("Closed the connection of {}: it does not read its answer", connection.peer());
            connection.abort();
        }
    }

    private void admit(Socket socket) throws IOException {
        if (connections.size() >= settings.maxConnections()) {
            turnAway(socket, "limit", "hive.max-connections of " + settings.maxConnections() + " are open");
            return;
        }
        Connection connection;
        try {
            connection = new Connection(socket, settings, calls, meter);
        } catch (TTransportException e) {
            throw new IOException(e);
        }
        connections.add(connection);
        meter.connected();
        try {
            threads.execute(() -> run(connection));
        } catch (RejectedExecutionException e) {
            left(connection);
            turnAway(socket, "threads", "there is no thread for it");
        }
        if (door.isClosed()) {
            connection.endAfterCall();
        }
    }

    private void run(Connection connection) {
        try {
            connection.run();
        } finally {
            left(connection);
        }
    }

    private void left(Connection connection) {
        connections.remove(connection);
        meter.disconnected();
        lock.lock();
        try {
            someoneLeft.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void turnAway(Socket socket, String reason, String sentence) throws IOException {
        meter.turnedAway(reason);
        LOG.warn("Closed the connection of {}: {}", socket.getRemoteSocketAddress(), sentence);
        socket.close();
    }
}
