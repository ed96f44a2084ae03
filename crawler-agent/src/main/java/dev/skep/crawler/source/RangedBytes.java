package dev.skep.crawler.source;

import dev.skep.inference.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that is far away, in few requests: a small file is fetched whole, of a larger one the start is fetched when it
 * is opened, and a read near the end fetches the end, where formats with a footer are read bit by bit.
 */
public final class RangedBytes implements ByteSource {

    private static final int WHOLE = 1 << 20;
    private static final int EDGE = 64 << 10;
    /** Longer ranges are read in pieces that grow up to this size, so that no one holds more than a piece. */
    private static final int LARGEST_PIECE = 4 << 20;

    private final String name;
    private final long size;
    private final Ranges ranges;
    private final byte[] start;
    private final Lock ending = new ReentrantLock();
    private byte @Nullable [] end;

    /** Fetches a range of the file. */
    @FunctionalInterface
    public interface Ranges {
        /**
         * @return so many bytes, or fewer if the file is shorter by now
         * @throws IOException if the file cannot be read, or is not the one that was listed
         */
        byte[] fetch(long offset, int length) throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param name for messages
     * @throws IOException if it is not there any more
     */
    public RangedBytes(String name, long size, Ranges ranges) throws IOException {
        this.name = name;
        this.size = size;
        this.ranges = ranges;
        this.start = size == 0 ? new byte[0] : fetch(0, (int) (size <= WHOLE ? size : EDGE));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        int wanted = (int) Math.max(0, Math.min(length, size - offset));
        if (wanted == 0) {
            return new byte[0];
        }
        if (offset + wanted <= start.length) {
            return Arrays.copyOfRange(start, (int) offset, (int) offset + wanted);
        }
        if (offset >= size - EDGE) {
            byte[] tail = end();
            int from = (int) (offset - (size - tail.length));
            return Arrays.copyOfRange(tail, from, from + wanted);
        }
        return fetch(offset, wanted);
    }

    @Override
    public InputStream open(long offset, long length) {
        return new Pieces(offset, Math.min(offset + length, size));
    }

    private byte[] end() throws IOException {
        ending.lock();
        try {
            byte[] fetched = end;
            if (fetched == null) {
                fetched = fetch(size - EDGE, EDGE);
                end = fetched;
            }
            return fetched;
        } finally {
            ending.unlock();
        }
    }

    private byte[] fetch(long offset, int length) throws IOException {
        byte[] bytes = ranges.fetch(offset, length);
        if (bytes.length != length) {
            throw new FileNotFoundException("it shrank after it was listed");
        }
        return bytes;
    }

    /** A range, fetched piece by piece as it is read. */
    private final class Pieces extends InputStream {
        private long position;
        private final long until;
        private InputStream piece = nullInputStream();
        private int size = EDGE;

        Pieces(long position, long until) {
            this.position = position;
            this.until = until;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int read = piece.read(bytes, offset, length);
            if (read < 0 && position < until) {
                byte[] next = RangedBytes.this.read(position, (int) Math.min(until - position, size));
                piece = new ByteArrayInputStream(next);
                position += next.length;
                size = Math.min(size * 2, LARGEST_PIECE);
                read = piece.read(bytes, offset, length);
            }
            return read;
        }
    }
}
