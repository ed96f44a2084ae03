package dev.skep.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.auth.Identity.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
    /** Python: base64.b64encode(hashlib.pbkdf2_hmac("sha256", b"secret", b"0123456789abcdef", 1000)) */
    private static final String QUICK =
            "tess:pbkdf2-sha256:1000:MDEyMzQ1Njc4OWFiY2RlZg==:tiKWHy4FAGCWE8gn6GtKhaxD2OeeAUUWXFT/p1aaNl8=";

    @TempDir
    Path folder;

    @Test
    void knowsWhoseThePasswordIs() throws Exception {
        Path file = Files.write(folder.resolve("users"), List.of("# people", "", "  " + QUICK + "  "));
        PasswordFile users = PasswordFile.open(file);
        assertThat(users.authenticate("tess", "secret")).isEqualTo(new Identity("tess", Proof.PASSWORD));
        for (String[] wrong : new String[][] {{"tess", "x"}, {"tess", ""}, {"Tess", "secret"}}) {
            assertThatThrownBy(() -> users.authenticate(wrong[0], wrong[1]))
                    .isInstanceOf(AuthenticationRefused.class)
                    .hasMessage("User name or password is wrong");
        }
    }

    @Test
    void knowsALineThatItMade() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), line("otto", "geheim: ü"));
        assertThat(PasswordFile.open(file).authenticate("otto", "geheim: ü").user())
                .isEqualTo("otto");
    }

    @Test
    void aFileThatChangesIsReadAnewAndOneThatBreaksIsNot() throws Exception {
        Path file = Files.writeString(folder.resolve("users"), "");
        PasswordFile users = PasswordFile.open(file);
        assertThatThrownBy(() -> users.authenticate("tess", "secret")).isInstanceOf(AuthenticationRefused.class);
        Files.writeString(file, QUICK);
        assertThat(users.authenticate("tess", "secret").user()).isEqualTo("tess");
        Files.writeString(file, "nonsense");
        assertThat(users.authenticate("tess", "secret").user()).isEqualTo("tess");
        Files.delete(file);
        assertThat(users.authenticate("tess", "secret").user()).isEqualTo("tess");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tess",
                "tess:plain",
                "tess:pbkdf2-sha256:0:aaaaaaaaaaaa:bbbb",
                ":pbkdf2-sha256:1:MDEyMzQ1Njc4OWFiY2RlZg==:MDEyMzQ1Njc4OWFiY2RlZg=="
            })
    void aLineThatMakesNoSenseIsNamed(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("users"), "\n" + line);
        assertThatThrownBy(() -> PasswordFile.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aUserIsNamedOnceAndTheFileIsThere() throws IOException {
        Path file = Files.write(folder.resolve("users"), List.of(QUICK, QUICK));
        assertThatThrownBy(() -> PasswordFile.open(file)).hasMessageContaining("second time");
        assertThatThrownBy(() -> PasswordFile.open(folder.resolve("none"))).hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", " a", "#a", "a\nb"})
    void somethingsAreNoNames(String name) {
        assertThatThrownBy(() -> line(name, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line("tess", "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String line(String user, String password) {
        return PasswordFile.line(user, password, new SecureRandom());
    }
}
