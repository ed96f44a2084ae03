package dev.skep.server.front.hive.wire;

import java.io.IOException;

/** How long a client has been waited for in the middle of what it says, while a thread stands by. */
final class Waiting {
    private static final long NOT_NOW = Long.MIN_VALUE;

    private volatile long since = NOT_NOW;

    /** What may have to wait for the client. */
    @FunctionalInterface
    interface Reading<T> {
        T go() throws IOException;
    }

    <T> T during(Reading<T> reading) throws IOException {
        since = System.nanoTime();
        try {
            return reading.go();
        } finally {
            since = NOT_NOW;
        }
    }

    /** @return nanoseconds; zero while nobody waits */
    long nanos() {
        long begin = since;
        return begin == NOT_NOW ? 0 : System.nanoTime() - begin;
    }

    /** From now on this wait counts no more. */
    void giveUp() {
        since = NOT_NOW;
    }
}
