package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.catalog.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static Settings settings(String... assignments) {
        return Settings.from(Configuration.merge(Sources.set(List.of(assignments)), Map.of()));
    }
}
