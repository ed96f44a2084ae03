package dev.skep.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.skep.server.auth.Identity.Proof;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtCheckTest {
    private static final String ISSUER = "https://issuer";

    private static RSAKey rsa;
    private static ECKey ec;
    private static ECKey stranger;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        stranger = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    @Test
    void believesWhatTheIssuerHasSigned() throws Exception {
        JwtCheck check = check(file(), "skep", "sub");
        assertThat(check.authenticate(signed(JWSAlgorithm.ES256, ec, claims().build())))
                .isEqualTo(new Identity("tess", Proof.JWT));
        assertThat(check.authenticate(signed(JWSAlgorithm.RS256, rsa, claims().build()))
                        .user())
                .isEqualTo("tess");
        assertThat(check(file(), null, "name")
                        .authenticate(signed(
                                JWSAlgorithm.RS256, rsa, claims().audience("x").build()))
                        .user())
                .isEqualTo("Tess of Skep");
    }

    @Test
    void believesNothingElse() throws Exception {
        JwtCheck check = check(file(), "skep", "sub");
        Date past = in(-600);
        refused(check, "");
        refused(check, "a.b.c");
        refused(check, new PlainJWT(claims().build()).serialize());
        refused(check, signed(JWSAlgorithm.ES256, stranger, claims().build()));
        refused(
                check,
                signed(JWSAlgorithm.ES256, ec, claims().issuer("https://other").build()));
        refused(check, signed(JWSAlgorithm.ES256, ec, claims().audience("other").build()));
        refused(
                check,
                signed(JWSAlgorithm.ES256, ec, claims().expirationTime(past).build()));
        refused(
                check,
                signed(JWSAlgorithm.ES256, ec, claims().expirationTime(null).build()));
        refused(
                check,
                signed(JWSAlgorithm.ES256, ec, claims().notBeforeTime(in(600)).build()));
        refused(check, signed(JWSAlgorithm.ES256, ec, claims().subject(null).build()));
        refused(check, signed(JWSAlgorithm.ES256, ec, claims().subject(" ").build()));
        // The oldest trick: the public key as the secret of a symmetric signature.
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), claims().build());
        symmetric.sign(new MACSigner(rsa.toPublicKey().getEncoded()));
        refused(check, symmetric.serialize());
        String good = signed(JWSAlgorithm.ES256, ec, claims().build());
        refused(check, good.substring(0, good.length() - 4) + "AAAA");
    }

    @Test
    void keysThatAreReplacedAreFetchedAnew() throws Exception {
        AtomicReference<String> keys = new AtomicReference<>(new JWKSet(ec.toPublicJWK()).toString());
        HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            byte[] body = keys.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        try {
            JwtCheck check = check("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys", "skep", "sub");
            assertThat(check.authenticate(signed(JWSAlgorithm.ES256, ec, claims().build()))
                            .user())
                    .isEqualTo("tess");
            keys.set(new JWKSet(rsa.toPublicJWK()).toString());
            assertThat(check.authenticate(signed(JWSAlgorithm.RS256, rsa, claims().build()))
                            .user())
                    .isEqualTo("tess");
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void keysComeFromAPlaceThatCanBeTrusted() {
        assertThatThrownBy(() -> check("http://192.0.2.1/keys", null, "sub"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> check(folder.resolve("none").toString(), null, "sub"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("auth.jwt.keys");
    }

    private static void refused(JwtCheck check, String token) {
        assertThatThrownBy(() -> check.authenticate(token)).isInstanceOf(AuthenticationRefused.class);
    }

    private static JwtCheck check(String keys, String audience, String claim) throws IOException {
        return new JwtCheck(new JwtSettings(keys, ISSUER, audience, claim));
    }

    private String file() throws IOException {
        return Files.writeString(
                        folder.resolve("keys.json"),
                        new JWKSet(List.<JWK>of(rsa.toPublicJWK(), ec.toPublicJWK())).toString())
                .toString();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("tess")
                .claim("name", "Tess of Skep")
                .issuer(ISSUER)
                .audience("skep")
                .expirationTime(in(600));
    }

    private static String signed(JWSAlgorithm algorithm, JWK key, JWTClaimsSet claims) throws Exception {
        JWSSigner signer = key instanceof RSAKey rsaKey ? new RSASSASigner(rsaKey) : new ECDSASigner(key.toECKey());
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        token.sign(signer);
        return token.serialize();
    }
}
