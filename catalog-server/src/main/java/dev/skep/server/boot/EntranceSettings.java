package dev.skep.server.boot;

import dev.skep.server.front.hive.wire.sasl.Qop;
import dev.skep.server.front.hive.wire.tls.KeyMaterial;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How Hive clients get in.
 *
 * @param tls the server's key; empty for no TLS
 * @param tlsRequired whether clients that come without TLS are refused
 * @param qop the least protection of connections that Kerberos or a delegation token proves
 */
record EntranceSettings(Optional<KeyMaterial> tls, boolean tlsRequired, Optional<Kerberos> kerberos, Qop qop) {
    /** Who the server is to Kerberos. */
    record Kerberos(String principal, Path keytab) {}

    static EntranceSettings from(Configuration configuration) {
        Optional<String> principal = configuration.find(Keys.HIVE_KERBEROS_PRINCIPAL);
        Optional<Path> keytab = configuration.find(Keys.HIVE_KERBEROS_KEYTAB);
        if (principal.isPresent() != keytab.isPresent()) {
            throw new StartupException(
                    "hive.kerberos.principal and hive.kerberos.keytab are set together or not at all");
        }
        return new EntranceSettings(
                keys(configuration),
                configuration.get(Keys.HIVE_TLS_MODE).equals("required"),
                principal.flatMap(name -> keytab.map(file -> new Kerberos(name, file))),
                Qop.valueOf(configuration
                        .get(Keys.HIVE_SASL_QOP)
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    }

    /** Whether clients must prove who they are. */
    boolean isGuarded(AuthSettings auth) {
        boolean provable = kerberos.isPresent()
                || auth.passwordFile().isPresent()
                || auth.ldap().isPresent()
                || auth.jwt().isPresent();
        return provable && !auth.anonymous();
    }

    private static Optional<KeyMaterial> keys(Configuration configuration) {
        Optional<Path> store = configuration.find(Keys.HIVE_TLS_KEY_STORE);
        Optional<Path> certificate = configuration.find(Keys.HIVE_TLS_CERTIFICATE);
        Optional<Path> key = configuration.find(Keys.HIVE_TLS_KEY);
        if (certificate.isPresent() != key.isPresent()) {
            throw new StartupException("hive.tls.certificate and hive.tls.key are set together or not at all");
        }
        if (store.isPresent() && key.isPresent()) {
            throw new StartupException("Both hive.tls.key-store and hive.tls.key are set; leave one of them out");
        }
        Optional<KeyMaterial> pem = certificate.flatMap(file -> key.map(secret -> new KeyMaterial.Pem(file, secret)));
        return store.<KeyMaterial>map(file -> new KeyMaterial.Store(
                        file,
                        configuration.find(Keys.HIVE_TLS_KEY_STORE_PASSWORD).orElse("")))
                .or(() -> pem);
    }
}
