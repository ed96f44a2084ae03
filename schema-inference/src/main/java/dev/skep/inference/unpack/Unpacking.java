package dev.skep.inference.unpack;

import dev.skep.inference.Compression;
import dev.skep.inference.UnreadableException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Unpacked bytes as a stream that counts, and tells damage from failures of the source. */
public final class Unpacking extends InputStream {

    /** Packed bytes that may make nothing, such as empty streams one after another: time is bounded by them. */
    private static final long MOST_FRUITLESS = 16 << 20;

    private final Counted packed;
    private final Codec codec;
    private @Nullable InputStream unpacked;
    private long made;

    Unpacking(InputStream packed, Codec codec) {
        this.packed = new Counted(packed, codec.compression());
        this.codec = codec;
    }

    /** Packed bytes that were taken so far; codecs take some ahead. */
    public long consumed() {
        return packed.count;
    }

    /** Unpacked bytes so far. */
    public long made() {
        return made;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            InputStream in = unpacked;
            if (in == null) {
                in = codec.open(packed);
                unpacked = in;
            }
            int n = in.read(buffer, offset, length);
            made += Math.max(0, n);
            packed.fruitless = n > 0 ? 0 : packed.fruitless;
            return n;
        } catch (StackOverflowError e) {
            // The JDK's reader of gzip goes on to the next stream by calling itself, once for each that is empty.
            throw new DamagedException(
                    UnreadableException.tooLarge("too many streams of its " + label() + " stream are empty"),
                    codec.compression());
        } catch (EOFException e) {
            throw failure(e, UnreadableException.truncated("its " + label() + " stream ends before its end mark"));
        } catch (IOException | RuntimeException e) {
            boolean cut = String.valueOf(e.getMessage()).contains("nexpected end") || isAtEnd(e);
            throw failure(
                    e,
                    cut
                            ? UnreadableException.truncated("its " + label() + " stream ends before its end mark")
                            : UnreadableException.corrupt("its " + label() + " stream is damaged: " + e.getMessage()));
        }
    }

    /** Codecs word the end of their bytes in their own ways; all of them have read everything by then. */
    private boolean isAtEnd(Exception e) {
        return packed.ended && String.valueOf(e.getMessage()).contains("end of");
    }

    private IOException failure(Exception e, UnreadableException reason) {
        if (packed.failure != null) {
            return packed.failure;
        }
        return e instanceof DamagedException known ? known : new DamagedException(reason, codec.compression());
    }

    private String label() {
        return codec.compression().label();
    }

    @Override
    public void close() throws IOException {
        if (unpacked != null) {
            unpacked.close();
        }
        packed.close();
    }

    /** The stored bytes, counted; a failure to get them is remembered. */
    private static final class Counted extends FilterInputStream {
        private final Compression compression;
        private long count;
        private long fruitless;
        private boolean ended;
        private @Nullable IOException failure;

        Counted(InputStream in, Compression compression) {
            super(in);
            this.compression = compression;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (fruitless > MOST_FRUITLESS) {
                throw new DamagedException(
                        UnreadableException.tooLarge("more than " + (MOST_FRUITLESS >> 20) + " MiB of its "
                                + compression.label() + " stream unpack to nothing"),
                        compression);
            }
            try {
                int n = in.read(buffer, offset, length);
                fruitless += Math.max(0, n);
                count += Math.max(0, n);
                ended |= n < 0;
                return n;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public long skip(long n) throws IOException {
            byte[] buffer = new byte[(int) Math.max(0, Math.min(n, 4096))];
            return Math.max(0, read(buffer, 0, buffer.length));
        }

        /** Codecs end at the end of a stream if they are told that nothing follows; a source seldom knows. */
        @Override
        public int available() {
            return ended ? 0 : 1;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
