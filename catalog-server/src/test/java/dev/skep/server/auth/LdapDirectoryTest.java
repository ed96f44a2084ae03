package dev.skep.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.skep.server.auth.Identity.Proof;
import dev.skep.server.front.hive.wire.tls.TestKeys;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that a real directory knows. */
class LdapDirectoryTest {
    private static final String PEOPLE = "ou=people,dc=example";

    @TempDir
    static Path folder;

    private static InMemoryDirectoryServer directory;

    @BeforeAll
    static void start() throws Exception {
        TestKeys keys = TestKeys.make(folder, "EC");
        SSLUtil tls = new SSLUtil(
                new KeyStoreKeyManager(keys.store().toFile(), TestKeys.PASSWORD.toCharArray(), "PKCS12", "server"),
                null);
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example");
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
                "ldap", InetAddress.getLoopbackAddress(), 0, tls.createSSLSocketFactory()));
        config.addAdditionalBindCredentials("cn=skep", "secret");
        config.setSchema(null);
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example", "objectClass: domain", "dc: example");
        directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        person("cn=tess", "tess", "lake");
        person("cn=otto\\, jr", "otto, jr", "lake");
        person("cn=eve", "eve", "sea");
        person("cn=twin1", "twin", "lake");
        person("cn=twin2", "twin", "lake");
        directory.startListening();
    }

    @AfterAll
    static void stop() {
        directory.shutDown(true);
    }

    private static void person(String name, String user, String group) throws Exception {
        directory.add(
                "dn: " + name + "," + PEOPLE,
                "objectClass: inetOrgPerson",
                "sn: x",
                "uid: " + user,
                "description: " + group,
                "userPassword: pw of " + user);
    }

    @Test
    void aNameIsMadeByAPattern() throws Exception {
        LdapDirectory users = new LdapDirectory(byName("cn={user},ou=nobody,dc=example", "cn={user}," + PEOPLE));
        assertThat(users.authenticate("tess", "pw of tess")).isEqualTo(new Identity("tess", Proof.PASSWORD));
        assertThat(users.authenticate("otto, jr", "pw of otto, jr").user()).isEqualTo("otto, jr");
        refused(users, "tess", "wrong");
        refused(users, "nobody", "pw of tess");
    }

    @Test
    void aNameIsLookedFor() throws Exception {
        LdapDirectory users = new LdapDirectory(bySearch("(&(uid={user})(description=lake))"));
        assertThat(users.authenticate("tess", "pw of tess").user()).isEqualTo("tess");
        assertThat(users.authenticate("otto, jr", "pw of otto, jr").user()).isEqualTo("otto, jr");
        refused(users, "tess", "wrong");
        refused(users, "eve", "pw of eve");
        refused(users, "nobody", "x");
        refused(users, "twin", "pw of twin");
    }

    /** A directory would let in whoever gives no password, and find everybody for a star. */
    @ParameterizedTest
    @CsvSource({
        "tess, ''",
        "'', ''",
        "*, pw of tess",
        "t*, pw of tess",
        "tess)(uid=*, pw of tess",
        "'tess,ou=people,dc=example', pw of tess",
        "'tess ', pw of tess"
    })
    void whatOnlyLooksLikeAUserIsRefused(String user, String password) {
        refused(new LdapDirectory(byName("cn={user}," + PEOPLE)), user, password);
        refused(new LdapDirectory(bySearch("(uid={user})")), user, password);
    }

    @Test
    void aDirectoryThatIsAwayOrCannotBeTrustedLetsNobodyIn() {
        LdapSettings away =
                new LdapSettings(URI.create("ldap://127.0.0.1:1"), false, List.of("cn={user}"), "", "", "", "");
        LdapSettings untrusted = new LdapSettings(url(), true, List.of("cn={user}," + PEOPLE), "", "", "", "");
        for (LdapSettings settings : List.of(away, untrusted)) {
            assertThatThrownBy(() -> new LdapDirectory(settings).authenticate("tess", "pw of tess"))
                    .isInstanceOf(AuthenticationRefused.class)
                    .hasMessageContaining("cannot be asked");
        }
    }

    private static void refused(LdapDirectory users, String user, String password) {
        assertThatThrownBy(() -> users.authenticate(user, password))
                .isInstanceOf(AuthenticationRefused.class)
                .hasMessage("User name or password is wrong");
    }

    private static LdapSettings byName(String... patterns) {
        return new LdapSettings(url(), false, List.of(patterns), "", "", "", "");
    }

    private static LdapSettings bySearch(String filter) {
        return new LdapSettings(url(), false, List.of(), PEOPLE, filter, "cn=skep", "secret");
    }

    private static URI url() {
        return URI.create("ldap://127.0.0.1:" + directory.getListenPort());
    }
}
