package dev.skep.server.front.rest;

import dev.skep.server.auth.AuthenticationRefused;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a request in or refuses it, before anything else looks at it. */
final class Doorkeeper {
    /** What a browser says of requests that a page of this server made, or the person at the browser. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final RestEntrance entrance;

    Doorkeeper(RestEntrance entrance) {
        this.entrance = entrance;
    }

    /** @throws HttpRefusal if the request may not pass */
    void admit(Context context, Route route) {
        refuseOtherPages(context);
        if (route.open() || entrance.proofs().isEmpty()) {
            return;
        }
        Optional<String> authorization = Optional.ofNullable(context.header("Authorization"));
        if (authorization.isEmpty() && entrance.anonymous()) {
            return;
        }
        if (!entrance.clearSecrets() && !context.req().isSecure() && !isNear(context)) {
            throw HttpRefusal.denied(
                    "Passwords and tokens need TLS, because everybody can listen without it: use https://");
        }
        try {
            entrance.proofs().authenticate(authorization.orElseThrow(this::unproven));
        } catch (AuthenticationRefused e) {
            throw HttpRefusal.unauthenticated(
                    String.valueOf(e.getMessage()), entrance.proofs().challenges());
        }
    }

    private AuthenticationRefused unproven() {
        return new AuthenticationRefused("This server wants to know who you are: prove it by "
                + String.join(" or ", entrance.proofs().ways()) + " in the header Authorization");
    }

    /**
     * A browser lets any page send simple requests anywhere, with the password that it remembers for the place or from the
     * machine that is trusted; what such a request writes was not meant by its user.
     */
    private static void refuseOtherPages(Context context) {
        if (context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD)) {
            return;
        }
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        boolean own = site != null ? OWN.contains(site) : origin == null || isOf(origin, context.host());
        if (!own) {
            throw HttpRefusal.denied("A browser sent this for a page of " + (origin == null ? "another site" : origin)
                    + "; pages of other sites may not write here");
        }
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the client is on this machine, so that nobody listens on the way. */
    private static boolean isNear(Context context) {
        try {
            return InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
