package dev.skep.inference.sample;

import dev.skep.inference.ByteSource;
import dev.skep.inference.unpack.Packed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What may be read of a source beyond its head, fetched when it is asked for. */
public sealed interface Parts {

    /** All bytes after the head, in one stream, or as many of them as limits allow; the caller closes it. */
    record Rest(Opening opening) implements Parts {
        public Stream open() throws IOException {
            return opening.open();
        }
    }

    /** Ranges with gaps between, cut anywhere. */
    record Windows(ByteSource source, List<Window> windows) implements Parts {
        public Windows {
            windows = List.copyOf(windows);
        }
    }

    /** A range in bytes. */
    record Window(long offset, int length) {}

    /** Opens the rest. */
    interface Opening {
        Stream open() throws IOException;
    }

    /** Bytes up to a bound; {@link #isCut()} tells whether there were more. */
    abstract class Stream extends InputStream {
        public abstract boolean isCut();
    }

    /** Nothing. */
    static Parts none() {
        return new Windows(ByteSource.of("", new byte[0]), List.of());
    }

    /** The rest of a plain source. */
    static Parts rest(ByteSource source, long from) {
        return new Rest(() -> new BoundedStream(source.open(from, source.size() - from), Long.MAX_VALUE, 0, 0));
    }

    /** The rest of what is packed, after {@code from} unpacked bytes. */
    static Parts rest(Packed packed, long from, long most, int ratio) {
        return new Rest(() -> {
            InputStream in = packed.open();
            in.skipNBytes(from);
            return new BoundedStream(in, most - from, from, ratio * Math.max(1, packed.length()));
        });
    }

    /**
     * A share of a large plain source: most of it at the end, where what is new is written, and the rest in
     * windows evenly spread between the head and there.
     */
    static Parts spread(ByteSource source, long head, long budget) {
        int between = 8;
        long size = source.size();
        int tail = (int) Math.min(size - head, budget * 7 / 8);
        int window = (int) Math.max(1, (budget - tail) / between);
        List<Window> windows = new ArrayList<>();
        long gap = size - head - tail;
        if (gap > (long) between * window) {
            for (int i = 0; i < between; i++) {
                windows.add(new Window(head + gap * (i + 1) / (between + 1), window));
            }
        }
        windows.add(new Window(size - tail, tail));
        return new Windows(source, windows);
    }

    /** Stops at a number of bytes, or when what came out is out of proportion to what went in. */
    final class BoundedStream extends Stream {
        private final InputStream in;
        private final long most;
        private long read;
        private boolean cut;

        /**
         * @param before bytes already taken
         * @param inProportion most bytes in all, those before included; 0 for no such bound
         */
        BoundedStream(InputStream in, long most, long before, long inProportion) {
            this.in = in;
            this.most = inProportion == 0 ? most : Math.min(most, Math.max(0, inProportion - before));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length > 0 && read >= most) {
                cut = cut || in.read() >= 0;
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, most - read));
            read += Math.max(0, n);
            return n;
        }

        @Override
        public boolean isCut() {
            return cut;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
