package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.auth.TokenSecrets;
import dev.skep.server.catalog.Warehouse;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.front.hive.wire.Entrance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void nothingNeedsToBeSet() {
        Settings settings = settings();
        Path data = Path.of("skep-data").toAbsolutePath();

        assertThat(settings.dataDir()).isEqualTo(data);
        assertThat(settings.embedded()).isTrue();
        assertThat(settings.store().url()).isEqualTo("jdbc:h2:file:" + data.resolve("catalog"));
        assertThat(settings.store().poolSize()).isEqualTo(16);
        assertThat(settings.warehouse()).isEqualTo(new Warehouse("file:" + data.resolve("warehouse"), null));
        assertThat(settings.thrift().address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.thrift().address().getPort()).isEqualTo(9083);
        assertThat(settings.thrift().maxConnections()).isEqualTo(1_000);
        assertThat(settings.thrift().maxFrame()).isEqualTo(100 << 20);
        assertThat(settings.thrift().idleTimeout()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.rest().address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.rest().address().getPort()).isEqualTo(8080);
        assertThat(settings.rest().maxBody()).isEqualTo(64 << 20);
        assertThat(settings.rest().stopTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.logLevel()).isEqualTo("info");
    }

    @Test
    void foldersBecomeLocationsAndUrisStay() {
        Settings settings = settings("warehouse.dir=/lake/./a b/", "warehouse.external-dir=s3a://bucket/lake/");
        assertThat(settings.warehouse()).isEqualTo(new Warehouse("file:/lake/a b", "s3a://bucket/lake"));
        assertThat(settings("data.dir=/srv/skep").warehouse().root()).isEqualTo("file:/srv/skep/warehouse");
    }

    @Test
    void anObjectStoreIsReachedWhenItsRegionIsSet() {
        assertThat(settings().files().isReached("s3a://lake/t")).isFalse();
        WarehouseFiles files = settings(
                        "warehouse.s3.region=eu-central-1", "warehouse.s3.access-key=a", "warehouse.s3.secret-key=b")
                .files();
        assertThat(files.isReached("s3a://lake/t")).isTrue();
        assertThat(files.isReached("file:/lake/t")).isTrue();
        assertThat(files.isReached("gs://lake/t")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    warehouse.s3.endpoint=http://store | | warehouse.s3.region
                    warehouse.s3.region=r | warehouse.s3.access-key=a | warehouse.s3.secret-key
                    warehouse.s3.region=r | warehouse.s3.endpoint=store:9000 | http://
                    warehouse.s3.region=r | warehouse.s3.trash-dir=trash | s3://bucket/path
                    """)
    void anObjectStoreThatIsSetByHalfIsRefused(String first, String second, String fix) {
        String[] given = second == null ? new String[] {first} : new String[] {first, second};
        assertThatThrownBy(() -> settings(given))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(fix);
    }

    @Test
    void aDatabaseElsewhereNeedsNoDataFolder() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "s3cret\n");
        Settings settings =
                settings("db.url=jdbc:postgresql://db/skep", "db.user=skep", "db.password-file=" + password);
        assertThat(settings.embedded()).isFalse();
        assertThat(settings.store().user()).isEqualTo("skep");
        assertThat(settings.store().password()).isEqualTo("s3cret");
        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> settings("db.password=x", "db.password-file=" + password))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("leave one of them out");
        assertThatThrownBy(() -> settings("db.password-file=" + folder.resolve("none")))
                .hasMessageContaining("db.password-file")
                .hasMessageContaining("does not exist");
    }

    @Test
    void onlyLoopbackIsListenedOnUnlessToldOtherwise() {
        for (String key : List.of("hive.host", "http.host")) {
            assertThatThrownBy(() -> settings(key + "=0.0.0.0"))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining("security.allow-open=true");
            settings(key + "=0.0.0.0", "security.allow-open=true");
            settings(key + "=::1");
            settings(key + "=localhost");
        }
    }

    @Test
    void whereClientsProveWhoTheyAreTheirPortMayBeReached() {
        for (String way : List.of(
                "auth.password-file=users",
                "auth.ldap.url=ldap://x",
                "auth.jwt.keys=keys.json",
                "hive.kerberos.principal=hive/h@R")) {
            String[] assignments = {
                way,
                "hive.host=0.0.0.0",
                "auth.ldap.base=dc=x",
                "auth.jwt.issuer=x",
                "hive.kerberos.keytab=" + (way.startsWith("hive.kerberos") ? "k" : "")
            };
            String[] used = way.startsWith("hive.kerberos") ? assignments : Arrays.copyOf(assignments, 4);
            assertThat(settings(used).thrift().address().getHostString()).isEqualTo("0.0.0.0");
            used[1] = "http.host=0.0.0.0";
            if (way.startsWith("hive.kerberos")) {
                // A ticket does not come by REST.
                assertThatThrownBy(() -> settings(used)).hasMessageContaining("security.allow-open=true");
            } else {
                assertThat(settings(used).rest().address().getHostString()).isEqualTo("0.0.0.0");
            }
            String[] open = Arrays.copyOf(used, used.length + 1);
            open[used.length] = "auth.allow-anonymous=true";
            assertThatThrownBy(() -> settings(open)).hasMessageContaining("security.allow-open=true");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hive.tls.key=k, hive.tls.certificate",
        "hive.tls.key-store=s;hive.tls.key=k;hive.tls.certificate=c, leave one of them out",
        "http.tls.certificate=c, http.tls.key",
        "http.tls.key-store=s;http.tls.key=k;http.tls.certificate=c, leave one of them out",
        "hive.kerberos.keytab=k, hive.kerberos.principal",
        "auth.password-file=f;auth.ldap.url=ldap://x;auth.ldap.base=b, leave one of them out",
        "auth.ldap.url=http://x, ldap://",
        "auth.ldap.url=ldap:, is no URL",
        "auth.ldap.url=ldap://x, auth.ldap.user-name",
        "auth.ldap.url=ldap://x;auth.ldap.user-name=u, {user}",
        "auth.ldap.url=ldap://x;auth.ldap.base=b;auth.ldap.filter=(uid=u), {user}",
        "auth.ldap.url=ldaps://x;auth.ldap.base=b;auth.ldap.start-tls=true, TLS already",
        "auth.jwt.keys=k, auth.jwt.issuer",
        "hive.http.path=a b, hive.http.path"
    })
    void waysToProveThatAreHalfSetUpAreRefused(String assignments, String message) {
        assertThatThrownBy(() -> settings(assignments.split(";")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(message);
    }

    @Test
    void filesOfProofsAreReadAtTheStart() throws IOException {
        Path users = Files.writeString(folder.resolve("users"), "");
        assertThat(entrance("auth.password-file=" + users).anonymous()).isFalse();
        assertThat(entrance("auth.password-file=" + users, "auth.allow-anonymous=true")
                        .anonymous())
                .isTrue();
        assertThat(entrance().anonymous()).isTrue();
        for (String missing : List.of(
                "auth.password-file=none",
                "auth.jwt.keys=none;auth.jwt.issuer=x",
                "hive.tls.key-store=none",
                "http.tls.key-store=none",
                "hive.kerberos.principal=hive/h@R;hive.kerberos.keytab=none")) {
            assertThatThrownBy(() -> entrance(missing.split(";")))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("none");
        }
    }

    @Test
    void aDataFolderIsMadeAndMustBeUsable() throws IOException {
        DataFolder.prepare(folder.resolve("a/b"));
        assertThat(folder.resolve("a/b")).isDirectory();
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
        DataFolder.prepare(link);

        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.prepare(file))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is a file")
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> DataFolder.prepare(file.resolve("below")))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("--data");
    }

    private static Entrance entrance(String... assignments) {
        Settings settings = settings(assignments);
        return Entrances.from(settings.auth(), settings.entrance(), TokenSecrets.NONE)
                .hive();
    }

    private static Settings settings(String... assignments) {
        return Settings.from(Configuration.merge(Sources.set(List.of(assignments)), Map.of()));
    }
}
