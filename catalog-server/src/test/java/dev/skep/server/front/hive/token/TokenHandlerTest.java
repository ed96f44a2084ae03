package dev.skep.server.front.hive.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.hive.api.CancelDelegationTokenArgs;
import dev.skep.hive.api.GetDelegationTokenArgs;
import dev.skep.hive.api.MetaException;
import dev.skep.server.auth.Identity;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.auth.ProxyUsers;
import dev.skep.server.auth.TokenSecrets.Secret;
import dev.skep.server.front.hive.HiveServer;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.wire.Access;
import dev.skep.thrift.UnknownFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets a token that others can be believed by. */
class TokenHandlerTest {
    @TempDir
    Path root;

    private HiveServer server;
    private TokenHandler handler;
    private IssuedTokens issued;

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root);
        handler = new TokenHandler(
                server.services.security().tokens(), server.services.security().keptTokens());
        issued = new IssuedTokens(server.services.security().tokens());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProvenUserLogsInByToken() throws Exception {
        ClientSession session = proven("tess", Proof.PASSWORD);
        String text = get(session, "", "yarn");
        HadoopTokens.Shown token = HadoopTokens.read(text);
        byte[] identifier = HadoopTokens.identifier(token.identity());
        assertThat(issued.find(identifier)).contains(new Secret("tess", token.password()));
        handler.cancelDelegationToken(new CancelDelegationTokenArgs(text, UnknownFields.NONE), session);
        assertThat(issued.find(identifier)).isEmpty();
        assertThat(issued.find(new byte[] {1, 2})).isEmpty();
    }

    @Test
    void aProvenUserGetsNoTokenOfOthersUnlessItActsForThem() throws Exception {
        assertThatThrownBy(() -> get(proven("tess", Proof.KERBEROS), "eve", "yarn"))
                .isInstanceOf(MetaException.class)
                .hasMessageContaining("may not act as 'eve'");
        assertThat(HadoopTokens.read(get(proven("hive", Proof.KERBEROS), "eve", "yarn"))
                        .identity()
                        .owner())
                .isEqualTo("eve");
    }

    @Test
    void aTokenBegetsNoToken() {
        assertThatThrownBy(() -> get(proven("tess", Proof.TOKEN), "tess", "yarn"))
                .isInstanceOf(MetaException.class)
                .hasMessageContaining("log in again");
    }

    @Test
    void nobodyLogsInByATokenOfSomebodyUnproven() throws Exception {
        ClientSession session = new ClientSession(new Access.Open());
        HadoopTokens.Shown token = HadoopTokens.read(get(session, "tess", "yarn"));
        assertThat(issued.find(HadoopTokens.identifier(token.identity()))).isEmpty();
    }

    private String get(ClientSession session, String owner, String renewer) throws MetaException {
        return handler.getDelegationToken(new GetDelegationTokenArgs(owner, renewer, UnknownFields.NONE), session);
    }

    private static ClientSession proven(String user, Proof proof) {
        return new ClientSession(new Access.Proven(new Identity(user, proof), new ProxyUsers(Set.of("hive"))));
    }
}
