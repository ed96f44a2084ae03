package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.Identity;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection after the negotiation: everything goes in frames of a length and that many bytes. */
public final class SaslLayer {
    private static final int HEADER = 4;

    private final Exchange exchange;
    private final InputStream in;
    private final OutputStream out;

    SaslLayer(Exchange exchange, InputStream in, OutputStream out, int max) {
        this.exchange = exchange;
        Optional<Protection> protection = exchange.protection();
        this.in = protection.isPresent() ? new Unwrapping(in, max, protection.get()) : new Plain(in, max);
        this.out = new Framing(out, protection.orElse(null));
    }

    /** Who the client is. */
    public Identity identity() {
        return exchange.identity();
    }

    public InputStream in() {
        return in;
    }

    public OutputStream out() {
        return out;
    }

    public void end() throws IOException {
        exchange.end();
    }

    /** What the frames that come hold, one after the other. */
    private abstract static class Frames extends InputStream {
        final InputStream in;
        private final int max;

        Frames(InputStream in, int max) {
            this.in = in;
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public abstract int read(byte[] target, int offset, int length) throws IOException;

        /** What can be read at once, or is needed for it. */
        @Override
        public int available() throws IOException {
            return in.available();
        }

        /** @return the length of the next frame; -1 if the connection ends before it */
        int nextLength() throws IOException {
            int first = in.read();
            if (first < 0) {
                return -1;
            }
            byte[] rest = in.readNBytes(HEADER - 1);
            if (rest.length < HEADER - 1) {
                throw new EOFException("The client ended inside a frame");
            }
            int length = ByteBuffer.allocate(HEADER).put((byte) first).put(rest).getInt(0);
            if (length < 0 || length > max) {
                throw new IOException("A frame of " + Integer.toUnsignedString(length)
                        + " bytes was announced; hive.max-frame is " + max);
            }
            return length;
        }
    }

    /** Frames that are neither signed nor encrypted: they need not be whole to be read. */
    private static final class Plain extends Frames {
        private int left;

        Plain(InputStream in, int max) {
            super(in, max);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (left == 0) {
                left = nextLength();
                if (left < 0) {
                    left = 0;
                    return -1;
                }
            }
            int count = in.read(target, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("The client ended inside a frame");
            }
            left -= count;
            return count;
        }
    }

    /** Frames that can be trusted only when they are whole. */
    private static final class Unwrapping extends Frames {
        private final Protection protection;
        private byte[] plain = new byte[0];
        private int position;

        Unwrapping(InputStream in, int max, Protection protection) {
            super(in, max);
            this.protection = protection;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (position == plain.length) {
                int announced = nextLength();
                if (announced < 0) {
                    return -1;
                }
                // Memory is taken as the bytes come, not as they are announced.
                byte[] wrapped = in.readNBytes(announced);
                if (wrapped.length < announced) {
                    throw new EOFException("The client ended inside a frame");
                }
                plain = protection.unwrap(wrapped);
                position = 0;
            }
            int count = Math.min(length, plain.length - position);
            System.arraycopy(plain, position, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() throws IOException {
            return plain.length - position + super.available();
        }
    }

    /** Makes a frame of each piece that is written. */
    private static final class Framing extends OutputStream {
        private final OutputStream out;
        private final @Nullable Protection protection;

        Framing(OutputStream out, @Nullable Protection protection) {
            this.out = out;
            this.protection = protection;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (protection == null) {
                send(bytes, offset, length);
                return;
            }
            for (int done = 0; done < length; ) {
                int part = Math.min(protection.maxPlain(), length - done);
                byte[] wrapped = protection.wrap(bytes, offset + done, part);
                send(wrapped, 0, wrapped.length);
                done += part;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        private void send(byte[] bytes, int offset, int length) throws IOException {
            out.write(ByteBuffer.allocate(HEADER + length)
                    .putInt(length)
                    .put(bytes, offset, length)
                    .array());
        }
    }
}
