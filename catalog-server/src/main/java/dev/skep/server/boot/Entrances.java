package dev.skep.server.boot;

import dev.skep.server.auth.HttpProofs;
import dev.skep.server.auth.JwtCheck;
import dev.skep.server.auth.LdapDirectory;
import dev.skep.server.auth.PasswordCheck;
import dev.skep.server.auth.PasswordFile;
import dev.skep.server.auth.ProxyUsers;
import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.front.hive.wire.Entrance;
import dev.skep.server.front.hive.wire.sasl.KerberosLogin;
import dev.skep.server.front.hive.wire.sasl.KerberosMechanism;
import dev.skep.server.front.hive.wire.sasl.Mechanism;
import dev.skep.server.front.hive.wire.sasl.PlainMechanism;
import dev.skep.server.front.hive.wire.sasl.TokenMechanism;
import dev.skep.server.front.hive.wire.tls.TlsDoor;
import dev.skep.server.front.rest.RestEntrance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What checks clients, made out of the settings: keys, keytabs and password files are read. Every front believes the same
 * proofs, as far as its wire carries them.
 */
record Entrances(Entrance hive, RestEntrance rest) {
    /** @throws StartupException if something that is set cannot be used */
    static Entrances from(AuthSettings auth, EntranceSettings settings, TokenSecrets tokens) {
        try {
            Optional<PasswordCheck> passwords = passwords(auth);
            Optional<JwtCheck> jwts =
                    auth.jwt().isPresent() ? Optional.of(new JwtCheck(auth.jwt().get())) : Optional.empty();
            HttpProofs proofs = new HttpProofs(passwords, jwts);
            return new Entrances(
                    hive(auth, settings, passwords, proofs, tokens),
                    new RestEntrance(
                            settings.restTls().isPresent()
                                    ? Optional.of(settings.restTls().get().context())
                                    : Optional.empty(),
                            proofs,
                            !auth.guardsHttp(),
                            auth.clearSecrets()));
        } catch (IOException e) {
            throw new StartupException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Entrance hive(
            AuthSettings auth,
            EntranceSettings settings,
            Optional<PasswordCheck> passwords,
            HttpProofs proofs,
            TokenSecrets tokens)
            throws IOException {
        ProxyUsers proxies = new ProxyUsers(auth.proxyUsers());
        List<Mechanism> mechanisms = new ArrayList<>();
        passwords.ifPresent(check -> mechanisms.add(new PlainMechanism(check, proxies)));
        if (settings.kerberos().isPresent()) {
            EntranceSettings.Kerberos kerberos = settings.kerberos().get();
            KerberosLogin login = new KerberosLogin(kerberos.principal(), kerberos.keytab());
            mechanisms.add(new KerberosMechanism(login, proxies, settings.qop()));
        }
        // Tokens are given to those who have proven who they are, so without another proof nobody has one.
        if (!mechanisms.isEmpty()) {
            mechanisms.add(new TokenMechanism(tokens, settings.qop()));
        }
        Optional<TlsDoor> tls = settings.tls().isPresent()
                ? Optional.of(new TlsDoor(settings.tls().get(), settings.tlsRequired()))
                : Optional.empty();
        return new Entrance(tls, mechanisms, proofs, proxies, !settings.isGuarded(auth), auth.clearSecrets());
    }

    private static Optional<PasswordCheck> passwords(AuthSettings auth) throws IOException {
        if (auth.passwordFile().isPresent()) {
            return Optional.of(PasswordFile.open(auth.passwordFile().get()));
        }
        return auth.ldap().map(LdapDirectory::new);
    }
}
