package dev.skep.inference;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes to look at: a file, an object in a store, an array.
 *
 * <p>Inference reads a few ranges, mostly the head and the tail, never more than {@link Limits} allows. The bytes must
 * not change meanwhile.
 */
public interface ByteSource {

    /** Name for messages; its extension serves as a weak hint, never as proof. */
    String name();

    /** Stored size in bytes. */
    long size();

    /**
     * Opens {@code length} bytes from {@code offset} on; the caller closes the stream. A stream that ends early is
     * treated as a source that shrank.
     *
     * @throws IOException if the bytes cannot be fetched; it passes through inference unchanged
     */
    InputStream open(long offset, long length) throws IOException;

    /** Reads one range into memory; shorter than asked only where the source ends. */
    default byte[] read(long offset, int length) throws IOException {
        int wanted = (int) Math.max(0, Math.min(length, size() - offset));
        if (wanted == 0) {
            return new byte[0];
        }
        try (InputStream in = open(offset, wanted)) {
            return in.readNBytes(wanted);
        }
    }

    /** A source over an array, which is not copied. */
    static ByteSource of(String name, byte[] bytes) {
        return new ByteSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open(long offset, long length) {
                int from = (int) Math.min(offset, bytes.length);
                return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
            }
        };
    }
}
