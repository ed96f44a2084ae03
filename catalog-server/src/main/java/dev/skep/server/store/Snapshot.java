package dev.skep.server.store;

/** A {@link Tx} that only reads; the database refuses a write through it. */
public interface Snapshot extends Tx, AutoCloseable {
    @Override
    void close();
}
