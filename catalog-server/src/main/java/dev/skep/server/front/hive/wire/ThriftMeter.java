package dev.skep.server.front.hive.wire;

import java.time.Duration;

/** What the Thrift port tells whoever counts. Called by many threads; must be quick. */
public interface ThriftMeter {
    /** Counts nothing. */
    ThriftMeter NONE = new ThriftMeter() {
        @Override
        public void called(String method, Outcome outcome, Duration duration) {}

        @Override
        public void connected() {}

        @Override
        public void disconnected() {}

        @Override
        public void turnedAway(String reason) {}
    };

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        /** With an exception that the catalog meant. */
        REFUSED,
        /** With an exception that nobody meant. */
        FAILED,
        /** After a part of the answer had left: the connection was closed. */
        BROKEN
    }

    /** @param method its name; {@code unknown} for all that are not served */
    void called(String method, Outcome outcome, Duration duration);

    void connected();

    void disconnected();

    /**
     * A connection was closed for what it is or sent.
     *
     * @param reason one of a few words, fit for a label
     */
    void turnedAway(String reason);
}
