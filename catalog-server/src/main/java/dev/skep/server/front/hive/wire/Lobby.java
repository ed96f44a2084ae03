package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections whose clients have nothing to say at the moment. They hold no thread and no buffers: one thread watches all of
 * them, and hands on those that something has come from.
 */
final class Lobby implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);
    private static final long LOOK_ROUND_MILLIS = 1_000;
    private static final long LOOK_ROUND = TimeUnit.MILLISECONDS.toNanos(LOOK_ROUND_MILLIS);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final Thread watcher;
    private final long idle;
    private final Consumer<Connection> calling;
    private final Consumer<Connection> gone;
    private final ConcurrentLinkedQueue<Connection> coming = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** With the time at which they came, the first that came first; whoever takes one out looks after it. */
    private final Map<Connection, Long> resting = new LinkedHashMap<>();

    private volatile boolean closed;
    private volatile boolean wanted;
    private long looked = System.nanoTime();

    /**
     * @param idle how long a connection may rest before it is closed
     * @param calling takes a connection that something has come from
     * @param gone is told of a connection that is closed
     */
    Lobby(Duration idle, Consumer<Connection> calling, Consumer<Connection> gone) throws IOException {
        this.selector = Selector.open();
        this.idle = idle.toNanos();
        this.calling = calling;
        this.gone = gone;
        this.watcher = new Thread(this::watch, "thrift-rest");
        this.watcher.setDaemon(true);
    }

    void start() {
        watcher.start();
    }

    /** Takes in a connection until something comes from it. */
    void admit(Connection connection) {
        lock.lock();
        try {
            resting.put(connection, System.nanoTime());
        } finally {
            lock.unlock();
        }
        coming.add(connection);
        selector.wakeup();
    }

    /** Closes the connection that has rested longest, if that is this long at least. */
    boolean dismissOne(Duration atLeast) {
        Optional<Connection> dismissed = Optional.empty();
        lock.lock();
        try {
            var first = resting.entrySet().iterator();
            if (first.hasNext()) {
                Map.Entry<Connection, Long> longest = first.next();
                if (System.nanoTime() - longest.getValue() >= atLeast.toNanos()) {
                    dismissed = Optional.of(longest.getKey());
                    first.remove();
                }
            }
        } finally {
            lock.unlock();
        }
        dismissed.ifPresent(this::dismiss);
        return dismissed.isPresent();
    }

    /** Looks for those that were closed by others now, and not in a second only. */
    void lookRound() {
        wanted = true;
        selector.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }

    private void watch() {
        try (selector) {
            while (!closed) {
                try {
                    selector.select(LOOK_ROUND_MILLIS);
                    takeIn();
                    handOn();
                    sweep();
                } catch (IOException | RuntimeException | Error e) {
                    // Whoever rests here would rest for ever without this thread.
                    LOG.error("Resting connections could not be watched for a moment", e);
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
                }
            }
        } catch (IOException e) {
            LOG.warn("The selector of resting connections could not be closed", e);
        }
    }

    private void takeIn() {
        for (Connection connection = coming.poll(); connection != null; connection = coming.poll()) {
            try {
                SocketChannel channel = connection.channel();
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, connection);
            } catch (ClosedChannelException e) {
                LOG.trace("A connection was closed before it came to rest", e);
            } catch (IOException e) {
                connection.abort();
            }
        }
    }

    private void handOn() throws IOException {
        List<Connection> awake = new ArrayList<>();
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            key.cancel();
            if (takeOut(connection)) {
                awake.add(connection);
            }
        }
        selector.selectedKeys().clear();
        if (awake.isEmpty()) {
            return;
        }
        // Only now the channels are given free, so that they can block again.
        selector.selectNow();
        for (Connection connection : awake) {
            try {
                connection.channel().configureBlocking(true);
                calling.accept(connection);
            } catch (ClosedChannelException e) {
                LOG.trace("A connection was closed when it was to be heard", e);
                dismiss(connection);
            } catch (IOException | RuntimeException | Error e) {
                // Such as no memory for a thread. It rests here no more, so nobody else would end it; and others wait
                // behind it.
                LOG.error("A resting connection of {} could not be handed on", connection.peer(), e);
                dismiss(connection);
            }
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        if (!wanted && now - looked < LOOK_ROUND) {
            return;
        }
        wanted = false;
        looked = now;
        List<Connection> over = new ArrayList<>();
        lock.lock();
        try {
            resting.forEach((connection, since) -> {
                if (!connection.isOpen() || (idle > 0 && now - since > idle)) {
                    over.add(connection);
                }
            });
            over.forEach(resting::remove);
        } finally {
            lock.unlock();
        }
        over.forEach(this::dismiss);
    }

    private boolean takeOut(Connection connection) {
        lock.lock();
        try {
            return resting.remove(connection) != null;
        } finally {
            lock.unlock();
        }
    }

    private void dismiss(Connection connection) {
        connection.end();
        gone.accept(connection);
    }
}
