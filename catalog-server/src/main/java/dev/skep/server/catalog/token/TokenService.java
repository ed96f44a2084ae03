package dev.skep.server.catalog.token;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.token.Token;
import dev.skep.server.model.token.TokenIdentity;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import dev.skep.server.store.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tokens that stand for a user for some days. Their secrets are random and kept in the store, so that a token is good on
 * every server of the catalog, and cancelled on all at once.
 */
public final class TokenService {
    private static final int SECRET_BYTES = 20;

    private final CatalogStore store;
    private final Clock clock;
    private final RandomGenerator random;
    private final TokenLifetime lifetime;

    /** @param random that nobody can guess */
    public TokenService(CatalogStore store, Clock clock, RandomGenerator random, TokenLifetime lifetime) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.lifetime = lifetime;
    }

    /**
     * Makes a token.
     *
     * @param renewer empty for nobody
     * @param proven whether who asks has proven to be the owner, or to be one that may act for the owner; otherwise the token
     *     can be renewed and cancelled, and proves nothing
     * @throws CatalogException {@code INVALID} without an owner
     */
    public Token issue(String owner, String renewer, boolean proven) {
        if (owner.isBlank()) {
            throw CatalogException.invalid("A token needs an owner: name one, or say first who you are");
        }
        Instant now = now();
        return store.inTransaction(tx -> {
            tx.security().tokens().deleteExpired(now);
            Token token = new Token(
                    new TokenIdentity(owner, renewer, "", now, now.plus(lifetime.longest()), sequence(tx)),
                    secret(),
                    proven,
                    now.plus(lifetime.renewal()));
            tx.security().tokens().insert(token);
            return token;
        });
    }

    /**
     * Prolongs a token.
     *
     * @param caller who asks; empty if unknown
     * @return until when it is good
     * @throws CatalogException {@code NOT_FOUND_OTHER} if there is no such token, or no more; {@code INVALID} if the secret
     *     is another, or the caller is known and not its renewer
     */
    public Instant renew(TokenIdentity identity, String password, String caller) {
        Instant now = now();
        return store.inTransaction(tx -> {
            Token token = require(tx, identity, password, now);
            requireOneOf(caller, "renewed", identity.renewer());
            Instant next = now.plus(lifetime.renewal());
            Token renewed = token.withExpiresAt(next.isBefore(identity.endsAt()) ? next : identity.endsAt());
            tx.security().tokens().prolong(renewed);
            return renewed.expiresAt();
        });
    }

    /**
     * Ends a token.
     *
     * @param caller who asks; empty if unknown
     * @throws CatalogException as {@link #renew}; the owner may cancel too
     */
    public void cancel(TokenIdentity identity, String password, String caller) {
        Instant now = now();
        store.inTransaction(tx -> {
            Token token = require(tx, identity, password, now);
            requireOneOf(caller, "cancelled", identity.renewer(), identity.owner());
            tx.security().tokens().delete(identity.sequence());
            return token;
        });
    }

    /** The secret of a token that is good now, as Base64; whoever proves to have it is believed to be the token's owner. */
    public Optional<String> password(TokenIdentity identity) {
        Instant now = now();
        try (Snapshot snapshot = store.snapshot()) {
            return find(snapshot, identity, now).filter(Token::proven).map(Token::password);
        }
    }

    private static Optional<Token> find(Tx tx, TokenIdentity identity, Instant now) {
        return tx.security()
                .tokens()
                .find(identity.sequence())
                .filter(token ->
                        token.identity().equals(identity) && !token.expiresAt().isBefore(now));
    }

    private static Token require(Tx tx, TokenIdentity identity, String password, Instant now) {
        Token token = find(tx, identity, now)
                .orElseThrow(() -> new CatalogException(
                        ErrorKind.NOT_FOUND_OTHER,
                        "There is no such token of " + identity.owner()
                                + ", or no more: it was cancelled or has expired"));
        if (!MessageDigest.isEqual(bytes(token.password()), bytes(password))) {
            throw CatalogException.invalid("The secret of the token is not that which was issued");
        }
        return token;
    }

    private static void requireOneOf(String caller, String what, String... allowed) {
        if (caller.isEmpty()) {
            return;
        }
        for (String name : allowed) {
            if (shortName(name).equals(shortName(caller))) {
                return;
            }
        }
        throw CatalogException.invalid(
                "The token cannot be " + what + " by " + caller + ", only by " + String.join(" or ", allowed));
    }

    /** Of a principal such as {@code yarn/host@REALM}, the first part. */
    private static String shortName(String principal) {
        return principal.split("[/@]", 2)[0];
    }

    /** One that is free: they are random, so that several servers need not agree on them. */
    private int sequence(Tx tx) {
        int sequence;
        do {
            sequence = random.nextInt(Integer.MAX_VALUE);
        } while (tx.security().tokens().find(sequence).isPresent());
        return sequence;
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
