package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.AuthenticationRefused;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Leads a client through the negotiation, which it begins by naming a mechanism. */
public final class SaslNegotiation {
    /** A Kerberos ticket may carry the groups of a user, which takes up to this much. */
    private static final int MAX_MESSAGE = 128 << 10;

    private static final int MAX_NAME = 20;
    private static final int MAX_ROUNDS = 16;
    private static final int START = 1;
    private static final int OK = 2;
    private static final int BAD = 3;
    private static final int ERROR = 4;
    private static final int COMPLETE = 5;
    private static final int HEADER = 5;

    private final List<Mechanism> mechanisms;

    public SaslNegotiation(List<Mechanism> mechanisms) {
        this.mechanisms = List.copyOf(mechanisms);
    }

    /**
     * Negotiates until the client has proven who it is.
     *
     * @param confidential whether nobody can listen, so that a mechanism may show secrets
     * @param max bytes of one frame that comes afterwards
     * @throws AuthenticationRefused if the client has proven nothing; it has been told
     */
    public SaslLayer negotiate(InputStream in, OutputStream out, boolean confidential, int max)
            throws IOException, AuthenticationRefused {
        DataInputStream data = new DataInputStream(in);
        try {
            Exchange exchange = start(data, confidential);
            for (int round = 0; !exchange.isComplete(); round++) {
                if (round == MAX_ROUNDS) {
                    throw new AuthenticationRefused("The exchange goes on for too long");
                }
                byte[] challenge = exchange.answer(response(data));
                send(out, exchange.isComplete() ? COMPLETE : OK, challenge);
            }
            return new SaslLayer(exchange, in, out, max);
        } catch (AuthenticationRefused e) {
            send(out, BAD, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            throw e;
        }
    }

    /** Tells a client that has asked to begin why it cannot. */
    public static void refuse(OutputStream out, String sentence) throws IOException {
        send(out, ERROR, sentence.getBytes(StandardCharsets.UTF_8));
    }

    private Exchange start(DataInputStream in, boolean confidential) throws IOException, AuthenticationRefused {
        if (in.readUnsignedByte() != START) {
            throw new AuthenticationRefused("SASL begins with the name of a mechanism");
        }
        String name = new String(read(in, MAX_NAME), StandardCharsets.US_ASCII);
        Mechanism mechanism = mechanisms.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AuthenticationRefused("The mechanism is not spoken here; there is "
                        + mechanisms.stream().map(Mechanism::name).collect(Collectors.joining(", "))));
        if (mechanism.showsSecrets() && !confidential) {
            throw new AuthenticationRefused(mechanism.name() + " needs TLS, because it shows passwords to whoever"
                    + " listens: set metastore.use.SSL=true in the client");
        }
        return mechanism.begin();
    }

    private static byte[] response(DataInputStream in) throws IOException, AuthenticationRefused {
        int status = in.readUnsignedByte();
        byte[] payload = read(in, MAX_MESSAGE);
        if (status != OK && status != COMPLETE) {
            throw new AuthenticationRefused("The client gave up");
        }
        return payload;
    }

    private static byte[] read(DataInputStream in, int max) throws IOException, AuthenticationRefused {
        int length = in.readInt();
        if (length < 0 || length > max) {
            throw new AuthenticationRefused("A message of the negotiation is longer than " + max + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new IOException("The client ended inside the negotiation");
        }
        return payload;
    }

    private static void send(OutputStream out, int status, byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(HEADER + payload.length)
                .put((byte) status)
                .putInt(payload.length)
                .put(payload)
                .array());
        out.flush();
    }
}
