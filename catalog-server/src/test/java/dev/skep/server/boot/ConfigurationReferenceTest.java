package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of the reference says what the declared keys say. */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");

    @Test
    void theReferenceListsEveryKey() throws IOException {
        StringBuilder table =
                new StringBuilder("| setting | environment variable | default | what it is |\n|---|---|---|---|\n");
        for (Key<?> key : Keys.ALL) {
            table.append("| `%s` | `%s` | %s | %s %s |\n"
                    .formatted(
                            key.name(),
                            key.variable(),
                            key.defaultText() == null ? "–" : "`" + key.defaultText() + "`",
                            key.description(),
                            "Takes " + key.type().description() + "."));
        }
        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md holds the table below")
                .contains(table);
    }
}
