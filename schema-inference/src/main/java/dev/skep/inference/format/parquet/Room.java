package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;

/** The memory that all pages open at a time may take. */
final class Room {

    private final int most;
    private long left;

    Room(int most) {
        this.most = most;
        this.left = most;
    }

    int most() {
        return most;
    }

    int take(long bytes) throws UnreadableException {
        if (bytes > left) {
            throw UnreadableException.tooLarge("its pages are larger than " + most + " bytes");
        }
        left -= bytes;
        return (int) bytes;
    }

    void give(int bytes) {
        left += bytes;
    }
}
