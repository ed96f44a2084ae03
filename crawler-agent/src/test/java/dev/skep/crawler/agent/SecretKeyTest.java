package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretKeyTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** Made with another implementation of AES-GCM; the server's test reads the same. */
    private static final String SEALED = "sealed:v1:630dcd29:AAECAwQFBgcICQoLN8FyaLaSrWnpr37y8KCReAixWNV1J/kfAw";

    @Test
    void opensWhatTheServerSealed() throws IOException {
        SecretKey key = SecretKey.of(KEY + "\n", Map.of());

        assertThat(key.open("lake", "secret-key", SEALED)).isEqualTo("pässword");
        assertThatThrownBy(() -> key.open("pond", "secret-key", SEALED)).hasMessageContaining("is damaged");
    }

    @Test
    void saysWhatItLacks() {
        assertThatThrownBy(() -> SecretKey.of("", Map.of()).open("lake", "secret-key", SEALED))
                .hasMessageContaining("SKEP_SECRETS_KEY");
        assertThatThrownBy(() ->
                        SecretKey.of(KEY.replace("AAEC", "BBEC"), Map.of()).open("lake", "secret-key", SEALED))
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> SecretKey.of(KEY, Map.of()).open("lake", "secret-key", "${env:NOT_THERE}"))
                .hasMessageContaining("NOT_THERE");
        assertThatThrownBy(() -> SecretKey.of("c2hvcnQ=", Map.of()))
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ");
    }

    @Test
    void followsReferences(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "from a file\n");
        SecretKey key = SecretKey.of("", Map.of("TOKEN", "from the environment"));

        assertThat(key.open("lake", "token", "${env:TOKEN}")).isEqualTo("from the environment");
        assertThat(key.open("lake", "token", "${file:" + file + "}")).isEqualTo("from a file");
    }
}
