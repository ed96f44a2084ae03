package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * The reply that is being written. As long as nothing of it has left, it can be taken back and another one written in its
 * place. An unframed reply leaves in chunks; a framed one must know its length, so it waits until it is whole.
 */
public final class ReplyOutput extends TEndpointTransport {
    private static final int CHUNK = 64 << 10;
    private static final int FIRST_SIZE = 1 << 10;
    private static final int FRAME_HEADER = 4;

    private final OutputStream out;
    private final boolean framed;
    private byte[] buffer = new byte[0];
    private int size;
    private boolean leaving;

    ReplyOutput(OutputStream out, TConfiguration limits, boolean framed) throws TTransportException {
        super(limits);
        this.out = out;
        this.framed = framed;
    }

    /** A framed reply is longer than a frame may be; nothing of it has left. */
    public static final class TooLong extends TTransportException {
        TooLong(int limit) {
            super(
                    TTransportException.MESSAGE_SIZE_LIMIT,
                    "The answer is longer than the " + limit + " bytes of hive.max-frame: ask for less at a time, "
                            + "use an unframed connection, or raise that setting");
        }
    }

    public void begin() {
        size = 0;
        leaving = false;
        reserve(FRAME_HEADER);
        size = framed ? FRAME_HEADER : 0;
    }

    /** Holds no memory until the next reply. */
    void rest() {
        buffer = new byte[0];
    }

    /** Whether a part has gone to the client, so that nothing else can be answered any more. */
    public boolean isLeaving() {
        return leaving;
    }

    /** Sends what is left of the reply. */
    public void end() throws TTransportException {
        if (framed) {
            ByteBuffer.wrap(buffer).putInt(size - FRAME_HEADER);
        }
        send();
        if (buffer.length > CHUNK) {
            buffer = new byte[0];
        }
    }

    @Override
    public void write(byte[] source, int offset, int length) throws TTransportException {
        if (framed) {
            if (length > getMaxFrameSize() - (size - FRAME_HEADER)) {
                throw new TooLong(getMaxFrameSize());
            }
        } else if (size + (long) length > CHUNK) {
            send();
            if (length > CHUNK) {
                send(source, offset, length);
                return;
            }
        }
        reserve(length);
        System.arraycopy(source, offset, buffer, size, length);
        size += length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {
        // The socket is open already.
    }

    @Override
    public void close() {
        // The connection closes the socket.
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        throw new UnsupportedOperationException("Messages are read elsewhere");
    }

    private void reserve(int length) {
        int needed = size + length;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, Math.max(FIRST_SIZE, buffer.length * 2)));
        }
    }

    private void send() throws TTransportException {
        if (size == 0) {
            return;
        }
        send(buffer, 0, size);
        size = 0;
    }

    private void send(byte[] bytes, int offset, int length) throws TTransportException {
        leaving = true;
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new TTransportException(TTransportException.UNKNOWN, "The client takes no more of the answer", e);
        }
    }
}
