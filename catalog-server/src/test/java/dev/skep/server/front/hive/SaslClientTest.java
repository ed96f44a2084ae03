package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.auth.TokenSecrets.Secret;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Layers;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.sasl.Qop;
import dev.skep.server.front.hive.wire.sasl.TokenMechanism;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that prove who they are by SASL, with the Thrift libraries of several releases. */
class SaslClientTest {
    private static final byte[] TOKEN = "token of tess".getBytes(StandardCharsets.UTF_8);
    private static final String TOKEN_NAME = Base64.getEncoder().encodeToString(TOKEN);
    private static final String TOKEN_SECRET = "c2VjcmV0";

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.1"})
    void aPasswordProvesWhoTheClientIs(String release) throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH));
                PublishedClient client =
                        new PublishedClient(Library.of(release), server.port(), Sasl.plain("tess", "pw of tess"))) {
            assertThat(client.call("getName")).isEqualTo("skep");
            assertThat(client.call("set_ugi", "tess", List.of("people"))).isEqualTo(List.of());
            RemoteFailure failure =
                    catchThrowableOfType(RemoteFailure.class, () -> client.call("set_ugi", "otto", List.of()));
            assertThat(failure.type).isEqualTo("MetaException");
            assertThat(failure).hasMessageContaining("'tess' may not act as 'otto'");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndSoIsActingAsSomebodyElse() throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH))) {
            assertThat(refused(server, Sasl.plain("tess", "wrong"))).contains("User name or password is wrong");
            assertThat(refused(server, Sasl.layers("PLAIN", "otto", "localhost", "auth", "tess", "pw of tess")))
                    .contains("'tess' may not act as 'otto'");
            assertThat(refused(server, Sasl.layers("CRAM-MD5", null, "localhost", "auth", "tess", "pw of tess")))
                    .contains("there is PLAIN, DIGEST-MD5");
        }
    }

    @Test
    void aProxyUserActsInTheNameOfOthers() throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH));
                PublishedClient client = new PublishedClient(
                        Library.of("hive-4.0"),
                        server.port(),
                        Sasl.layers("PLAIN", "otto", "localhost", "auth", "hue", "pw of hue"));
                PublishedClient other =
                        new PublishedClient(Library.of("hive-4.0"), server.port(), Sasl.plain("hue", "pw of hue"))) {
            assertThat(catchThrowableOfType(RemoteFailure.class, () -> client.call("set_ugi", "tess", List.of())))
                    .hasMessageContaining("'otto' may not act as 'tess'");
            assertThat(other.call("set_ugi", "tess", List.of())).isEqualTo(List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "auth-int", "auth-conf"})
    void aDelegationTokenProvesWhoTheClientIs(String qop) throws Exception {
        char[] long200k = new char[200_000];
        Arrays.fill(long200k, 'x');
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH));
                PublishedClient client =
                        new PublishedClient(Library.of("hive-4.1"), server.port(), token(qop, TOKEN_SECRET))) {
            Map<String, String> parameters = Map.of("long", new String(long200k));
            client.call("create_database", client.struct("Database", Map.of("name", "big", "parameters", parameters)));
            assertThat(PublishedClient.get(client.call("get_database", "big"), "parameters"))
                    .isEqualTo(parameters);
            assertThat(catchThrowableOfType(RemoteFailure.class, () -> client.call("set_ugi", "otto", List.of())))
                    .hasMessageContaining("'tess' may not act as 'otto'");
        }
    }

    @Test
    void aTokenThatNobodyKnowsIsRefusedAndSoIsLessProtectionThanDemanded() throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH_CONF))) {
            assertThat(refused(server, token("auth-conf", "d3Jvbmc="))).contains("DIGEST-MD5 failed");
            Layers unknown = Sasl.layers("DIGEST-MD5", null, "default", "auth-conf", "eHg=", TOKEN_SECRET);
            assertThat(refused(server, unknown)).contains("not known here, or not valid any more");
            assertThat(refused(server, token("auth", TOKEN_SECRET))).isNotEmpty();
            try (PublishedClient client =
                    new PublishedClient(Library.of("hive-2.3"), server.port(), token("auth-conf", TOKEN_SECRET))) {
                assertThat(client.call("getName")).isEqualTo("skep");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BINARY", "FRAMED_BINARY", "COMPACT", "FRAMED_COMPACT"})
    void whoProvesNothingIsToldWhatToDo(String form) throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH));
                PublishedClient client =
                        new PublishedClient(Library.of("hive-4.1"), Form.valueOf(form), server.port())) {
            for (int i = 0; i < 2; i++) {
                RemoteFailure failure =
                        catchThrowableOfType(RemoteFailure.class, () -> client.call("get_all_databases"));
                assertThat(failure.type).isEqualTo("TApplicationException");
                assertThat(failure).hasMessageContaining("prove it by SASL PLAIN, SASL DIGEST-MD5");
            }
        }
    }

    private static String refused(HiveServer server, Layers layers) {
        return catchThrowableOfType(
                        RemoteFailure.class,
                        () -> new PublishedClient(Library.of("hive-4.1"), server.port(), layers).close())
                .getMessage();
    }

    private static Layers token(String qop, String secret) {
        return Sasl.layers("DIGEST-MD5", null, "default", qop, TOKEN_NAME, secret);
    }

    private static Entrance entrance(Qop qop) {
        TokenSecrets tokens = identifier ->
                Arrays.equals(identifier, TOKEN) ? Optional.of(new Secret("tess", TOKEN_SECRET)) : Optional.empty();
        return Doors.guarded(new TokenMechanism(tokens, qop));
    }
}
