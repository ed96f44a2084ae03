package dev.skep.server.boot;

import dev.skep.server.auth.KeyMaterial;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings that give a port its key for TLS: either two PEM files, or a key store.
 *
 * @param settings the beginning of their names
 */
record TlsKeys(String settings, Key<Path> certificate, Key<Path> key, Key<Path> store, Key<String> storePassword) {
    static final TlsKeys HIVE = new TlsKeys(
            "hive.tls",
            Keys.HIVE_TLS_CERTIFICATE,
            Keys.HIVE_TLS_KEY,
            Keys.HIVE_TLS_KEY_STORE,
            Keys.HIVE_TLS_KEY_STORE_PASSWORD);
    static final TlsKeys HTTP = new TlsKeys(
            "http.tls",
            Keys.HTTP_TLS_CERTIFICATE,
            Keys.HTTP_TLS_KEY,
            Keys.HTTP_TLS_KEY_STORE,
            Keys.HTTP_TLS_KEY_STORE_PASSWORD);

    /** @return empty if the port has no key, and so no TLS */
    Optional<KeyMaterial> from(Configuration configuration) {
        Optional<Path> chain = configuration.find(certificate);
        Optional<Path> secret = configuration.find(key);
        Optional<Path> both = configuration.find(store);
        if (chain.isPresent() != secret.isPresent()) {
            throw new StartupException(certificate.name() + " and " + key.name() + " are set together or not at all");
        }
        if (both.isPresent() && secret.isPresent()) {
            throw new StartupException(
                    "Both " + store.name() + " and " + key.name() + " are set; leave one of them out");
        }
        Optional<KeyMaterial> pem =
                chain.flatMap(file -> secret.map(other -> new KeyMaterial.Pem(settings, file, other)));
        return both.<KeyMaterial>map(file -> new KeyMaterial.Store(
                        settings, file, configuration.find(storePassword).orElse("")))
                .or(() -> pem);
    }
}
