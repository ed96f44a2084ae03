package dev.skep.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    @Test
    void makesWhatIsMissing() {
        Path data = folder.resolve("a/b");

        DataFolder.prepare(data);

        assertThat(data).isDirectory();
    }

    @Test
    void saysWhyItCannotBeMadeWithoutNamesOfClasses() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> DataFolder.prepare(file))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "The data folder " + file + " is a file, not a folder; choose another with --data (data.dir)");
        assertThatThrownBy(() -> DataFolder.prepare(file.resolve("below")))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("The data folder " + file.resolve("below") + " cannot be made")
                .hasMessageEndingWith("; choose another with --data (data.dir)")
                .hasMessageNotContaining("Exception");
    }
}
