package dev.skep.server.front.rest;

import dev.skep.server.auth.HttpProofs;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How requests get in.
 *
 * @param tls empty if TLS is not spoken; otherwise nothing else is
 * @param anonymous whether a client may come that proves nothing
 * @param clearSecrets whether passwords and signed tokens may come from other machines without TLS
 */
public record RestEntrance(Optional<SSLContext> tls, HttpProofs proofs, boolean anonymous, boolean clearSecrets) {
    /** For everybody. */
    public static final RestEntrance OPEN = new RestEntrance(Optional.empty(), HttpProofs.NONE, true, false);
}
