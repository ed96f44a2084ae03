package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.DELEGATION_TOKEN;
import static dev.skep.sql.Tables.ID_BLOCK;
import static dev.skep.sql.Tables.KEPT_KEY;
import static dev.skep.sql.Tables.KEPT_TOKEN;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.token.Token;
import dev.skep.server.model.token.TokenIdentity;
import dev.skep.server.store.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Tokens that the catalog issues, and those that it keeps for others. */
final class SqlTokens implements TokenStore {
    /** The block that counts kept keys. */
    private static final String KEPT_KEYS = "kept_key";

    private final DSLContext sql;

    SqlTokens(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Token> find(int sequence) {
        return sql.selectFrom(DELEGATION_TOKEN)
                .where(DELEGATION_TOKEN.SEQUENCE.eq(sequence))
                .fetchOptional(SqlTokens::token);
    }

    @Override
    public void insert(Token token) {
        TokenIdentity identity = token.identity();
        CatalogException exists = CatalogException.alreadyExists("Token", identity.sequence());
        try {
            sql.insertInto(DELEGATION_TOKEN)
                    .set(DELEGATION_TOKEN.SEQUENCE, identity.sequence())
                    .set(DELEGATION_TOKEN.OWNER, identity.owner())
                    .set(DELEGATION_TOKEN.RENEWER, identity.renewer())
                    .set(DELEGATION_TOKEN.REAL_USER, identity.realUser())
                    .set(DELEGATION_TOKEN.ISSUED_AT, identity.issuedAt().toEpochMilli())
                    .set(DELEGATION_TOKEN.EXPIRES_AT, token.expiresAt().toEpochMilli())
                    .set(DELEGATION_TOKEN.ENDS_AT, identity.endsAt().toEpochMilli())
                    .set(DELEGATION_TOKEN.PASSWORD, token.password())
                    .set(DELEGATION_TOKEN.PROVEN, token.proven())
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(exists, exists);
        }
    }

    @Override
    public void prolong(Token token) {
        sql.update(DELEGATION_TOKEN)
                .set(DELEGATION_TOKEN.EXPIRES_AT, token.expiresAt().toEpochMilli())
                .where(DELEGATION_TOKEN.SEQUENCE.eq(token.identity().sequence()))
                .execute();
    }

    @Override
    public void delete(int sequence) {
        sql.deleteFrom(DELEGATION_TOKEN)
                .where(DELEGATION_TOKEN.SEQUENCE.eq(sequence))
                .execute();
    }

    @Override
    public void deleteExpired(Instant now) {
        sql.deleteFrom(DELEGATION_TOKEN)
                .where(DELEGATION_TOKEN.EXPIRES_AT.lt(now.toEpochMilli()))
                .execute();
    }

    @Override
    public boolean keep(String identifier, String token) {
        if (kept(identifier).isPresent()) {
            return false;
        }
        CatalogException exists = CatalogException.alreadyExists("Token", identifier);
        try {
            sql.insertInto(KEPT_TOKEN)
                    .set(KEPT_TOKEN.HASH, Sha256.of(identifier))
                    .set(KEPT_TOKEN.IDENTIFIER, identifier)
                    .set(KEPT_TOKEN.TOKEN, token)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(exists, exists);
        }
        return true;
    }

    @Override
    public Optional<String> kept(String identifier) {
        return sql.select(KEPT_TOKEN.TOKEN)
                .from(KEPT_TOKEN)
                .where(KEPT_TOKEN.HASH.eq(Sha256.of(identifier)))
                .fetchOptional(KEPT_TOKEN.TOKEN);
    }

    @Override
    public boolean forget(String identifier) {
        return sql.deleteFrom(KEPT_TOKEN)
                        .where(KEPT_TOKEN.HASH.eq(Sha256.of(identifier)))
                        .execute()
                > 0;
    }

    @Override
    public List<String> keptIdentifiers() {
        return sql.select(KEPT_TOKEN.IDENTIFIER)
                .from(KEPT_TOKEN)
                .orderBy(KEPT_TOKEN.HASH)
                .fetch(KEPT_TOKEN.IDENTIFIER);
    }

    @Override
    public int keepKey(String key) {
        long id = sql.select(ID_BLOCK.NEXT_ID)
                .from(ID_BLOCK)
                .where(ID_BLOCK.NAME.eq(KEPT_KEYS))
                .forUpdate()
                .fetchSingle(ID_BLOCK.NEXT_ID);
        sql.update(ID_BLOCK)
                .set(ID_BLOCK.NEXT_ID, id + 1)
                .where(ID_BLOCK.NAME.eq(KEPT_KEYS))
                .execute();
        int number = Math.toIntExact(id);
        sql.insertInto(KEPT_KEY)
                .set(KEPT_KEY.ID, number)
                .set(KEPT_KEY.TEXT, key)
                .execute();
        return number;
    }

    @Override
    public boolean replaceKey(int id, String key) {
        return sql.update(KEPT_KEY)
                        .set(KEPT_KEY.TEXT, key)
                        .where(KEPT_KEY.ID.eq(id))
                        .execute()
                > 0;
    }

    @Override
    public boolean forgetKey(int id) {
        return sql.deleteFrom(KEPT_KEY).where(KEPT_KEY.ID.eq(id)).execute() > 0;
    }

    @Override
    public List<String> keys() {
        return sql.select(KEPT_KEY.TEXT).from(KEPT_KEY).orderBy(KEPT_KEY.ID).fetch(KEPT_KEY.TEXT);
    }

    private static Token token(Record row) {
        return new Token(
                new TokenIdentity(
                        row.get(DELEGATION_TOKEN.OWNER),
                        row.get(DELEGATION_TOKEN.RENEWER),
                        row.get(DELEGATION_TOKEN.REAL_USER),
                        Instant.ofEpochMilli(row.get(DELEGATION_TOKEN.ISSUED_AT)),
                        Instant.ofEpochMilli(row.get(DELEGATION_TOKEN.ENDS_AT)),
                        row.get(DELEGATION_TOKEN.SEQUENCE)),
                row.get(DELEGATION_TOKEN.PASSWORD),
                row.get(DELEGATION_TOKEN.PROVEN),
                Instant.ofEpochMilli(row.get(DELEGATION_TOKEN.EXPIRES_AT)));
    }
}
