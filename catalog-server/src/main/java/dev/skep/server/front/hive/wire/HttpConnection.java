package dev.skep.server.front.hive.wire;

import dev.skep.server.auth.AuthenticationRefused;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/** A connection on which every message is the body of a request, and its answer that of the response. */
final class HttpConnection {
    /** The name of the user, as Hive's clients send it. */
    private static final String ACTOR = "x-actor-username";

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
    private final MessageMemory.Share memory;
    private Access access = new Access.Refused("");
    private Conversation conversation;

    HttpConnection(
            Socket socket,
            PatientInput in,
            OutputStream out,
            ThriftSettings settings,
            Gate gate,
            MessageLoop messages,
            Conversations conversations,
            Turn turn,
            MessageMemory.Share memory) {
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
        this.memory = memory;
    }

    /**
     * What the connection has to say about who may pass.
     *
     * @param lacksTls why it is not served, if it is not
     * @param confidential whether nobody can listen
     * @param admitted told when somebody has passed
     */
    record Gate(Entrance entrance, Optional<String> lacksTls, boolean confidential, Runnable admitted) {}

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
                socket,
                body,
                new Waiting(),
                memory,
                settings.limits().configuration(),
                settings.stallTimeout(),
                settings.stallTimeout());
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
        if (authorization.isEmpty() || entrance.http().isEmpty()) {
            Access unproven = entrance.unproven();
            if (unproven instanceof Access.Refused refused) {
                throw new HttpRefusal(401, refused.sentence());
            }
            return unproven;
        }
        if (!gate.confidential()) {
            throw new HttpRefusal(
                    403, "Passwords and tokens need TLS, because everybody can listen without it: use https://");
        }
        try {
            return new Access.Proven(entrance.http().authenticate(authorization), entrance.proxies());
        } catch (AuthenticationRefused e) {
            throw new HttpRefusal(401, String.valueOf(e.getMessage()));
        }
    }

    private String challenges() {
        return gate.entrance().http().challenges().stream()
                .map(challenge -> "WWW-Authenticate: " + challenge + "\r\n")
                .collect(Collectors.joining());
    }

    private static Optional<String> actor(HttpRequest request) {
        return request.header(ACTOR).filter(name -> !name.isEmpty());
    }

    /** Whether the body ends where the message did, but for a little. */
    private static boolean isRead(InputStream body) throws IOException {
        return body.readNBytes(PASSED_OVER).length < PASSED_OVER;
    }
}
