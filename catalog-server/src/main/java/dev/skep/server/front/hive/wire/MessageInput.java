package dev.skep.server.front.hive.wire;

import dev.skep.thrift.Allowance;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;

/**
 * The bytes that a client sends, message by message. Inside a message no more bytes are given out than its frame, or the
 * limit of an unframed message, allows; a length that announces more is refused before anything is allocated for it.
 */
public final class MessageInput extends TEndpointTransport {
    /** A client that sends little, and that slowly, costs little. */
    private static final int FIRST_BUFFER = 512;

    private static final int BUFFER = 8 << 10;

    /** What a message takes of no shared memory: most are shorter. */
    private static final int LITTLE = 16 << 10;

    private static final byte[] NONE = new byte[0];
    private static final Duration MOMENT = Duration.ofMillis(10);

    private final Socket socket;
    private final InputStream in;
    private final Waiting waiting;
    private final MessageMemory.Share memory;
    private final int idleMillis;
    private final int stallMillis;
    private byte[] buffer = NONE;
    private int position;
    private int end;
    /** How many bytes of this message have come. */
    private int received;

    /**
     * @param socket knows how long to wait
     * @param in what the socket brings, or what a layer above it makes of that
     * @param waiting knows when this waits for the client
     * @param memory for what the messages bring
     */
    MessageInput(
            Socket socket,
            InputStream in,
            Waiting waiting,
            MessageMemory.Share memory,
            TConfiguration limits,
            Duration idle,
            Duration stall)
            throws TTransportException {
        super(limits);
        this.socket = socket;
        this.in = in;
        this.waiting = waiting;
        this.memory = memory;
        this.idleMillis = Math.toIntExact(idle.toMillis());
        this.stallMillis = Math.toIntExact(stall.toMillis());
    }

    /**
     * Waits for the next message to begin.
     *
     * @return false if the client has ended the connection, or rested too long
     */
    boolean awaitMessage() throws IOException, TTransportException {
        waiting.beginMessage();
        if (position == end) {
            socket.setSoTimeout(idleMillis);
            try {
                if (!fill()) {
                    return false;
                }
            } catch (SocketTimeoutException e) {
                return false;
            }
        }
        socket.setSoTimeout(stallMillis);
        resetMessageSizeAndConsumedBytes(-1);
        received = 0;
        return true;
    }

    /** For what is made of the bytes; {@link #endMessage} gives it back. */
    public Allowance memory() {
        return memory;
    }

    /** The message has been answered, or will not be. */
    void endMessage() {
        memory.release();
    }

    /**
     * Whether nothing of another message has come in a moment, so that somebody else can wait for it. Then it holds no memory.
     *
     * @param below what comes from the client, of which this may be a layer
     */
    boolean rests(RawInput below) throws IOException {
        boolean rests = position == end && in.available() == 0 && !below.awaitByte(MOMENT);
        if (rests) {
            buffer = NONE;
            position = 0;
            end = 0;
        }
        return rests;
    }

    /** The next bytes, which stay to be read; fewer only if the connection ends before. */
    byte[] peek(int count) throws IOException, TTransportException {
        while (end - position < count) {
            if (!fill()) {
                break;
            }
        }
        return Arrays.copyOfRange(buffer, position, Math.min(end, position + count));
    }

    /** What has been read from the socket and not been given out, for a layer that takes over. */
    byte[] takeRest() {
        byte[] rest = Arrays.copyOfRange(buffer, position, end);
        position = end;
        return rest;
    }

    /**
     * Reads the length that a frame begins with, and lets nothing be read beyond its end.
     *
     * @throws TTransportException if the frame is longer than a message may be
     */
    void beginFrame() throws TTransportException {
        byte[] bytes = new byte[4];
        readAll(bytes, 0, bytes.length);
        int length = ByteBuffer.wrap(bytes).getInt();
        if (length <= 0 || length > getMaxFrameSize()) {
            throw new TTransportException(
                    TTransportException.MESSAGE_SIZE_LIMIT,
                    "A frame of " + Integer.toUnsignedString(length) + " bytes was announced; hive.max-frame is "
                            + getMaxFrameSize());
        }
        resetMessageSizeAndConsumedBytes(length);
    }

    /** Passes over what is left of the frame, so that the next one begins in the right place. */
    void endFrame() throws TTransportException {
        while (remainingMessageSize > 0) {
            if (position == end) {
                require(refill());
            }
            consumeBuffer((int) Math.min(end - position, remainingMessageSize));
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws TTransportException {
        if (length == 0) {
            return 0;
        }
        if (remainingMessageSize == 0) {
            throw new TTransportException(
                    TTransportException.MESSAGE_SIZE_LIMIT,
                    "A message is longer than its frame, or than hive.max-frame allows");
        }
        if (position == end) {
            require(refill());
        }
        int count = Math.min(length, getBytesRemainingInBuffer());
        System.arraycopy(buffer, position, target, offset, count);
        consumeBuffer(count);
        return count;
    }

    @Override
    public byte[] getBuffer() {
        return buffer;
    }

    @Override
    public int getBufferPosition() {
        return position;
    }

    @Override
    public int getBytesRemainingInBuffer() {
        return (int) Math.min(end - position, remainingMessageSize);
    }

    @Override
    public void consumeBuffer(int count) {
        position += count;
        remainingMessageSize -= count;
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
    public void write(byte[] source, int offset, int length) {
        throw new UnsupportedOperationException("Replies are written elsewhere");
    }

    private static void require(boolean more) throws TTransportException {
        if (!more) {
            throw new TTransportException(TTransportException.END_OF_FILE, "The client ended inside a message");
        }
    }

    private boolean refill() throws TTransportException {
        try {
            return fill();
        } catch (SocketTimeoutException e) {
            throw new TTransportException(
                    TTransportException.TIMED_OUT, "The client paused too long inside a message", e);
        } catch (IOException e) {
            throw new TTransportException(TTransportException.UNKNOWN, e);
        }
    }

    private boolean fill() throws IOException, TTransportException {
        byte[] next = end < buffer.length ? buffer : new byte[buffer.length == 0 ? FIRST_BUFFER : BUFFER];
        if (position > 0 || next != buffer) {
            System.arraycopy(buffer, position, next, 0, end - position);
            end -= position;
            position = 0;
            buffer = next;
        }
        int count = waiting.forBytes(() -> in.read(buffer, end, buffer.length - end));
        if (count < 0) {
            return false;
        }
        end += count;
        received += count;
        if (received > LITTLE) {
            // As they came, and once more as what they become.
            memory.take(2 * count);
        }
        return true;
    }
}
