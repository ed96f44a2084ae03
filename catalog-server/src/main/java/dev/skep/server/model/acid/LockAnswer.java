package dev.skep.server.model.acid;

/** What became of a request for locks. */
public sealed interface LockAnswer {
    long id();

    record Acquired(long id) implements LockAnswer {}

    record Waiting(long id) implements LockAnswer {}

    /** It did not want to wait and is forgotten. */
    record GivenUp(long id, String reason) implements LockAnswer {}
}
