package dev.skep.server.auth;

/** Knows the passwords of users. Called by many threads. */
public interface PasswordCheck {
    /** @throws AuthenticationRefused if this is not the password of this user, or nobody can tell at the moment */
    Identity authenticate(String user, String password) throws AuthenticationRefused;
}
