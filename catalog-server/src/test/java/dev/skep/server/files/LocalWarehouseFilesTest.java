package dev.skep.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWarehouseFilesTest {
    private final WarehouseFiles files = new LocalWarehouseFiles();

    @TempDir
    private Path folder;

    @Test
    void qualifiesEveryWayToWriteALocalPath() {
        String base = "file:/warehouse/db.db";
        assertThat(files.qualify(base, "file:///data/t/")).isEqualTo("file:/data/t");
        assertThat(files.qualify(base, "file:/data//t")).isEqualTo("file:/data/t");
        assertThat(files.qualify(base, "/data/t")).isEqualTo("file:/data/t");
        assertThat(files.qualify(base, "t/part")).isEqualTo("file:/warehouse/db.db/t/part");
        assertThat(files.qualify(base, "s3a://bucket/t/")).isEqualTo("s3a://bucket/t");
    }

    @Test
    void aPercentSignInALocationMeansItself() {
        assertThat(files.createDirectory(at("k=a%2Fb c"))).isTrue();
        assertThat(folder.resolve("k=a%2Fb c")).isDirectory();
    }

    @Test
    void saysWhetherItMadeTheDirectory() {
        assertThat(files.createDirectory(at("a/b"))).isTrue();
        assertThat(files.createDirectory(at("a/b"))).isFalse();
        assertThat(files.createDirectory("s3a://bucket/a")).isFalse();
    }

    @Test
    void refusesADirectoryWhereAFileIs() throws IOException {
        Files.createFile(folder.resolve("taken"));
        assertThatThrownBy(() -> files.createDirectory(at("taken/t")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("taken/t");
    }

    @Test
    void movesADirectoryAndRefusesToMoveOntoAnother() throws IOException {
        write("from/x", "1");
        files.move(at("from"), at("new/to"));
        assertThat(folder.resolve("new/to/x")).hasContent("1");
        write("from/x", "2");
        assertThatThrownBy(() -> files.move(at("from"), at("new/to"))).isInstanceOf(CatalogException.class);
        assertThat(folder.resolve("from/x")).hasContent("2");
    }

    @Test
    void movesNothingWhereNothingIs() {
        files.move(at("absent"), at("to"));
        assertThat(folder.resolve("to")).doesNotExist();
    }

    @Test
    void clearsADirectoryAndLeavesIt() throws IOException {
        write("t/p/x", "1");
        files.clear(at("t"));
        assertThat(folder.resolve("t")).isEmptyDirectory();
    }

    @Test
    void deletesATreeWithoutFollowingLinksOutOfIt() throws IOException {
        write("kept/x", "1");
        write("t/p/x", "1");
        Files.createSymbolicLink(folder.resolve("t/link"), folder.resolve("kept"));
        files.delete(at("t"));
        assertThat(folder.resolve("t")).doesNotExist();
        assertThat(folder.resolve("kept/x")).hasContent("1");
    }

    @Test
    void keepsADirectoryThatHoldsSomethingWhenOnlyAnEmptyOneIsToGo() throws IOException {
        write("t/x", "1");
        files.deleteEmpty(at("t"));
        assertThat(folder.resolve("t/x")).exists();
        Files.delete(folder.resolve("t/x"));
        files.deleteEmpty(at("t"));
        assertThat(folder.resolve("t")).doesNotExist();
    }

    @Test
    void neverRemovesTheRoot() {
        assertThatThrownBy(() -> files.delete("file:/")).isInstanceOf(CatalogException.class);
    }

    private String at(String path) {
        return LocalWarehouseFiles.fileLocation(folder.resolve(path));
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
