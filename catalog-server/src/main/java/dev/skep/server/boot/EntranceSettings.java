package dev.skep.server.boot;

import dev.skep.server.auth.KeyMaterial;
import dev.skep.server.front.hive.wire.sasl.Qop;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How clients get in.
 *
 * @param tls the server's key for Hive clients; empty for no TLS
 * @param tlsRequired whether Hive clients that come without TLS are refused
 * @param restTls the key of the REST interface; empty for no TLS
 * @param qop the least protection of connections that Kerberos or a delegation token proves
 */
record EntranceSettings(
        Optional<KeyMaterial> tls,
        boolean tlsRequired,
        Optional<KeyMaterial> restTls,
        Optional<Kerberos> kerberos,
        Qop qop) {
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
                TlsKeys.HIVE.from(configuration),
                configuration.get(Keys.HIVE_TLS_MODE).equals("required"),
                TlsKeys.HTTP.from(configuration),
                principal.flatMap(name -> keytab.map(file -> new Kerberos(name, file))),
                Qop.valueOf(configuration
                        .get(Keys.HIVE_SASL_QOP)
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    }

    /** Whether Hive clients must prove who they are. */
    boolean isGuarded(AuthSettings auth) {
        return (kerberos.isPresent() || auth.isProvableByHttp()) && !auth.anonymous();
    }
}
