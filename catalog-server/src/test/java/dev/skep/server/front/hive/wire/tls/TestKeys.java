package dev.skep.server.front.hive.wire.tls;

import dev.skep.server.auth.KeyMaterial;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A key for TLS with a certificate for this machine, in the forms that a server and a client take. */
public record TestKeys(Path store, Path trusted, Path certificate, Path key) {
    public static final String PASSWORD = "changeit";
    private static final char[] SECRET = PASSWORD.toCharArray();

    /** Made by the JDK's own tool. */
    public static TestKeys make(Path folder, String algorithm) throws Exception {
        Path store = folder.resolve(algorithm + ".p12");
        Process tool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (tool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), SECRET);
        return new TestKeys(
                store,
                trusted(folder.resolve(algorithm + "-trusted.p12"), keys),
                pem(
                        folder.resolve(algorithm + ".pem"),
                        "CERTIFICATE",
                        keys.getCertificate("server").getEncoded()),
                pem(
                        folder.resolve(algorithm + ".key"),
                        "PRIVATE KEY",
                        keys.getKey("server", SECRET).getEncoded()));
    }

    public KeyMaterial asStore() {
        return new KeyMaterial.Store("hive.tls", store, PASSWORD);
    }

    public KeyMaterial asPem() {
        return new KeyMaterial.Pem("hive.tls", certificate, key);
    }

    private static Path trusted(Path file, KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, SECRET);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, SECRET);
        }
        return file;
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                        + "-----\n");
    }
}
