package dev.skep.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesBySchemeTest {
    @TempDir
    private Path folder;

    @Test
    void asksTheStoreOfTheScheme() {
        WarehouseFiles local = new LocalWarehouseFiles();
        WarehouseFiles both = new FilesByScheme(Map.of("s3", new UntouchedFiles(local)), local);
        String here = LocalWarehouseFiles.fileLocation(folder.resolve("t"));

        assertThat(both.createDirectory(here)).isTrue();
        assertThat(both.createDirectory("S3://bucket/t")).isFalse();
        assertThat(both.canMove(here)).isTrue();
        assertThat(both.canMove("s3://bucket/t")).isFalse();
        assertThatThrownBy(() -> both.move(here, "s3://bucket/t"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("another store");
        assertThat(folder.resolve("t")).isDirectory();
    }
}
