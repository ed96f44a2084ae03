package dev.skep.server.front.hive.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What a client sends, as it comes. Its next byte can be waited for without being taken from whoever reads on. */
final class RawInput extends InputStream {
    private static final int NOTHING = -2;

    private final Socket socket;
    private final InputStream in;
    /** A byte, the end, or nothing. */
    private int held = NOTHING;

    RawInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** @return false if nothing has come in this time; true also at the end, which whoever reads will meet */
    boolean awaitByte(Duration time) throws IOException {
        if (held == NOTHING) {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            try {
                held = in.read();
            } catch (SocketTimeoutException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        if (held == NOTHING) {
            return in.read();
        }
        return taken();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (held == NOTHING) {
            return in.read(target, offset, length);
        }
        int first = taken();
        if (first < 0) {
            return -1;
        }
        target[offset] = (byte) first;
        int more = Math.min(length - 1, in.available());
        return more == 0 ? 1 : 1 + Math.max(0, in.read(target, offset + 1, more));
    }

    @Override
    public int available() throws IOException {
        return (held >= 0 ? 1 : 0) + in.available();
    }

    private int taken() {
        int taken = held;
        if (taken >= 0) {
            held = NOTHING;
        }
        return taken;
    }
}
