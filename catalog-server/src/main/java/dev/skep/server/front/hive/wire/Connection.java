package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.front.hive.wire.MessageLoop.Unreadable;
import dev.skep.server.front.hive.wire.http.HttpRefusal;
import dev.skep.server.front.hive.wire.sasl.SaslLayer;
import dev.skep.server.front.hive.wire.sasl.SaslNegotiation;
import dev.skep.server.front.hive.wire.tls.TlsDoor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client: its socket, from the first byte to the last. The first bytes tell what speaks; TLS and SASL are taken off like
 * coats, and what is below them is looked at in the same way. While a client has nothing to say, its connection needs no thread,
 * but for those of TLS and HTTP.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int FAREWELL_MILLIS = 200;
    private static final int FAREWELL_READS = 64;
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final long NEVER = Long.MAX_VALUE;

    private final Socket socket;
    private final ThriftSettings settings;
    private final Entrance entrance;
    private final Conversations conversations;
    private final TurnedAway turnedAway;
    private final RawInput raw;
    private final Turn turn = new Turn();
    private final Waiting waiting = new Waiting();
    private final Deque<SaslLayer> layers = new ArrayDeque<>(0);
    private final MessageLoop messages;
    private final MessageMemory.Share memory;
    private final long begin = System.nanoTime();
    private volatile WatchedOutput output;
    /** What is to be done when the client sends something. */
    private Step next = this::greet;
    /** When the connection must have come further, in nanoseconds after it began. */
    private volatile long deadline;

    Connection(
            Socket socket,
            ThriftSettings settings,
            Entrance entrance,
            Conversations conversations,
            MessageMemory memory,
            TurnedAway turnedAway)
            throws IOException {
        this.socket = socket;
        this.settings = settings;
        this.entrance = entrance;
        this.conversations = conversations;
        this.turnedAway = turnedAway;
        this.messages = new MessageLoop(turn);
        this.memory = memory.share(waiting, this::giveUpMemory);
        this.raw = new RawInput(socket);
        this.output = new WatchedOutput(socket.getOutputStream());
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.deadline =
                entrance.anonymous() ? NEVER : settings.handshakeTimeout().toNanos();
    }

    /** A connection as one layer sees it: raised to TLS or as it came. */
    private record Line(Socket socket, InputStream in, OutputStream out, boolean raised) {}

    /** A part of the work, up to where the client rests. */
    private interface Step {
        /** @return what is to be done when the client sends something more; nothing at the end of the connection */
        Optional<Step> go() throws IOException, TException, AuthenticationRefused, HttpRefusal, Unreadable;
    }

    /**
     * Answers what a client sends until it rests, or the connection is at its end and closed. Is called when something has
     * come, and then waits for the rest of it.
     *
     * @return whether the client rests
     */
    boolean answer() {
        boolean rests = false;
        try {
            Optional<Step> step = next.go();
            if (step.isPresent()) {
                next = step.get();
                rests = true;
            }
        } catch (AuthenticationRefused e) {
            turnAway("authentication", "was refused: " + e.getMessage());
        } catch (HttpRefusal e) {
            turnAway("http", "was answered " + e.status() + " by HTTP: " + e.sentence());
        } catch (Unreadable e) {
            turnAway(e.reason(), String.valueOf(e.getMessage()));
        } catch (TTransportException | IOException e) {
            // Clients end as they like; what they stopped half-way is not worth more than a line.
            LOG.debug("The connection of {} ended: {}", peer(), e.getMessage());
        } catch (OutOfMemoryError e) {
            // The memory of this message is free again, and nobody would be helped by its stack.
            turnAway("memory", "could not be answered because there was no memory");
        } catch (TException | RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The connection of {} was closed after a defect", peer(), e);
        } finally {
            if (!rests) {
                end();
            }
        }
        return rests;
    }

    /** Closes the socket and what was put above it; not while an answer is on its way. */
    void end() {
        try {
            while (!layers.isEmpty()) {
                layers.pop().end();
            }
        } catch (IOException e) {
            LOG.debug("Ending the layers of the connection of {} failed", peer(), e);
        }
        abort();
    }

    /** What a selector watches; of connections that came through one. */
    SocketChannel channel() {
        return socket.getChannel();
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Closes the connection now if it rests, otherwise when its call has been answered. */
    void endAfterCall() {
        if (turn.closeAfter()) {
            abort();
        }
    }

    /** Closes the socket without another word, whatever layers are above it. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing the connection of {} failed", peer(), e);
        }
    }

    /** Whether the client does not take what it is sent. */
    boolean isStalled() {
        return output.isStalled(settings.stallTimeout().toNanos());
    }

    /** How long the client has been waited for in the middle of what it says, in nanoseconds; zero while it is not. */
    long waited() {
        return waiting.nanos();
    }

    /** Closes the socket under whoever waits for the client. */
    void giveUp() {
        waiting.giveUp();
        abort();
    }

    private void giveUpMemory() {
        turnedAway.note("memory", peer(), "was waited for when others needed the memory of its message");
        giveUp();
    }

    /** Whether the client should have proven who it is by now, or should be gone. */
    boolean isLate() {
        return System.nanoTime() - begin > deadline;
    }

    String peer() {
        return String.valueOf(socket.getRemoteSocketAddress());
    }

    private Optional<Step> greet() throws IOException, TException, AuthenticationRefused, HttpRefusal, Unreadable {
        MessageInput input = input(socket, raw);
        if (!input.awaitMessage()) {
            return Optional.empty();
        }
        if (Framing.of(input.peek(Framing.LOOKED_AT)) != Framing.TLS) {
            return receive(new Line(socket, raw, output, false), input);
        }
        Optional<Line> raised = raise(input);
        if (raised.isPresent()) {
            try (Socket closed = raised.get().socket()) {
                MessageInput below = input(closed, closed.getInputStream());
                if (below.awaitMessage()) {
                    receive(raised.get(), below);
                }
                // The last words of TLS must not wait for a client that takes nothing.
                limit(CLOSING);
            }
        }
        return Optional.empty();
    }

    private Optional<Line> raise(MessageInput input) throws IOException {
        if (entrance.tls().isEmpty()) {
            turnAway(
                    "tls",
                    "wants TLS, which this port does not speak: set hive.tls.certificate, or connect without it");
            return Optional.empty();
        }
        limit(settings.handshakeTimeout());
        try {
            TlsDoor door = entrance.tls().get();
            Socket raised = waiting.during(() -> door.raise(socket, input.takeRest()));
            if (entrance.anonymous()) {
                admitted();
            }
            output = new WatchedOutput(raised.getOutputStream());
            return Optional.of(new Line(raised, raised.getInputStream(), output, true));
        } catch (IOException e) {
            turnAway("tls", "did not get through the TLS handshake: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Step> receive(Line line, MessageInput input)
            throws IOException, TException, AuthenticationRefused, HttpRefusal, Unreadable {
        byte[] first = input.peek(Framing.LOOKED_AT);
        Framing framing = Framing.of(first);
        return switch (framing) {
            case BINARY, FRAMED_BINARY, COMPACT, FRAMED_COMPACT -> {
                Access access = entrance.lacksTls(line.raised())
                        .<Access>map(Access.Refused::new)
                        .orElseGet(entrance::unproven);
                if (access instanceof Access.Refused refused) {
                    limit(settings.handshakeTimeout());
                    turnedAway.note("authentication", peer(), "gets no other answer than: " + refused.sentence());
                }
                yield talk(line, framing, input, line.out(), conversations.begin(access));
            }
            case HTTP -> talkHttp(line, input.takeRest());
            case SASL -> negotiate(line, input.takeRest());
            case TLS -> turnAway("tls", "began TLS inside of TLS");
            case HEADER -> turnAway("header", "uses Thrift's header transport: use the binary or framed one");
            case GARBAGE -> turnAway("garbage", "sent what is no Thrift message (" + hex(first) + ")");
        };
    }

    private Optional<Step> talk(
            Line line, Framing framing, MessageInput input, OutputStream out, Conversation conversation)
            throws IOException, TException, Unreadable {
        ReplyOutput reply = new ReplyOutput(out, settings.limits().configuration(), framing.isFramed());
        return talk(line, Wire.of(framing, input, reply, settings.limits()), conversation);
    }

    private Optional<Step> talk(Line line, Wire wire, Conversation conversation)
            throws IOException, TException, Unreadable {
        return switch (messages.run(wire, conversation, mayRest(line) ? Optional.of(raw) : Optional.empty())) {
            case QUIET -> Optional.empty();
            case RESTING ->
                Optional.of(() -> wire.input().awaitMessage() ? talk(line, wire, conversation) : Optional.empty());
            case OUT_OF_STEP -> {
                farewell(line);
                yield Optional.empty();
            }
        };
    }

    /** TLS may hold back bytes that have come already, so nobody can tell from the socket whether a client rests. */
    private static boolean mayRest(Line line) {
        return !line.raised() && line.socket().getChannel() != null;
    }

    private Optional<Step> talkHttp(Line line, byte[] consumed) throws IOException, TException, HttpRefusal {
        HttpConnection.Gate gate = new HttpConnection.Gate(
                entrance, entrance.lacksTls(line.raised()), isConfidential(line), this::admitted);
        PatientInput in = new PatientInput(line.socket(), line.in(), consumed, waiting, settings);
        try {
            new HttpConnection(line.socket(), in, line.out(), settings, gate, messages, conversations, turn, memory)
                    .run();
        } catch (HttpRefusal e) {
            farewell(line);
            throw e;
        }
        return Optional.empty();
    }

    private Optional<Step> negotiate(Line line, byte[] consumed)
            throws IOException, TException, AuthenticationRefused, Unreadable {
        limit(settings.handshakeTimeout());
        Optional<String> refusal = entrance.lacksTls(line.raised())
                .or(() -> entrance.mechanisms().isEmpty()
                        ? Optional.of(
                                "This server does not speak SASL: set hive.metastore.sasl.enabled=false in the client")
                        : Optional.empty());
        if (refusal.isPresent()) {
            SaslNegotiation.refuse(line.out(), refusal.get());
            turnAway("sasl", "wants SASL: " + refusal.get());
            farewell(line);
            return Optional.empty();
        }
        PatientInput in = new PatientInput(line.socket(), line.in(), consumed, waiting, settings);
        SaslLayer layer;
        try {
            layer = new SaslNegotiation(entrance.mechanisms())
                    .negotiate(new BufferedInputStream(in), line.out(), isConfidential(line), settings.maxFrame());
        } catch (AuthenticationRefused e) {
            farewell(line);
            throw e;
        }
        layers.push(layer);
        admitted();
        MessageInput input = input(line.socket(), layer.in());
        return mayRest(line) && input.rests(raw)
                ? Optional.of(() -> converse(line, layer, input))
                : converse(line, layer, input);
    }

    private Optional<Step> converse(Line line, SaslLayer layer, MessageInput input)
            throws IOException, TException, Unreadable {
        if (!input.awaitMessage()) {
            return Optional.empty();
        }
        byte[] first = input.peek(Framing.LOOKED_AT);
        Framing framing = Framing.of(first);
        if (!framing.isThrift()) {
            return turnAway("garbage", "sent what is no Thrift message inside of SASL (" + hex(first) + ")");
        }
        Access access = new Access.Proven(layer.identity(), entrance.proxies());
        return talk(line, framing, input, layer.out(), conversations.begin(access));
    }

    private MessageInput input(Socket from, InputStream in) throws TTransportException {
        return new MessageInput(
                from,
                in,
                waiting,
                memory,
                settings.limits().configuration(),
                settings.idleTimeout(),
                settings.stallTimeout());
    }

    /** Whether nobody can listen, so that secrets may come as they are. */
    private boolean isConfidential(Line line) {
        return line.raised()
                || entrance.clearSecrets()
                || socket.getInetAddress().isLoopbackAddress();
    }

    private void limit(Duration time) {
        deadline = System.nanoTime() - begin + time.toNanos();
    }

    private void admitted() {
        deadline = NEVER;
    }

    private Optional<Step> turnAway(String reason, String sentence) {
        turnedAway.note(reason, peer(), sentence);
        return Optional.empty();
    }

    /** Closing while the client still sends would tear away the answer before it is read, so a little is read first. */
    private void farewell(Line line) throws IOException {
        limit(CLOSING);
        line.socket().shutdownOutput();
        line.socket().setSoTimeout(FAREWELL_MILLIS);
        byte[] rest = new byte[16 << 10];
        try {
            for (int reads = 0; reads < FAREWELL_READS; reads++) {
                if (line.socket().getInputStream().read(rest) < 0) {
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
