package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.auth.AuthenticationRefused;
import dev.skep.server.auth.HttpProofs;
import dev.skep.server.auth.Identity;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.auth.PasswordCheck;
import dev.skep.server.front.hive.wire.tls.TestKeys;
import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in by REST. */
class RestEntranceTest {
    private static final String DATABASES = "/api/v1/catalogs/hive/databases";
    private static final String BODY = "{\"name\": \"%s\"}";

    @TempDir
    private static Path folder;

    private static final AtomicInteger CHECKS = new AtomicInteger();

    private static final PasswordCheck PASSWORDS = (user, password) -> {
        CHECKS.incrementAndGet();
        if (!password.equals("pw of " + user)) {
            throw new AuthenticationRefused("User name or password is wrong");
        }
        return new Identity(user, Proof.PASSWORD);
    };

    private static TestServer guarded;

    @BeforeAll
    static void start() throws IOException {
        guarded = TestServer.start(folder, guarded(false));
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    private static RestEntrance guarded(boolean anonymous) {
        return new RestEntrance(
                Optional.empty(), new HttpProofs(Optional.of(PASSWORDS), Optional.empty()), anonymous, false);
    }

    private static String basic(String text) {
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whoProvesNothingIsTold() {
        Reply refused = guarded.get(DATABASES);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("UNAUTHENTICATED");
        assertThat(refused.detail()).contains("a password in the header Authorization");
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic realm=\"skep\"");
        assertThat(guarded.post(DATABASES, BODY.formatted("a")).status()).isEqualTo(401);
        assertThat(guarded.get("/metrics").status()).isEqualTo(401);
        assertThat(guarded.get("/health/live").status()).isEqualTo(200);
        assertThat(guarded.get("/health/ready").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic %%%",
                "Basic dGVzcw==",
                "Bearer x",
                "Negotiate x",
                "basic dGVzczpwdyBvZiBvdHRv",
                "  "
            })
    void whatProvesNothingIsRefused(String authorization) {
        assertThat(guarded.get(DATABASES, "Authorization", authorization).status())
                .isEqualTo(401);
    }

    @Test
    void aPasswordOpensAndIsNotCheckedWithEveryRequest() {
        int before = CHECKS.get();
        for (int i = 0; i < 3; i++) {
            assertThat(guarded.get(DATABASES, "Authorization", basic("tess:pw of tess"))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(CHECKS).hasValue(before + 1);
        for (int i = 0; i < 2; i++) {
            assertThat(guarded.get(DATABASES, "Authorization", basic("tess:wrong"))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(CHECKS).hasValue(before + 3);
        Reply made = guarded.post(
                DATABASES,
                BODY.formatted("guarded"),
                "Authorization",
                basic("ümit:pw of ümit"),
                "Content-Type",
                "application/json");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void whereAnonymousClientsAreServedAWrongProofIsStillRefused() throws IOException {
        try (TestServer server = TestServer.start(folder, guarded(true))) {
            assertThat(server.get(DATABASES).status()).isEqualTo(200);
            assertThat(server.get(DATABASES, "Authorization", basic("tess:wrong"))
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void pagesOfOtherSitesWriteNothing() throws IOException {
        try (TestServer server = TestServer.start(folder, RestEntrance.OPEN)) {
            String type = "application/json";
            for (String[] header : new String[][] {
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"},
                {"Origin", "https://evil.example"},
                {"Origin", "null"},
                {"Origin", "http://127.0.0.1:1"}
            }) {
                Reply refused = server.post(DATABASES, BODY.formatted("x"), "Content-Type", type, header[0], header[1]);
                assertThat(refused.status()).as(header[1]).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("DENIED");
                assertThat(server.get(DATABASES, header[0], header[1]).status()).isEqualTo(200);
            }
            assertThat(server.get(DATABASES + "/x").status()).isEqualTo(404);
            assertThat(server.post(DATABASES, BODY.formatted("y"), "Content-Type", type, "Origin", server.base())
                            .status())
                    .isEqualTo(201);
            assertThat(server.delete(DATABASES + "/y", "Sec-Fetch-Site", "same-origin")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void tlsIsSpokenAndNothingElse() throws Exception {
        TestKeys keys = TestKeys.make(folder, "EC");
        RestEntrance entrance = new RestEntrance(
                Optional.of(keys.asPem().context()),
                new HttpProofs(Optional.of(PASSWORDS), Optional.empty()),
                false,
                false);
        try (TestServer server = TestServer.start(folder, entrance)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + DATABASES))
                    .header("Authorization", basic("tess:pw of tess"))
                    .build();
            HttpResponse<String> reply =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build().send(request, BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            HttpRequest clear = HttpRequest.newBuilder(URI.create(server.base() + DATABASES))
                    .build();
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(clear, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    private static SSLContext trusting(TestKeys keys) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(keys.trusted().toFile(), TestKeys.PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
