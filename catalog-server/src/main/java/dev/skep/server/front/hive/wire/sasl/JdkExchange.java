package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** An exchange that a mechanism of the JDK leads. */
final class JdkExchange implements Exchange {
    private final SaslServer server;
    private final Evaluation evaluation;
    private final Supplier<Identity> identity;

    JdkExchange(SaslServer server, Evaluation evaluation, Supplier<Identity> identity) {
        this.server = server;
        this.evaluation = evaluation;
        this.identity = identity;
    }

    /** Lets the mechanism look at a response. */
    @FunctionalInterface
    interface Evaluation {
        /** @return the next challenge; null if there is nothing more to say */
        byte @Nullable [] evaluate(byte[] response) throws SaslException;
    }

    @Override
    public byte[] answer(byte[] response) throws AuthenticationRefused {
        try {
            byte[] challenge = evaluation.evaluate(response);
            return challenge == null ? new byte[0] : challenge;
        } catch (SaslException e) {
            throw new AuthenticationRefused(server.getMechanismName() + " failed: " + reason(e), e);
        } catch (RuntimeException e) {
            // The mechanisms of the JDK trust that tokens are at least well-formed.
            throw new AuthenticationRefused(server.getMechanismName() + " failed: the response makes no sense", e);
        }
    }

    /** What a handler of ours said, where the mechanism has wrapped it. */
    private static String reason(SaslException e) {
        return e.getCause() instanceof SaslException cause ? reason(cause) : String.valueOf(e.getMessage());
    }

    @Override
    public boolean isComplete() {
        return server.isComplete();
    }

    @Override
    public Identity identity() {
        return identity.get();
    }

    @Override
    public Optional<Protection> protection() {
        return "auth".equals(server.getNegotiatedProperty(Sasl.QOP)) ? Optional.empty() : Optional.of(new Wrapping());
    }

    @Override
    public void end() throws IOException {
        server.dispose();
    }

    private final class Wrapping implements Protection {
        private static final int DEFAULT_MAX = 32 << 10;

        @Override
        public int maxPlain() {
            return server.getNegotiatedProperty(Sasl.RAW_SEND_SIZE) instanceof String size
                    ? Math.max(1, Integer.parseInt(size))
                    : DEFAULT_MAX;
        }

        @Override
        public byte[] wrap(byte[] plain, int offset, int length) throws IOException {
            return server.wrap(plain, offset, length);
        }

        @Override
        public byte[] unwrap(byte[] wrapped) throws IOException {
            return server.unwrap(wrapped, 0, wrapped.length);
        }
    }
}
