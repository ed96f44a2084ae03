package dev.skep.server.front.hive.wire.sasl;

import dev.skep.server.auth.Identity;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.auth.TokenSecrets.Secret;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/**
 * DIGEST-MD5 (RFC 2831) with delegation tokens, as Hadoop uses it: the name is the token's identifier, the password its
 * secret, both in Base64; realm and server are called {@code default}, and there is no protocol.
 */
public final class TokenMechanism implements Mechanism {
    private static final String NAME = "DIGEST-MD5";
    private static final String REALM = "default";

    private final TokenSecrets tokens;
    private final Qop qop;

    public TokenMechanism(TokenSecrets tokens, Qop qop) {
        this.tokens = tokens;
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
        SaslServer server = Sasl.createSaslServer(NAME, null, REALM, Map.of(Sasl.QOP, qop.atLeast()), handler);
        return new JdkExchange(server, server::evaluateResponse, handler::identity);
    }

    private final class Handler implements CallbackHandler {
        private @Nullable Secret secret;

        Identity identity() {
            if (secret == null) {
                throw new IllegalStateException("The exchange is not complete");
            }
            return new Identity(secret.owner(), Proof.TOKEN);
        }

        @Override
        public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    secret = find(name.getDefaultName());
                } else if (callback instanceof RealmCallback realm) {
                    realm.setText(realm.getDefaultText());
                } else if (callback instanceof AuthorizeCallback authorize) {
                    authorize.setAuthorized(authorize.getAuthenticationID().equals(authorize.getAuthorizationID()));
                } else if (!(callback instanceof PasswordCallback)) {
                    throw new UnsupportedCallbackException(callback);
                }
            }
            for (Callback callback : callbacks) {
                if (callback instanceof PasswordCallback password && secret != null) {
                    password.setPassword(secret.password().toCharArray());
                }
            }
        }

        private Secret find(String name) throws SaslException {
            Optional<Secret> found;
            try {
                found = tokens.find(Base64.getMimeDecoder().decode(name));
            } catch (IllegalArgumentException e) {
                throw new SaslException("The name is no identifier of a delegation token", e);
            }
            return found.orElseThrow(
                    () -> new SaslException("The delegation token is not known here, or not valid any more"));
        }
    }
}
