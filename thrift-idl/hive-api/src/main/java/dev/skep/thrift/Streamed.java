package dev.skep.thrift;

/** A value that may hold something open, such as a snapshot of the store, until it is written or closed. */
public interface Streamed extends AutoCloseable {
    /** Lets go of what is held. Closing again does nothing. */
    @Override
    void close();

    /** Closes the value if it is of the kind that needs it. */
    static void close(Object value) {
        if (value instanceof Streamed streamed) {
            streamed.close();
        }
    }
}
