package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.boot.Sources.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyHasADefaultThatItTakesOrNone() {
        Configuration configuration = merged(List.of());
        for (Key<?> key : Keys.ALL) {
            assertThat(configuration.find(key).isPresent()).as(key.name()).isEqualTo(key.defaultText() != null);
            assertThat(configuration.origin(key)).isEqualTo(Origin.DEFAULT);
        }
    }

    @ParameterizedTest
    @FieldSource("dev.skep.server.boot.Keys#ALL")
    void everyKeyIsReadFromEverySource(Key<?> key) throws IOException {
        Path file = write(key.name() + ": ignored\n");

        assertThat(Sources.file(file)).extracting(Setting::key).containsExactly(key);
        assertThat(Sources.environment(Map.of(key.variable(), "ignored")))
                .extracting(Setting::key)
                .containsExactly(key);
        assertThat(Sources.set(List.of(key.name() + "=ignored")))
                .extracting(Setting::key)
                .containsExactly(key);
    }

    @Test
    void noTwoKeysShareAVariable() {
        assertThat(Keys.ALL).extracting(Key::variable).doesNotHaveDuplicates();
    }

    @Test
    void anOptionWinsOverSetOverEnvironmentOverFileOverDefault() throws IOException {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting(Keys.HTTP_PORT, "1", Origin.option("--http-port")));
        settings.addAll(Sources.set(List.of("http.port=2", "hive.port=2")));
        settings.addAll(Sources.environment(Map.of(
                "SKEP_HTTP_PORT", "3",
                "SKEP_HIVE_PORT", "3",
                "SKEP_DB_POOL_SIZE", "3")));
        settings.addAll(Sources.file(write("http: {port: 4}\nhive.port: 4\ndb.pool-size: 4\nlog.level: warn\n")));

        Configuration configuration = merged(settings);

        assertThat(configuration.get(Keys.HTTP_PORT)).isEqualTo(1);
        assertThat(configuration.get(Keys.HIVE_PORT)).isEqualTo(2);
        assertThat(configuration.get(Keys.DB_POOL_SIZE)).isEqualTo(3);
        assertThat(configuration.get(Keys.LOG_LEVEL)).isEqualTo("warn");
        assertThat(configuration.get(Keys.HTTP_HOST)).isEqualTo("127.0.0.1");
        assertThat(configuration.show())
                .contains("http.port: 1  # --http-port")
                .contains("hive.port: 2  # --set")
                .contains("db.pool-size: 3  # environment variable SKEP_DB_POOL_SIZE")
                .contains("log.level: warn  # file ")
                .contains("http.host: 127.0.0.1  # default");
    }

    @Test
    void theLastOfTheSameOriginWins() {
        assertThat(merged(Sources.set(List.of("http.port=1", "http.port=2"))).get(Keys.HTTP_PORT))
                .isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheOneThatWasProbablyMeant() throws IOException {
        Path file = write("hive:\n  prot: 9083\n");

        assertThatThrownBy(() -> Sources.file(file))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("'hive.prot'")
                .hasMessageContaining(file.toString())
                .hasMessageEndingWith("did you mean hive.port?");
        assertThatThrownBy(() -> Sources.set(List.of("warehouse.external=/lake")))
                .hasMessageEndingWith("did you mean warehouse.external-dir?");
        assertThatThrownBy(() -> Sources.environment(Map.of("SKEP_HIVE_MAXFRAME", "1MB")))
                .hasMessageContaining("SKEP_HIVE_MAXFRAME")
                .hasMessageEndingWith("did you mean SKEP_HIVE_MAX_FRAME?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SKEP_JAVA_HOME",
                "SKEP_SERVER",
                "SKEP_TOKEN_FILE",
                "SKEP_SERVICE_HOST",
                "SKEP_SERVICE_PORT_HTTP",
                "SKEP_PORT",
                "SKEP_PORT_8080_TCP_ADDR",
                "PATH"
            })
    void variablesOfOthersAreLeftAlone(String variable) {
        assertThat(Sources.environment(Map.of(variable, "tcp://10.0.0.1:8080"))).isEmpty();
    }

    @Test
    void aFileThatIsNoMappingOfSingleValuesIsRefused() throws IOException {
        for (String text : List.of("- hive.port", "hive.port: [1, 2]", "just text")) {
            Path file = write(text);
            assertThatThrownBy(() -> Sources.file(file))
                    .as(text)
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("mapping");
        }
        for (String text : List.of("hive: {port: 1", "hive.port: 1\nhive.port: 2\n")) {
            Path file = write(text);
            assertThatThrownBy(() -> Sources.file(file)).as(text).hasMessageContaining("is not valid YAML");
        }
        assertThatThrownBy(() -> Sources.file(folder.resolve("none.yaml"))).hasMessageContaining("does not exist");
        assertThat(Sources.file(write(""))).isEmpty();
        assertThat(Sources.file(write("# only a comment\n"))).isEmpty();
    }

    @Test
    void setTakesAnAssignment() {
        assertThatThrownBy(() -> Sources.set(List.of("http.port"))).hasMessageContaining("key=value");
        assertThat(merged(Sources.set(List.of("db.url=jdbc:h2:mem:a;b=c"))).find(Keys.DB_URL))
                .contains("jdbc:h2:mem:a;b=c");
    }

    @ParameterizedTest
    @CsvSource({
        "http.port,65536",
        "http.port,-1",
        "http.port,eighty",
        "http.port,''",
        "db.pool-size,0",
        "hive.max-frame,12",
        "hive.max-frame,2000MB",
        "hive.max-frame,0KB",
        "hive.idle-timeout,10",
        "hive.idle-timeout,0s",
        "hive.idle-timeout,25h",
        "security.allow-open,yes",
        "log.level,loud",
        "http.host,''",
    })
    void nonsenseIsRefusedWithTheKeyTheOriginAndWhatIsAllowed(String key, String text) {
        Configuration configuration = merged(Sources.set(List.of(key + "=" + text)));
        assertThatThrownBy(() -> Keys.ALL.forEach(configuration::find))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith(key + " is ")
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("--set");
    }

    @Test
    void sizesAndTimesHaveUnits() {
        Configuration configuration =
                merged(Sources.set(List.of("hive.max-frame=2MB", "http.max-body=1024 kb", "stop.timeout=1500ms")));
        assertThat(configuration.get(Keys.HIVE_MAX_FRAME)).isEqualTo(2 << 20);
        assertThat(configuration.get(Keys.HTTP_MAX_BODY)).isEqualTo(1 << 20);
        assertThat(configuration.get(Keys.STOP_TIMEOUT)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void valuesReferToVariablesAndFiles() throws IOException {
        Path secret = write("s3cret$\\1\n");
        Configuration configuration = Configuration.merge(
                Sources.set(List.of("db.password=${file:" + secret + "}", "db.url=jdbc:h2:mem:${env:NAME}")),
                Map.of("NAME", "lake"));

        assertThat(configuration.find(Keys.DB_PASSWORD)).contains("s3cret$\\1");
        assertThat(configuration.find(Keys.DB_URL)).contains("jdbc:h2:mem:lake");
        assertThat(configuration.show()).doesNotContain("s3cret").contains("db.password: (secret)");
    }

    @Test
    void aReferenceToNothingIsRefused() {
        assertThatThrownBy(() ->
                        merged(Sources.set(List.of("db.user=${env:NOBODY}"))).find(Keys.DB_USER))
                .hasMessageContaining("NOBODY, which is not set");
        assertThatThrownBy(() ->
                        merged(Sources.set(List.of("db.user=${file:/no/such}"))).find(Keys.DB_USER))
                .hasMessageContaining("/no/such, which does not exist");
        assertThatThrownBy(
                        () -> merged(Sources.set(List.of("db.user=${vault:x}"))).find(Keys.DB_USER))
                .hasMessageContaining("only ${file:…} and ${env:…}");
    }

    private static Configuration merged(List<Setting> settings) {
        return Configuration.merge(settings, Map.of());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "settings", ".yaml"), text);
    }
}
