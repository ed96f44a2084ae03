package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import dev.skep.server.front.hive.wire.MessageLoop.Unreadable;
import dev.skep.server.front.hive.wire.http.HttpRefusal;
import dev.skep.server.front.hive.wire.http.HttpReply;
import dev.skep.server.front.hive.wire.http.HttpRequest;
import dev.skep.server.front.hive.wire.http.HttpRequests;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/** A connection on which every message is the body of a request, and its answer that of the response. */
final class HttpConnection {
    /** The name of the user, as Hive's clients send it. */
    private static final String ACTOR = "x-actor-username";

    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();
    private static final int PASSED_OVER = 64 << 10;

    private final Socket socket;
    private final PatientInput in;
    private final HttpRequests requests;
    private final OutputStream out;
    private final ThriftSettings settings;
    private final Gate gate;
    private final MessageLoop messages;
    private final Conversations conversations;
    private final Turn turn;
    private Access access = new Access.Refused("");
    private Conversation conversation;
    private Remembered remembered = new Remembered("", new Access.Open(), 0);

    HttpConnection(
            Socket socket,
            PatientInput in,
            OutputStream out,
            ThriftSettings settings,
            Gate gate,
            MessageLoop messages,
            Conversations conversations,
            Turn turn) {
        this.socket = socket;
        this.in = in;
        this.requests = new HttpRequests(new BufferedInputStream(in), settings.maxFrame());
        this.out = out;
        this.settings = settings;
        this.gate = gate;
        this.messages = messages;
        this.conversations = conversations;
        this.conversation = conversations.begin(access);
        this.turn = turn;
    }

    /**
     * What the connection has to say about who may pass.
     *
     * @param lacksTls why it is not served, if it is not
     * @param confidential whether nobody can listen
     * @param admitted told when somebody has passed
     */
    record Gate(Entrance entrance, Optional<String> lacksTls, boolean confidential, Runnable admitted) {}

    /** The outcome of the last check of a password, which is costly and would be repeated with every call. */
    private record Remembered(String authorization, Access access, long until) {}

    /** @throws HttpRefusal after it has been told to the client; the connection must be closed */
    void run() throws IOException, TException, HttpRefusal {
        try {
            boolean more = true;
            while (more) {
                in.await();
                Optional<HttpRequest> request = requests.next();
                more = request.isPresent() && turn.begin();
                if (more) {
                    boolean keep = answer(request.get());
                    more = turn.end() && keep;
                }
            }
        } catch (HttpRefusal e) {
            HttpReply.refuse(out, e, e.status() == 401 ? challenges() : "");
            throw e;
        }
    }

    /** @return whether another request may follow */
    private boolean answer(HttpRequest request) throws IOException, TException, HttpRefusal {
        checkPlace(request);
        Access shown = access(request);
        gate.admitted().run();
        if (!shown.equals(access)) {
            access = shown;
            conversation = conversations.begin(access);
        }
        try {
            Optional<String> actor = actor(request);
            if (actor.isPresent()) {
                conversation.actAs(actor.get());
            }
        } catch (AuthenticationRefused e) {
            throw new HttpRefusal(403, String.valueOf(e.getMessage()));
        }
        if (request.awaitsContinue()) {
            HttpReply.goOn(out);
        }
        InputStream body = requests.body(request);
        MessageInput input = new MessageInput(
                socket, body, settings.limits().configuration(), settings.stallTimeout(), settings.stallTimeout());
        Framing framing = input.awaitMessage() ? Framing.of(input.peek(Framing.LOOKED_AT)) : Framing.GARBAGE;
        if (!framing.isThrift()) {
            throw new HttpRefusal(400, "The body is no Thrift message");
        }
        HttpReply reply = new HttpReply(out, request);
        ReplyOutput output = new ReplyOutput(reply, settings.limits().configuration(), framing.isFramed());
        boolean inStep = answer(Wire.of(framing, input, output, settings.limits()));
        reply.end();
        return inStep && reply.keepsConnection() && isRead(body);
    }

    private boolean answer(Wire wire) throws TException, HttpRefusal {
        try {
            return messages.answer(wire, conversation);
        } catch (Unreadable e) {
            throw new HttpRefusal(400, "The body is no Thrift message: it " + e.getMessage());
        } catch (TTransportException e) {
            if (e.getType() != TTransportException.END_OF_FILE) {
                throw e;
            }
            throw new HttpRefusal(400, "The body ends inside a Thrift message");
        }
    }

    private void checkPlace(HttpRequest request) throws HttpRefusal {
        // Hive's clients ask for what is below the path: for /metastore/*, as they name it to a servlet.
        if (!request.path().equals(settings.httpPath()) && !request.path().startsWith(settings.httpPath() + "/")) {
            throw new HttpRefusal(400, settings.httpHint());
        }
        if (gate.lacksTls().isPresent()) {
            throw new HttpRefusal(403, gate.lacksTls().get());
        }
        if (!request.method().equals("POST")) {
            throw new HttpRefusal(405, "Thrift messages come by POST");
        }
    }

    private Access access(HttpRequest request) throws HttpRefusal {
        Entrance entrance = gate.entrance();
        String authorization = request.header("authorization").orElse("");
        if (authorization.isEmpty()
                || (entrance.passwords().isEmpty() && entrance.tokens().isEmpty())) {
            Access unproven = entrance.unproven();
            if (unproven instanceof Access.Refused refused) {
                throw new HttpRefusal(401, refused.sentence());
            }
            return unproven;
        }
        if (remembered.authorization().equals(authorization) && System.nanoTime() - remembered.until() < 0) {
            return remembered.access();
        }
        if (!gate.confidential()) {
            throw new HttpRefusal(
                    403, "Passwords and tokens need TLS, because everybody can listen without it: use https://");
        }
        try {
            Access access = new Access.Proven(identity(authorization), entrance.proxies());
            if (isBasic(authorization)) {
                remembered = new Remembered(authorization, access, System.nanoTime() + REMEMBERED);
            }
            return access;
        } catch (AuthenticationRefused e) {
            throw new HttpRefusal(401, String.valueOf(e.getMessage()));
        }
    }

    private Identity identity(String authorization) throws AuthenticationRefused {
        Entrance entrance = gate.entrance();
        String credentials =
                authorization.substring(authorization.indexOf(' ') + 1).strip();
        if (isBasic(authorization) && entrance.passwords().isPresent()) {
            String[] parts = decoded(credentials).split(":", 2);
            if (parts.length < 2) {
                throw new AuthenticationRefused("The header Authorization holds no name and password");
            }
            return entrance.passwords().get().authenticate(parts[0], parts[1]);
        }
        if (is("bearer", authorization) && entrance.tokens().isPresent()) {
            return entrance.tokens().get().authenticate(credentials);
        }
        throw new AuthenticationRefused("The header Authorization does not hold what this server asks for");
    }

    private static boolean isBasic(String authorization) {
        return is("basic", authorization);
    }

    private static boolean is(String scheme, String authorization) {
        return authorization.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1);
    }

    private static String decoded(String credentials) throws AuthenticationRefused {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationRefused("The header Authorization holds no name and password", e);
        }
    }

    private String challenges() {
        return gate.entrance()
                        .passwords()
                        .map(check -> "WWW-Authenticate: Basic realm=\"skep\"\r\n")
                        .orElse("")
                + gate.entrance()
                        .tokens()
                        .map(check -> "WWW-Authenticate: Bearer\r\n")
                        .orElse("");
    }

    private static Optional<String> actor(HttpRequest request) {
        return request.header(ACTOR).filter(name -> !name.isEmpty());
    }

    /** Whether the body ends where the message did, but for a little. */
    private static boolean isRead(InputStream body) throws IOException {
        return body.readNBytes(PASSED_OVER).length < PASSED_OVER;
    }
}
