package dev.skep.server.auth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The private key and the certificates that a server shows. Errors name the settings it comes from. */
public sealed interface KeyMaterial {
    /** The beginning of the settings' names, such as {@code hive.tls}. */
    String settings();

    /** @throws IOException with a sentence, if the key cannot be used */
    default SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(load(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(settings() + ": TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** @throws IOException with a sentence, if the files hold no key that belongs to the certificate */
    KeyManager[] load() throws IOException;

    /**
     * A key store, PKCS#12 or what else the JVM reads.
     *
     * @param password of the store and of its key
     */
    record Store(String settings, Path file, String password) implements KeyMaterial {
        @Override
        public KeyManager[] load() throws IOException {
            try {
                KeyStore store = KeyStore.getInstance(readable(file).toFile(), password.toCharArray());
                if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
                    throw new IOException(settings + ".key-store: " + file + " holds no private key");
                }
                return managers(store, password.toCharArray());
            } catch (IOException e) {
                throw e.getCause() instanceof GeneralSecurityException
                        ? new IOException(settings + ".key-store: " + file + " does not open with this password", e)
                        : e;
            } catch (GeneralSecurityException e) {
                throw new IOException(settings + ".key-store: " + file + " is no key store: " + e.getMessage(), e);
            }
        }

        private static boolean isKey(KeyStore store, String alias) {
            try {
                return store.isKeyEntry(alias);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return "Store[" + file + "]";
        }
    }

    /**
     * PEM files.
     *
     * @param certificates the server's certificate first, then those that lead to one the clients trust
     * @param key PKCS#8, not encrypted
     */
    record Pem(String settings, Path certificates, Path key) implements KeyMaterial {
        private static final Pattern PRIVATE_KEY =
                Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
        private static final char[] NO_PASSWORD = {};

        @Override
        public KeyManager[] load() throws IOException {
            try (InputStream in = Files.newInputStream(readable(certificates))) {
                Certificate[] chain = CertificateFactory.getInstance("X.509")
                        .generateCertificates(in)
                        .toArray(Certificate[]::new);
                if (chain.length == 0) {
                    throw new IOException(settings + ".certificate: " + certificates + " holds no certificate");
                }
                PublicKey open = chain[0].getPublicKey();
                PrivateKey secret = privateKey(open.getAlgorithm());
                if (!belong(secret, open)) {
                    throw new IOException(
                            settings + ".key: " + key + " is not the key of the first certificate in " + certificates);
                }
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, NO_PASSWORD);
                store.setKeyEntry("server", secret, NO_PASSWORD, chain);
                return managers(store, NO_PASSWORD);
            } catch (GeneralSecurityException e) {
                throw new IOException(
                        settings + ".certificate and " + settings + ".key cannot be used together: " + e.getMessage(),
                        e);
            }
        }

        /** Whether the one key opens what the other closes; otherwise every handshake would fail later. */
        private static boolean belong(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
            String algorithm = switch (secret.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> secret.getAlgorithm();
            };
            byte[] text = {1, 2, 3};
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        }

        private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
            String text = Files.readString(readable(key), StandardCharsets.ISO_8859_1);
            Matcher matcher = PRIVATE_KEY.matcher(text);
            if (!matcher.find()) {
                throw new IOException(
                        settings + ".key: " + key + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY);"
                                + " `openssl pkcs8 -topk8 -nocrypt` makes one of others");
            }
            byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        }
    }

    private static Path readable(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.read();
            return file;
        } catch (NoSuchFileException e) {
            throw new IOException("The TLS key material " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IOException("The TLS key material " + file + " cannot be read; check its permissions", e);
        }
    }

    private static KeyManager[] managers(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }
}
