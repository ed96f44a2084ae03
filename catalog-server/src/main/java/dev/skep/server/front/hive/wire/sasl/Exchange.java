package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import java.io.IOException;
import java.util.Optional;

/** What one client and the server say to each other until the client has proven who it is. */
interface Exchange {
    /**
     * Takes what the client says.
     *
     * @return what it is answered
     * @throws AuthenticationRefused if it has proven nothing
     */
    byte[] answer(byte[] response) throws AuthenticationRefused;

    boolean isComplete();

    /** Who the client is, once the exchange is complete. */
    Identity identity();

    /** How what follows is signed or encrypted, if it is. */
    Optional<Protection> protection();

    /** Frees what the mechanism holds. */
    void end() throws IOException;
}
