package dev.skep.server.auth;

import java.util.Optional;

/** Knows the secrets of the delegation tokens that are valid now. Called by many threads. */
@FunctionalInterface
public interface TokenSecrets {
    /** Knows none. */
    TokenSecrets NONE = identifier -> Optional.empty();

    /** @param identifier the bytes by which the client names its token; empty if there is none, or none that is valid */
    Optional<Secret> find(byte[] identifier);

    /**
     * A valid token.
     *
     * @param owner the short name of the user that the token stands for
     * @param password what whoever holds the token knows, as Base64
     */
    record Secret(String owner, String password) {
        @Override
        public String toString() {
            return "Secret[" + owner + "]";
        }
    }
}
