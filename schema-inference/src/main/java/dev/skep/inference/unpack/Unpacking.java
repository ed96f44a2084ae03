package dev.skep.inference.unpack;

import dev.skep.inference.UnreadableException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Unpacked bytes as a stream that counts, and tells damage from failures of the source. */
public final class Unpacking extends InputStream {

    private final Counted packed;
    private final Codec codec;
    private @Nullable InputStream unpacked;
    private long made;

    Unpacking(InputStream packed, Codec codec) {
        this.packed = new Counted(packed);
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
            return n;
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
        private long count;
        private boolean ended;
        private @Nullable IOException failure;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int n = in.read(buffer, offset, length);
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

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
