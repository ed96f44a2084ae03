package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.auth.TokenSecrets.Secret;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.sasl.KerberosLogin;
import dev.skep.server.front.hive.wire.sasl.KerberosMechanism;
import dev.skep.server.front.hive.wire.sasl.Qop;
import dev.skep.server.front.hive.wire.sasl.TokenMechanism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hive's own client with tickets of a real KDC, and with the delegation tokens that stand for them. */
class KerberosClientTest {
    private static final String SERVER = "hive/localhost@EXAMPLE.COM";
    private static final byte[] TOKEN = "token of tess".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static SimpleKdcServer kdc;
    private static Path serverKeys;
    private static Path tessKeys;

    @TempDir
    Path root;

    @BeforeAll
    static void startKdc() throws Exception {
        kdc = new SimpleKdcServer();
        kdc.setWorkDir(folder.toFile());
        kdc.setKdcHost("localhost");
        kdc.setKdcRealm("EXAMPLE.COM");
        kdc.setAllowUdp(false);
        kdc.init();
        kdc.start();
        serverKeys = principal(SERVER);
        tessKeys = principal("tess@EXAMPLE.COM");
    }

    @AfterAll
    static void stopKdc() throws Exception {
        kdc.stop();
        System.clearProperty("java.security.krb5.conf");
    }

    @ParameterizedTest
    @CsvSource({"authentication, AUTH", "integrity, AUTH_INT", "privacy, AUTH_CONF"})
    void aTicketProvesWhoTheClientIs(String protection, Qop least) throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(least))) {
            FullHiveClient client = new FullHiveClient(server.port(), settings(protection));
            client.signIn("tess@EXAMPLE.COM", tessKeys);
            assertThat(client.call("getAllDatabases")).isEqualTo(List.of("default"));
            assertThatThrownBy(() -> client.setUgi("otto")).hasMessageContaining("User 'tess' may not act as 'otto'");
        }
    }

    @Test
    void lessProtectionThanTheServerDemandsIsRefused() throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH_CONF))) {
            FullHiveClient client = new FullHiveClient(server.port(), settings("authentication"));
            client.signIn("tess@EXAMPLE.COM", tessKeys);
            assertThatThrownBy(() -> client.call("getAllDatabases")).hasMessageContaining("Could not connect");
        }
    }

    @Test
    void aDelegationTokenStandsForItsOwner() throws Exception {
        try (HiveServer server = HiveServer.start(root, entrance(Qop.AUTH))) {
            FullHiveClient client = new FullHiveClient(
                    server.port(),
                    Map.of(
                            "hive.metastore.sasl.enabled", "true",
                            "hive.metastore.kerberos.principal", SERVER,
                            "hive.metastore.token.signature", "skep"));
            client.addToken(TOKEN, SECRET, "skep");
            assertThat(client.call("getAllDatabases")).isEqualTo(List.of("default"));
            assertThatThrownBy(() -> client.setUgi("otto")).hasMessageContaining("User 'tess' may not act as 'otto'");
        }
    }

    @Test
    void aKeytabThatDoesNotFitIsNamed() {
        refused("hive@EXAMPLE.COM", serverKeys, "service/host@REALM");
        refused(SERVER, folder.resolve("none"), "does not exist");
        refused(SERVER, tessKeys, "holds no key of " + SERVER);
    }

    private static void refused(String principal, Path keytab, String message) {
        assertThatThrownBy(() -> new KerberosLogin(principal, keytab))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static Entrance entrance(Qop qop) throws IOException {
        TokenSecrets tokens = identifier -> Arrays.equals(identifier, TOKEN)
                ? Optional.of(new Secret("tess", Base64.getEncoder().encodeToString(SECRET)))
                : Optional.empty();
        return Doors.guarded(
                new KerberosMechanism(new KerberosLogin(SERVER, serverKeys), Doors.PROXIES, qop),
                new TokenMechanism(tokens, qop));
    }

    private static Map<String, String> settings(String protection) {
        return Map.of(
                "hadoop.security.authentication", "kerberos",
                "hadoop.rpc.protection", protection,
                "hive.metastore.sasl.enabled", "true",
                "hive.metastore.kerberos.principal", "hive/_HOST@EXAMPLE.COM");
    }

    private static Path principal(String name) throws Exception {
        Path keytab = folder.resolve(name.replaceAll("\\W", "-") + ".keytab");
        kdc.createPrincipal(name);
        kdc.exportPrincipal(name, keytab.toFile());
        assertThat(Files.size(keytab)).isPositive();
        return keytab;
    }
}
