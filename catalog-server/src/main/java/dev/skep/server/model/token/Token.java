package dev.skep.server.model.token;

import java.time.Instant;

/**
 * A token with its secret.
 *
 * @param password Base64 of the secret's bytes
 * @param proven whether whoever asked for it had proven who it is; only then the token proves its owner
 * @param expiresAt when it ends unless it is renewed; whole milliseconds
 */
public record Token(TokenIdentity identity, String password, boolean proven, Instant expiresAt) {
    public Token withExpiresAt(Instant instant) {
        return new Token(identity, password, proven, instant);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return identity.toString();
    }
}
