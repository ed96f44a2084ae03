package dev.skep.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    /** Made with another implementation of AES-GCM; the agent's test opens the same. */
    private static final String SEALED = "sealed:v1:630dcd29:AAECAwQFBgcICQoLN8FyaLaSrWnpr37y8KCReAixWNV1J/kfAw";

    private final SecretBox box = new SecretBox(Optional.of(key(0)), new SecureRandom());

    @Test
    void readsWhatOthersWrite() {
        assertThat(box.says("lake", "secret-key", SEALED, "pässword")).isTrue();
        assertThat(box.says("lake", "secret-key", SEALED, "password")).isFalse();
        assertThat(box.says("pond", "secret-key", SEALED, "pässword"))
                .as("bound to its connection")
                .isFalse();
        assertThat(box.says("lake", "token", SEALED, "pässword"))
                .as("bound to its name")
                .isFalse();
    }

    @Test
    void neverWritesTheSameTwice() {
        String first = box.seal("lake", "token", "x");
        assertThat(first).startsWith("sealed:v1:630dcd29:").isNotEqualTo(box.seal("lake", "token", "x"));
        assertThat(box.says("lake", "token", first, "x")).isTrue();
        assertThat(new SecretBox(Optional.of(key(1)), new SecureRandom()).says("lake", "token", first, "x"))
                .isFalse();
    }

    @Test
    void needsAKey() {
        SecretBox none = new SecretBox(Optional.empty(), new SecureRandom());
        assertThatThrownBy(() -> none.seal("lake", "token", "hunter2"))
                .hasMessageContaining("Set secrets.key")
                .hasMessageNotContaining("hunter2");
        assertThat(SecretBox.isReference("${env:NAME}")).isTrue();
        assertThat(SecretBox.isReference("x${env:NAME}")).isFalse();
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }
}
