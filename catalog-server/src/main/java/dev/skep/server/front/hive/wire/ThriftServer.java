package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Thrift port: accepts connections, and gives each a thread while its client says something or is answered. */
public final class ThriftServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThriftServer.class);
    private static final int BACKLOG = 256;
    private static final int LOOK_ROUND_MILLIS = 1_000;
    private static final long LOOK_ROUND = TimeUnit.MILLISECONDS.toNanos(LOOK_ROUND_MILLIS);
    /** A new client is worth more than one that has had nothing to say for so long. */
    private static final Duration LONG_REST = Duration.ofMinutes(1);

    /** A client that says nothing for so long inside of what it says may have to make room. */
    private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThriftSettings settings;
    private final Conversations conversations;
    private final Executor threads;
    private final ThriftMeter meter;
    private final Entrance entrance;
    private final TurnedAway turnedAway;
    private final MessageMemory memory;
    private final ServerSocket door;
    private final Lobby lobby;
    private final Thread acceptor;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    /** How many connections have a thread. */
    private final AtomicInteger busy = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition someoneLeft = lock.newCondition();

    private ThriftServer(
            ThriftSettings settings,
            Entrance entrance,
            Conversations conversations,
            Executor threads,
            ThriftMeter meter,
            ServerSocket door)
            throws IOException {
        this.settings = settings;
        this.entrance = entrance;
        this.turnedAway = new TurnedAway(meter);
        this.memory = new MessageMemory(settings.heap(), settings.stallTimeout());
        this.conversations = conversations;
        this.threads = threads;
        this.meter = meter;
        this.door = door;
        this.lobby = new Lobby(settings.idleTimeout(), this::hear, this::left);
        this.acceptor = new Thread(this::accept, "thrift-accept");
    }

    /**
     * Starts to listen.
     *
     * @param conversations answers what clients send
     * @param threads runs each connection that is busy in a thread of its own; a bounded one needs
     *     {@link ThriftSettings#maxBusy} threads
     * @throws IOException if the address cannot be listened on
     */
    public static ThriftServer start(
            ThriftSettings settings,
            Entrance entrance,
            Conversations conversations,
            Executor threads,
            ThriftMeter meter)
            throws IOException {
        // Of a channel, so that a selector can watch what it accepts.
        ServerSocket door = ServerSocketChannel.open().socket();
        try {
            door.setReuseAddress(true);
            door.setSoTimeout(LOOK_ROUND_MILLIS);
            door.bind(settings.address(), BACKLOG);
            ThriftServer server = new ThriftServer(settings, entrance, conversations, threads, meter, door);
            server.lobby.start();
            server.acceptor.start();
            return server;
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
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
        lobby.lookRound();
        awaitEnd(settings.stopTimeout().toNanos());
        for (Connection connection : connections) {
            LOG.warn("Broke off a call of {} that was still running", connection.peer());
            connection.abort();
        }
        lobby.close();
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
        long looked = System.nanoTime();
        while (!door.isClosed()) {
            try {
                admit(door.accept());
            } catch (SocketTimeoutException e) {
                LOG.trace("Nobody came");
            } catch (IOException | RuntimeException | Error e) {
                // Nobody could come any more without this thread.
                if (!door.isClosed()) {
                    LOG.error("A connection could not be accepted", e);
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
                }
            }
            if (System.nanoTime() - looked >= LOOK_ROUND) {
                connections.forEach(this::breakOffIfTooSlow);
                looked = System.nanoTime();
            }
        }
    }

    private void breakOffIfTooSlow(Connection connection) {
        if (connection.isStalled()) {
            turnedAway.note("stalled", connection.peer(), "does not read its answer");
            connection.abort();
        } else if (connection.isLate()) {
            turnedAway.note("late", connection.peer(), "did not prove in time who it is");
            connection.abort();
        }
    }

    private void admit(Socket socket) throws IOException {
        if (connections.size() >= settings.maxConnections() && !lobby.dismissOne(LONG_REST)) {
            turnedAway.note(
                    "limit",
                    String.valueOf(socket.getRemoteSocketAddress()),
                    "came when the " + settings.maxConnections()
                            + " of hive.max-connections were open, none of them resting for a minute");
            socket.close();
            return;
        }
        Connection connection = new Connection(socket, settings, entrance, conversations, memory, turnedAway);
        connections.add(connection);
        meter.connected();
        lobby.admit(connection);
        if (door.isClosed()) {
            connection.endAfterCall();
            lobby.lookRound();
        }
    }

    private void hear(Connection connection) {
        if (busy.incrementAndGet() > settings.maxBusy() && !giveUpOneThatIsWaitedFor()) {
            busy.decrementAndGet();
            turnedAway.note(
                    "busy",
                    connection.peer(),
                    "began a message when " + settings.maxBusy()
                            + " of hive.max-busy were at work, none of them waited for for a second");
            connection.end();
            left(connection);
            return;
        }
        try {
            threads.execute(() -> answer(connection));
        } catch (Error e) {
            busy.decrementAndGet();
            throw e;
        } catch (RejectedExecutionException e) {
            busy.decrementAndGet();
            turnedAway.note("threads", connection.peer(), "found no thread");
            connection.end();
            left(connection);
        }
    }

    /** Who pauses inside a message, or rests by TLS or HTTP, gives its thread to one that has something to say. */
    private boolean giveUpOneThatIsWaitedFor() {
        Optional<Connection> longest = connections.stream()
                .filter(connection -> connection.waited() >= LONG_PAUSE.toNanos())
                .max(Comparator.comparingLong(Connection::waited));
        longest.ifPresent(connection -> {
            turnedAway.note("waited", connection.peer(), "was waited for when others began messages");
            connection.giveUp();
        });
        return longest.isPresent();
    }

    private void answer(Connection connection) {
        boolean rests = false;
        try {
            rests = connection.answer();
        } finally {
            busy.decrementAndGet();
            if (rests) {
                lobby.admit(connection);
            } else {
                left(connection);
            }
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
}
