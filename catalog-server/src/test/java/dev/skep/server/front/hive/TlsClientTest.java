package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.auth.KeyMaterial;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Layers;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import dev.skep.server.front.hive.wire.tls.TestKeys;
import dev.skep.server.front.hive.wire.tls.TlsDoor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that speak TLS, on the port on which others do not. */
class TlsClientTest {
    @TempDir
    static Path folder;

    private static TestKeys ec;
    private static TestKeys rsa;

    @TempDir
    Path root;

    @BeforeAll
    static void makeKeys() throws Exception {
        ec = TestKeys.make(folder, "EC");
        rsa = TestKeys.make(folder, "RSA");
    }

    @Test
    void hiveSpeaksTls() throws Exception {
        try (HiveServer server = HiveServer.start(root, Doors.tls(ec.asStore(), true))) {
            Map<String, String> settings = Map.of(
                    "metastore.use.SSL",
                    "true",
                    "metastore.truststore.path",
                    ec.trusted().toString(),
                    "metastore.truststore.password",
                    TestKeys.PASSWORD,
                    "metastore.truststore.type",
                    "PKCS12");
            assertThat(new FullHiveClient(server.port(), settings).call("getAllDatabases"))
                    .isEqualTo(List.of("default"));
            assertThat(plainFailure(server)).hasMessageContaining("This server wants TLS: set metastore.use.SSL=true");
        }
    }

    @Test
    void whoMayComeWithoutTlsIsServedBesideWhoComesWithIt() throws Exception {
        try (HiveServer server = HiveServer.start(root, Doors.tls(rsa.asPem(), false));
                PublishedClient plain = new PublishedClient(Library.of("hive-2.3"), Form.COMPACT, server.port());
                PublishedClient raised = new PublishedClient(Library.of("hive-4.1"), server.port(), tls(rsa))) {
            assertThat(plain.call("getName")).isEqualTo("skep");
            assertThat(raised.call("getName")).isEqualTo("skep");
        }
    }

    @Test
    void oldVersionsOfTlsAreRefusedAndGreetingsCutShortHurtNobody() throws Exception {
        try (HiveServer server = HiveServer.start(root, Doors.tls(ec.asPem(), true))) {
            try (SSLSocket old = (SSLSocket) trusting(ec).getSocketFactory().createSocket("127.0.0.1", server.port())) {
                old.setEnabledProtocols(new String[] {"TLSv1.1"});
                assertThatThrownBy(old::startHandshake).isInstanceOf(SSLException.class);
            }
            try (Socket half = server.connect()) {
                OutputStream out = half.getOutputStream();
                out.write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3});
                half.shutdownOutput();
                half.getInputStream().readAllBytes();
            }
            try (PublishedClient client = new PublishedClient(Library.of("hive-4.1"), server.port(), tls(ec))) {
                assertThat(client.call("getName")).isEqualTo("skep");
            }
        }
    }

    @Test
    void keysThatCannotBeUsedAreNamed() throws IOException {
        refused(new KeyMaterial.Pem("hive.tls", ec.certificate(), rsa.key()), "hive.tls");
        refused(new KeyMaterial.Pem("hive.tls", ec.certificate(), ec.certificate()), "PKCS#8");
        refused(new KeyMaterial.Pem("hive.tls", ec.key(), ec.key()), "hive.tls.certificate");
        refused(new KeyMaterial.Pem("hive.tls", ec.certificate(), folder.resolve("none")), "does not exist");
        refused(new KeyMaterial.Store("hive.tls", ec.store(), "wrong"), "does not open with this password");
        refused(new KeyMaterial.Store("hive.tls", ec.trusted(), TestKeys.PASSWORD), "no private key");
        refused(
                new KeyMaterial.Store("hive.tls", Files.writeString(folder.resolve("x"), "x"), ""),
                "hive.tls.key-store");
    }

    private static void refused(KeyMaterial keys, String message) {
        assertThatThrownBy(() -> new TlsDoor(keys, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private static RemoteFailure plainFailure(HiveServer server) throws Exception {
        try (PublishedClient client = new PublishedClient(Library.of("hive-4.0"), Form.BINARY, server.port())) {
            return catchThrowableOfType(RemoteFailure.class, () -> client.call("get_all_databases"));
        }
    }

    private static Layers tls(TestKeys keys) {
        return (library, port) -> {
            try {
                Socket raised = trusting(keys).getSocketFactory().createSocket("127.0.0.1", port);
                return library.load("org.apache.thrift.transport.TSocket")
                        .getConstructor(Socket.class)
                        .newInstance(raised);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static SSLContext trusting(TestKeys keys) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(keys.trusted().toFile(), TestKeys.PASSWORD.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
