package dev.skep.server.front.hive;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: its socket, from the first byte to the last. */
final class Connection implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int FAREWELL_MILLIS = 200;
    private static final int FAREWELL_READS = 64;

    private enum State {
        RESTING,
        WORKING,
        /** Working, and to be closed after that. */
        ENDING,
        CLOSED
    }

    private final Socket socket;
    private final ThriftSettings settings;
    private final Calls calls;
    private final ThriftMeter meter;
    private final AtomicReference<State> state = new AtomicReference<>(State.RESTING);
    private volatile ReplyOutput output;

    Connection(Socket socket, ThriftSettings settings, Calls calls, ThriftMeter meter)
            throws IOException, TTransportException {
        this.socket = socket;
        this.settings = settings;
        this.calls = calls;
        this.meter = meter;
        this.output = new ReplyOutput(socket, settings.limits().configuration(), false);
    }

    @Override
    public void run() {
        try (socket) {
            serve();
        } catch (TTransportException e) {
            // Clients end as they like; what they stopped half-way is not worth more than a line.
            LOG.debug("The connection of {} ended: {}", peer(), e.getMessage());
        } catch (SocketException e) {
            LOG.debug("The connection of {} broke: {}", peer(), e.getMessage());
        } catch (TException | IOException | RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The connection of {} was closed after a defect", peer(), e);
        }
    }

    /** Closes the connection now if it rests, otherwise when its call has been answered. */
    void endAfterCall() {
        if (state.compareAndSet(State.RESTING, State.CLOSED)) {
            abort();
        } else {
            state.compareAndSet(State.WORKING, State.ENDING);
        }
    }

    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing the connection of {} failed", peer(), e);
        }
    }

    boolean isStalled() {
        return output.isStalled(settings.stallTimeout().toNanos());
    }

    String peer() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    private void serve() throws IOException, TException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        MessageInput input = new MessageInput(
                socket, settings.limits().configuration(), settings.idleTimeout(), settings.stallTimeout());
        if (!input.awaitMessage()) {
            return;
        }
        byte[] first = input.peek(Framing.LOOKED_AT);
        Framing framing = Framing.of(first);
        switch (framing) {
            case BINARY, FRAMED_BINARY, COMPACT, FRAMED_COMPACT -> serve(framing, input);
            case HTTP -> {
                turnAway("http", "speaks HTTP. " + httpHint());
                answerHttp();
            }
            case TLS -> turnAway("tls", "wants TLS, which this port does not speak: connect without it");
            case SASL ->
                turnAway(
                        "sasl",
                        "wants SASL, which this port does not speak: set hive.metastore.sasl.enabled=false in the client");
            case HEADER -> turnAway("header", "uses Thrift's header transport: use the binary or framed one");
            case GARBAGE -> turnAway("garbage", "sent what is no Thrift message (" + hex(first) + ")");
        }
    }

    private void serve(Framing framing, MessageInput input) throws IOException, TException {
        output = new ReplyOutput(socket, settings.limits().configuration(), framing.isFramed());
        Wire wire = Wire.of(framing, input, output, settings.limits());
        ClientSession session = new ClientSession();
        boolean more = true;
        while (more && state.compareAndSet(State.RESTING, State.WORKING)) {
            more = answer(wire, session);
            if (state.compareAndSet(State.WORKING, State.RESTING)) {
                more = more && input.awaitMessage();
            }
        }
    }

    /** @return whether another message may follow */
    private boolean answer(Wire wire, ClientSession session) throws IOException, TException {
        try {
            if (wire.framed()) {
                wire.input().beginFrame();
            }
            boolean inStep = calls.answer(wire, session);
            if (wire.framed()) {
                wire.input().endFrame();
                return true;
            }
            if (!inStep) {
                farewell();
            }
            return inStep;
        } catch (TProtocolException e) {
            turnAway("garbage", "sent what cannot be read: " + e.getMessage());
            return false;
        } catch (TTransportException e) {
            if (e.getType() != TTransportException.MESSAGE_SIZE_LIMIT) {
                throw e;
            }
            turnAway("size", "sent too much: " + e.getMessage());
            return false;
        }
    }

    private void turnAway(String reason, String sentence) {
        meter.turnedAway(reason);
        LOG.info("Closed the connection of {}: it {}", peer(), sentence);
    }

    private String httpHint() {
        return settings.httpPort() == 0
                ? "This is the Hive Thrift port; HTTP is served on http.port"
                : "This is the Hive Thrift port; HTTP is served on port " + settings.httpPort();
    }

    private void answerHttp() throws IOException {
        byte[] body = (httpHint() + ".\n").getBytes(StandardCharsets.US_ASCII);
        String head = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        farewell();
    }

    /** Closing while the client still sends would tear away the answer before it is read, so a little is read first. */
    private void farewell() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(FAREWELL_MILLIS);
        byte[] rest = new byte[16 << 10];
        try {
            for (int reads = 0; reads < FAREWELL_READS; reads++) {
                if (socket.getInputStream().read(rest) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            LOG.debug("The connection of {} did not end by itself", peer(), e);
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(text.isEmpty() ? "" : " ").append(String.format("%02x", b));
        }
        return text.toString();
    }
}
