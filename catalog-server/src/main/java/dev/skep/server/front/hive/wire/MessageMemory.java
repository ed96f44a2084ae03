package dev.skep.server.front.hive.wire;

import dev.skep.thrift.Allowance;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.thrift.transport.TTransportException;

/**
 * The memory that messages may hold between them, from their first bytes until they are answered. Who wants more than there is
 * waits until others are answered. The message that has held some for longest need not wait, so that one always goes on; how
 * much one may hold has a limit of its own. Little messages take nothing and never wait.
 */
final class MessageMemory {
    private static final int SHARED_PART = 8;
    private static final int OWN_PART = 3;

    /** A client that has been waited for for so long, while others want the memory, loses it. */
    private static final long LONG_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private static final long LOOK_ROUND = TimeUnit.MILLISECONDS.toNanos(100);

    private final long shared;
    private final long own;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    /** In the order in which they began to hold some. */
    private final Set<Share> holders = new LinkedHashSet<>();

    private long held;

    /**
     * @param heap bytes of which messages hold an eighth between them, and the oldest alone a third
     * @param patience how long a message waits
     */
    MessageMemory(long heap, Duration patience) {
        this.shared = heap / SHARED_PART;
        this.own = heap / OWN_PART;
        this.patience = patience.toNanos();
    }

    /**
     * What the messages of one connection hold, one after the other.
     *
     * @param waiting knows how long the client has been waited for
     * @param giveUp closes the connection under whoever waits for the client
     */
    Share share(Waiting waiting, Runnable giveUp) {
        return new Share(waiting, giveUp);
    }

    /** Used by the thread of its connection. */
    final class Share implements Allowance {
        private final Waiting waiting;
        private final Runnable giveUp;
        private long bytes;

        private Share(Waiting waiting, Runnable giveUp) {
            this.waiting = waiting;
            this.giveUp = giveUp;
        }

        @Override
        public void take(int more) throws TTransportException {
            if (bytes + more > own) {
                throw refused("The message needs more memory than the " + own
                        + " bytes that this server has for one: send less at a time, or give the server a larger heap");
            }
            lock.lock();
            try {
                holders.add(this);
                long left = patience;
                while (held + more > shared && !equals(holders.iterator().next())) {
                    if (left <= 0) {
                        throw refused("The server has no memory left for a message so long: send it again later");
                    }
                    giveUpOneThatIsWaitedFor();
                    left -= LOOK_ROUND - released.awaitNanos(LOOK_ROUND);
                }
                bytes += more;
                held += more;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TTransportException(e);
            } finally {
                lock.unlock();
            }
        }

        /** The message is answered, or will not be. */
        void release() {
            lock.lock();
            try {
                held -= bytes;
                bytes = 0;
                holders.remove(this);
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void giveUpOneThatIsWaitedFor() {
        holders.stream()
                .filter(holder -> holder.waiting.nanos() >= LONG_PAUSE)
                .max(Comparator.comparingLong(holder -> holder.waiting.nanos()))
                .ifPresent(holder -> holder.giveUp.run());
    }

    /** Told to the client, as what is too long. */
    private static TTransportException refused(String sentence) {
        return new TTransportException(TTransportException.MESSAGE_SIZE_LIMIT, sentence);
    }
}
