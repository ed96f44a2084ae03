package dev.skep.server.front.hive.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.Socket;

/** What a client sends: it may rest for long before the first byte of a message, and only shortly between the others. */
final class PatientInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final Waiting waiting;
    private final ThriftSettings settings;

    /**
     * @param in what comes from the socket, or from a layer above it
     * @param consumed what has been read of it before
     * @param waiting knows when this waits for the client
     */
    PatientInput(Socket socket, InputStream in, byte[] consumed, Waiting waiting, ThriftSettings settings) {
        this.socket = socket;
        this.in = new SequenceInputStream(new ByteArrayInputStream(consumed), in);
        this.waiting = waiting;
        this.settings = settings;
    }

    /** Lets the client rest before its next byte. */
    void await() throws IOException {
        waiting.beginMessage();
        socket.setSoTimeout(Math.toIntExact(settings.idleTimeout().toMillis()));
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = waiting.forBytes(() -> in.read(target, offset, length));
        socket.setSoTimeout(Math.toIntExact(settings.stallTimeout().toMillis()));
        return count;
    }
}
