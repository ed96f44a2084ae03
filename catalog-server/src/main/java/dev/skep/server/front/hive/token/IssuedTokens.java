package dev.skep.server.front.hive.token;

import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.catalog.token.TokenService;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.token.TokenIdentity;
import java.util.Optional;

/** Lets the owners of delegation tokens log in with them. */
public final class IssuedTokens implements TokenSecrets {
    private final TokenService tokens;

    public IssuedTokens(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Secret> find(byte[] identifier) {
        TokenIdentity identity;
        try {
            identity = HadoopTokens.identityOf(identifier);
        } catch (CatalogException e) {
            if (e.kind() == ErrorKind.INVALID) {
                return Optional.empty();
            }
            throw e;
        }
        return tokens.password(identity).map(password -> new Secret(identity.owner(), password));
    }
}
