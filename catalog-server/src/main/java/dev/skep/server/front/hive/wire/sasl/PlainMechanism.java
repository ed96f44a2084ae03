package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import dev.skep.server.auth.PasswordCheck;
import dev.skep.server.auth.ProxyUsers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PLAIN (RFC 4616): a name and a password, as they are. */
public final class PlainMechanism implements Mechanism {
    private static final String NUL = "\0";

    private final PasswordCheck passwords;
    private final ProxyUsers proxies;

    public PlainMechanism(PasswordCheck passwords, ProxyUsers proxies) {
        this.passwords = passwords;
        this.proxies = proxies;
    }

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public boolean showsSecrets() {
        return true;
    }

    @Override
    public Exchange begin() {
        return new Plain();
    }

    private Identity check(byte[] response) throws AuthenticationRefused {
        String[] parts;
        try {
            parts = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response))
                    .toString()
                    .split(NUL, -1);
        } catch (CharacterCodingException e) {
            throw new AuthenticationRefused("The name or the password is no UTF-8", e);
        }
        if (parts.length != 3) {
            throw new AuthenticationRefused("PLAIN takes a name to act as, a name and a password");
        }
        return proxies.actAs(passwords.authenticate(parts[1], parts[2]), parts[0]);
    }

    private final class Plain implements Exchange {
        private @Nullable Identity identity;

        @Override
        public byte[] answer(byte[] response) throws AuthenticationRefused {
            identity = check(response);
            return new byte[0];
        }

        @Override
        public boolean isComplete() {
            return identity != null;
        }

        @Override
        public Identity identity() {
            if (identity == null) {
                throw new IllegalStateException("The exchange is not complete");
            }
            return identity;
        }

        @Override
        public Optional<Protection> protection() {
            return Optional.empty();
        }

        @Override
        public void end() {
            // It holds nothing.
        }
    }
}
