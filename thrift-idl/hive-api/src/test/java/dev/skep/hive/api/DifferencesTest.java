package dev.skep.hive.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of differences, which tests of the server go through line by line, holds all that there are, and as they are. */
class DifferencesTest {
    private static final Path TABLE =
            Path.of("src", "test", "resources", "dev", "skep", "hive", "api", "differences.txt");
    private static final Path RENDERED = Path.of("target", "differences.txt");

    @Test
    void theTableIsWhatThePublishedClassesSay() throws IOException {
        String rendered = new Differences(Published.all())
                .table().entrySet().stream()
                        .map(place -> place.getKey() + " | " + String.join(" | ", place.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(RENDERED, rendered);

        String table = Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(table).as("%s holds what %s holds", TABLE, RENDERED).isEqualTo(rendered);
    }
}
