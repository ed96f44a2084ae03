package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.auth.ProxyUsers;
import java.io.IOException;
import java.security.PrivilegedActionException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/**
 * GSSAPI (RFC 4752) with Kerberos. A principal of the server's realm is known by its first part, which is the default rule of
 * Hadoop's {@code auth_to_local}; principals of other realms are refused.
 */
public final class KerberosMechanism implements Mechanism {
    private static final String NAME = "GSSAPI";
    private static final Pattern PRINCIPAL = Pattern.compile("([^/@]+)(?:/[^/@]+)?@([^/@]+)");

    private final KerberosLogin login;
    private final ProxyUsers proxies;
    private final Qop qop;

    public KerberosMechanism(KerberosLogin login, ProxyUsers proxies, Qop qop) {
        this.login = login;
        this.proxies = proxies;
        this.qop = qop;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean showsSecrets() {
        return false;
    }

    @Override
    public Exchange begin() throws IOException {
        Handler handler = new Handler();
        try {
            // Without a server's name the JDK takes the one principal of the login, and looks up no host.
            SaslServer server = login.run(
                    () -> Sasl.createSaslServer(NAME, login.service(), null, Map.of(Sasl.QOP, qop.atLeast()), handler));
            return new JdkExchange(server, response -> evaluate(server, response), handler::identity);
        } catch (PrivilegedActionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** Tickets are opened with the keys of the login. */
    private byte @Nullable [] evaluate(SaslServer server, byte[] response) throws SaslException {
        try {
            return login.run(() -> server.evaluateResponse(response));
        } catch (PrivilegedActionException e) {
            throw e.getCause() instanceof SaslException sasl ? sasl : new SaslException("GSSAPI failed", e);
        }
    }

    /** The short name of a principal. */
    private String shortName(String principal) throws AuthenticationRefused {
        Matcher parts = PRINCIPAL.matcher(principal);
        if (!parts.matches() || !parts.group(2).equals(login.realm())) {
            throw new AuthenticationRefused(
                    "Principal " + principal + " is not of the realm " + login.realm() + ", the only one known here");
        }
        return parts.group(1);
    }

    private final class Handler implements CallbackHandler {
        private @Nullable Identity identity;

        Identity identity() {
            if (identity == null) {
                throw new IllegalStateException("The exchange is not complete");
            }
            return identity;
        }

        @Override
        public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (!(callback instanceof AuthorizeCallback authorize)) {
                    throw new UnsupportedCallbackException(callback);
                }
                try {
                    authorize(authorize.getAuthenticationID(), authorize.getAuthorizationID());
                } catch (AuthenticationRefused e) {
                    throw new SaslException(e.getMessage(), e);
                }
                authorize.setAuthorized(true);
            }
        }

        private void authorize(String proven, String wanted) throws AuthenticationRefused {
            Identity own = new Identity(shortName(proven), Proof.KERBEROS);
            boolean another = !wanted.isEmpty() && !wanted.equals(proven);
            identity = another ? proxies.actAs(own, wanted.contains("@") ? shortName(wanted) : wanted) : own;
        }
    }
}
