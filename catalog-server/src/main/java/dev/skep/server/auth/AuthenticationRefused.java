package dev.skep.server.auth;

/**
 * Somebody is not who it says, or may not say so. The message goes to the client, so it tells nothing that would help to
 * guess; {@link #getCause} is for the log.
 */
public final class AuthenticationRefused extends Exception {
    public AuthenticationRefused(String sentence) {
        super(sentence);
    }

    public AuthenticationRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
