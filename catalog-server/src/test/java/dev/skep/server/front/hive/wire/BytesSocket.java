package dev.skep.server.front.hive.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/** A socket whose other end has said all it will say. */
public final class BytesSocket extends Socket {
    private final InputStream in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private BytesSocket(byte[] bytes) {
        this.in = new ByteArrayInputStream(bytes);
    }

    /** What a client is answered that sends this and ends. */
    public static byte[] serve(byte[] bytes, ThriftSettings settings, Entrance entrance, Conversations conversations)
            throws IOException {
        BytesSocket socket = new BytesSocket(bytes);
        MessageMemory memory = new MessageMemory(settings.heap(), settings.stallTimeout());
        new Connection(socket, settings, entrance, conversations, memory, new TurnedAway(ThriftMeter.NONE)).answer();
        return socket.out.toByteArray();
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public void setSoTimeout(int timeout) {
        // Nothing is waited for.
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no TCP.
    }

    @Override
    public void setKeepAlive(boolean on) {
        // There is no TCP.
    }

    @Override
    public void shutdownOutput() {
        // There is nobody to notice.
    }
}
