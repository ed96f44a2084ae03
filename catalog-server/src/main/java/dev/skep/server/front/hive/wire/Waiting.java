package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How long a client has been waited for in the middle of what it says, while a thread stands by. What it sends makes good for its
 * pauses, a little for a little: so who sends a byte now and then is waited for as one that says nothing, and who sends
 * without haste is not.
 */
final class Waiting {
    /** What makes good for a second: a line of one megabit sends as much. */
    private static final long BYTES_PER_SECOND = 128 << 10;

    private static final long NOT_NOW = Long.MIN_VALUE;

    /** When the present pause began. */
    private volatile long since = NOT_NOW;
    /** Nanoseconds of the pauses before it that nothing has made good for. */
    private volatile long owed;

    private volatile boolean givenUp;
    /** Whether some of the message has come; known to the connection's thread. */
    private boolean inside;

    /** What may have to wait for the client. */
    @FunctionalInterface
    interface Reading<T> {
        T go() throws IOException;
    }

    /** What takes bytes that a client sends, as they come. */
    @FunctionalInterface
    interface ReadingBytes {
        /** @return how many have come, less than zero at the end */
        int go() throws IOException;
    }

    /** Whatever was before, and the wait for the first bytes of the next message, is forgotten when they have come. */
    void beginMessage() {
        owed = 0;
        inside = false;
    }

    <T> T during(Reading<T> reading) throws IOException {
        since = System.nanoTime();
        try {
            return reading.go();
        } finally {
            since = NOT_NOW;
        }
    }

    /** Of a layer inside of another, the inner one counts. */
    int forBytes(ReadingBytes reading) throws IOException {
        since = System.nanoTime();
        try {
            int count = reading.go();
            if (since != NOT_NOW && inside) {
                long pause = System.nanoTime() - since;
                owed = Math.max(0, owed + pause - TimeUnit.SECONDS.toNanos(count) / BYTES_PER_SECOND);
            }
            inside = true;
            return count;
        } finally {
            since = NOT_NOW;
        }
    }

    /** @return nanoseconds; zero while nobody waits */
    long nanos() {
        long begin = since;
        return begin == NOT_NOW || givenUp ? 0 : owed + System.nanoTime() - begin;
    }

    /** From now on nobody is said to wait. */
    void giveUp() {
        givenUp = true;
    }
}
