package dev.skep.server.store;

import dev.skep.server.model.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens that the catalog issues, and tokens and keys of others that it keeps for them. */
public interface TokenStore {
    Optional<Token> find(int sequence);

    /** @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} if the sequence is taken */
    void insert(Token token);

    void prolong(Token token);

    void delete(int sequence);

    void deleteExpired(Instant now);

    /** @return whether it is new; otherwise nothing is changed */
    boolean keep(String identifier, String token);

    Optional<String> kept(String identifier);

    /** @return whether it was there */
    boolean forget(String identifier);

    List<String> keptIdentifiers();

    /** The number under which the key is kept, which no other key ever had. */
    int keepKey(String key);

    /** @return whether there is such a key */
    boolean replaceKey(int id, String key);

    /** @return whether it was there */
    boolean forgetKey(int id);

    /** In the order in which they came. */
    List<String> keys();
}
