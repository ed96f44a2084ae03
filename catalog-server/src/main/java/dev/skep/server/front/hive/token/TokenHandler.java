package dev.skep.server.front.hive.token;

import dev.skep.hive.api.AddMasterKeyArgs;
import dev.skep.hive.api.AddTokenArgs;
import dev.skep.hive.api.CancelDelegationTokenArgs;
import dev.skep.hive.api.GetAllTokenIdentifiersArgs;
import dev.skep.hive.api.GetDelegationTokenArgs;
import dev.skep.hive.api.GetMasterKeysArgs;
import dev.skep.hive.api.GetTokenArgs;
import dev.skep.hive.api.MetaException;
import dev.skep.hive.api.RemoveMasterKeyArgs;
import dev.skep.hive.api.RemoveTokenArgs;
import dev.skep.hive.api.RenewDelegationTokenArgs;
import dev.skep.hive.api.Tokens;
import dev.skep.hive.api.UpdateMasterKeyArgs;
import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.Identity;
import dev.skep.server.catalog.token.KeptTokenService;
import dev.skep.server.catalog.token.TokenService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.front.hive.wire.Access;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tokens that the server issues, and tokens and keys that clients leave with it. */
public final class TokenHandler implements Tokens<ClientSession> {
    private final TokenService tokens;
    private final KeptTokenService kept;

    public TokenHandler(TokenService tokens, KeptTokenService kept) {
        this.tokens = tokens;
        this.kept = kept;
    }

    /** A token without an owner is for who calls. */
    @Override
    public String getDelegationToken(GetDelegationTokenArgs args, ClientSession session) throws MetaException {
        String owner = args.tokenOwner() == null || args.tokenOwner().isBlank() ? session.user() : args.tokenOwner();
        boolean proven = session.access() instanceof Access.Proven;
        if (session.access() instanceof Access.Proven access) {
            requireMayStandFor(access, session.user(), owner);
        }
        return HadoopTokens.write(
                tokens.issue(owner, Objects.requireNonNullElse(args.renewerKerberosPrincipalName(), ""), proven));
    }

    /** A token does not beget tokens: else it would never end. */
    private static void requireMayStandFor(Access.Proven access, String user, String owner) throws MetaException {
        if (access.identity().proof() == Identity.Proof.TOKEN) {
            throw new MetaException("Who has come by a delegation token gets no other: log in again");
        }
        if (!owner.equals(user)) {
            try {
                access.proxies().actAs(access.identity(), owner);
            } catch (AuthenticationRefused e) {
                throw new MetaException(e.getMessage());
            }
        }
    }

    @Override
    public long renewDelegationToken(RenewDelegationTokenArgs args, ClientSession session) {
        HadoopTokens.Shown shown = shown(args.tokenStrForm());
        return tokens.renew(shown.identity(), shown.password(), session.user()).toEpochMilli();
    }

    @Override
    public void cancelDelegationToken(CancelDelegationTokenArgs args, ClientSession session) {
        HadoopTokens.Shown shown = shown(args.tokenStrForm());
        tokens.cancel(shown.identity(), shown.password(), session.user());
    }

    @Override
    public boolean addToken(AddTokenArgs args, ClientSession session) {
        return kept.add(identifier(args.tokenIdentifier()), Translation.required(args.delegationToken(), "token"));
    }

    @Override
    public boolean removeToken(RemoveTokenArgs args, ClientSession session) {
        return kept.remove(identifier(args.tokenIdentifier()));
    }

    /** Thrift has no way to answer nothing; clients take an empty text for it. */
    @Override
    public String getToken(GetTokenArgs args, ClientSession session) {
        return kept.get(identifier(args.tokenIdentifier())).orElse("");
    }

    @Override
    public List<String> getAllTokenIdentifiers(GetAllTokenIdentifiersArgs args, ClientSession session) {
        return kept.identifiers();
    }

    @Override
    public int addMasterKey(AddMasterKeyArgs args, ClientSession session) {
        return kept.addKey(Translation.required(args.key(), "key"));
    }

    @Override
    public void updateMasterKey(UpdateMasterKeyArgs args, ClientSession session) {
        kept.replaceKey(
                Translation.required(args.seqNumber(), "number of a key"), Translation.required(args.key(), "key"));
    }

    @Override
    public boolean removeMasterKey(RemoveMasterKeyArgs args, ClientSession session) {
        return kept.removeKey(Translation.required(args.keySeq(), "number of a key"));
    }

    @Override
    public List<String> getMasterKeys(GetMasterKeysArgs args, ClientSession session) {
        return kept.keys();
    }

    private static String identifier(@Nullable String text) {
        return Translation.required(text, "token identifier");
    }

    private static HadoopTokens.Shown shown(@Nullable String text) {
        return HadoopTokens.read(Translation.required(text, "token"));
    }
}
