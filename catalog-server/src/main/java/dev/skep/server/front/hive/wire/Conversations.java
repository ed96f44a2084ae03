package dev.skep.server.front.hive.wire;

/** Who talks to the clients that have come in. Called by many threads. */
@FunctionalInterface
public interface Conversations {
    /** Begins to talk to a client that may do this. */
    Conversation begin(Access access);
}
