package dev.skep.server.auth;

/**
 * A user whose identity has been proven.
 *
 * @param user the short name that permissions are granted to
 * @param proof what it was proven by
 */
public record Identity(String user, Proof proof) {
    /** What an identity can be proven by. */
    public enum Proof {
        PASSWORD,
        KERBEROS,
        /** A delegation token, which stands for its owner. */
        TOKEN,
        JWT
    }
}
