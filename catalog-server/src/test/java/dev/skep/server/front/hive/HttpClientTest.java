package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.skep.server.auth.JwtCheck;
import dev.skep.server.auth.JwtSettings;
import dev.skep.server.front.hive.wire.Entrance;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hive's own client over HTTP. */
class HttpClientTest {
    private static final String HTTP = "metastore.client.thrift.transport.mode=http";

    @TempDir
    Path root;

    @Test
    void whereEverybodyIsBelievedHiveSaysWhoItIs() throws Exception {
        try (HiveServer server = HiveServer.start(root, Entrance.OPEN)) {
            FullHiveClient client = new FullHiveClient(server.port(), Map.of(key(HTTP), value(HTTP)));
            assertThat(client.call("getAllDatabases")).isEqualTo(List.of("default"));
        }
    }

    @Test
    void aPasswordComesInAHeader() throws Exception {
        try (HiveServer server = HiveServer.start(root, Doors.guarded())) {
            Map<String, String> none = Map.of(key(HTTP), value(HTTP));
            assertThatThrownBy(() -> new FullHiveClient(server.port(), none).call("getAllDatabases"))
                    .hasStackTraceContaining("401");
            String credentials = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString("tess:pw of tess".getBytes(StandardCharsets.UTF_8));
            FullHiveClient client = new FullHiveClient(
                    server.port(),
                    Map.of(
                            key(HTTP),
                            value(HTTP),
                            "metastore.client.plain.username",
                            "tess",
                            "metastore.client.http.additional.headers",
                            "Authorization=Basic " + credentials));
            assertThat(client.call("getAllDatabases")).isEqualTo(List.of("default"));
            assertThatThrownBy(() -> client.setUgi("otto")).hasMessageContaining("'tess' may not act as 'otto'");
        }
    }

    @Test
    void aSignedTokenComesFromTheEnvironment() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("1").generate();
        Path keys = Files.writeString(root.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        JwtCheck check = new JwtCheck(new JwtSettings(keys.toString(), "https://issuer", "skep", "sub"));
        try (HiveServer server = HiveServer.start(root, Doors.tokens(check))) {
            assertThat(hive(server, token(key, "https://issuer"))).isEqualTo(0);
            assertThat(hive(server, token(key, "https://other"))).isEqualTo(1);
        }
    }

    /** Hive takes the token from its environment only, so it gets a process of its own. */
    private int hive(HiveServer server, String token) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FullHiveClient.class.getName(),
                String.valueOf(server.port()),
                HTTP,
                "metastore.client.auth.mode=JWT");
        builder.environment().put("HMS_JWT", token);
        return builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("hive.log").toFile())
                .start()
                .waitFor();
    }

    private static String token(ECKey key, String issuer) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject("tess")
                        .issuer(issuer)
                        .audience("skep")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    private static String value(String setting) {
        return setting.substring(setting.indexOf('=') + 1);
    }
}
