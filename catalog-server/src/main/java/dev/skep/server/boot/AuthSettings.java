package dev.skep.server.boot;

import dev.skep.server.auth.JwtSettings;
import dev.skep.server.auth.LdapSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is believed, and by what proof. Nothing has to be set; then nobody has to prove anything.
 *
 * @param anonymous whether clients may come that prove nothing, although there are ways to prove something
 * @param clearSecrets whether passwords and tokens may come from other machines without TLS
 */
record AuthSettings(
        Optional<Path> passwordFile,
        Optional<LdapSettings> ldap,
        Optional<JwtSettings> jwt,
        Set<String> proxyUsers,
        boolean anonymous,
        boolean clearSecrets) {
    static AuthSettings from(Configuration configuration) {
        Optional<Path> passwordFile = configuration.find(Keys.AUTH_PASSWORD_FILE);
        Optional<LdapSettings> ldap = configuration.find(Keys.AUTH_LDAP_URL).map(url -> ldap(configuration, url));
        if (passwordFile.isPresent() && ldap.isPresent()) {
            throw new StartupException(
                    "Both auth.password-file and auth.ldap.url are set; leave one of them out, so that"
                            + " it is clear whose password counts");
        }
        return new AuthSettings(
                passwordFile,
                ldap,
                configuration.find(Keys.AUTH_JWT_KEYS).map(keys -> jwt(configuration, keys)),
                configuration
                        .find(Keys.AUTH_PROXY_USERS)
                        .map(names -> split(names, ",").collect(Collectors.toUnmodifiableSet()))
                        .orElse(Set.of()),
                configuration.get(Keys.AUTH_ALLOW_ANONYMOUS),
                configuration.get(Keys.AUTH_ALLOW_CLEAR));
    }

    /** Whether there is a proof that can come by HTTP. */
    boolean isProvableByHttp() {
        return passwordFile.isPresent() || ldap.isPresent() || jwt.isPresent();
    }

    /** Whether those who come by HTTP must prove who they are. */
    boolean guardsHttp() {
        return isProvableByHttp() && !anonymous;
    }

    private static LdapSettings ldap(Configuration configuration, String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new StartupException("auth.ldap.url is " + text + ", which is no URL: " + e.getMessage(), e);
        }
        boolean startTls = configuration.get(Keys.AUTH_LDAP_START_TLS);
        if (url.getHost() == null || !List.of("ldap", "ldaps").contains(String.valueOf(url.getScheme()))) {
            throw new StartupException("auth.ldap.url is " + text + "; it begins with ldap:// or ldaps:// and a host");
        }
        if (startTls && url.getScheme().equals("ldaps")) {
            throw new StartupException("auth.ldap.start-tls raises a connection to TLS, and ldaps:// is TLS already;"
                    + " leave one of them out");
        }
        List<String> names = configuration
                .find(Keys.AUTH_LDAP_USER_NAME)
                .map(patterns -> split(patterns, ";").toList())
                .orElse(List.of());
        String base = configuration.find(Keys.AUTH_LDAP_BASE).orElse("");
        String filter = configuration.get(Keys.AUTH_LDAP_FILTER);
        if (names.isEmpty() == base.isEmpty()) {
            throw new StartupException(
                    "auth.ldap.url needs either auth.ldap.user-name, which says what a user is called"
                            + " there, or auth.ldap.base, below which users are looked for");
        }
        for (String pattern : names.isEmpty() ? List.of(filter) : names) {
            if (!pattern.contains(LdapSettings.USER)) {
                throw new StartupException("'" + pattern + "' of auth.ldap does not hold " + LdapSettings.USER
                        + ", so every user would be the same");
            }
        }
        return new LdapSettings(
                url,
                startTls,
                names,
                base,
                filter,
                configuration.find(Keys.AUTH_LDAP_BIND_NAME).orElse(""),
                configuration.find(Keys.AUTH_LDAP_BIND_PASSWORD).orElse(""));
    }

    private static JwtSettings jwt(Configuration configuration, String keys) {
        return new JwtSettings(
                keys,
                configuration
                        .find(Keys.AUTH_JWT_ISSUER)
                        .orElseThrow(() -> new StartupException(
                                "auth.jwt.keys needs auth.jwt.issuer: who must have issued a token")),
                configuration.find(Keys.AUTH_JWT_AUDIENCE).orElse(null),
                configuration.get(Keys.AUTH_JWT_USER_CLAIM));
    }

    private static Stream<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::strip).filter(part -> !part.isEmpty());
    }
}
