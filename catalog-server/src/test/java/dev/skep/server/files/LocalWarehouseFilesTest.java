package dev.skep.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWarehouseFilesTest extends WarehouseFilesKit {
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
        files.move(at("from"), at("new/to")).finish();
        assertThat(folder.resolve("new/to/x")).hasContent("1");
        write("from/x", "2");
        assertThatThrownBy(() -> files.move(at("from"), at("new/to"))).isInstanceOf(CatalogException.class);
        assertThat(folder.resolve("from/x")).hasContent("2");
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

    @Override
    protected WarehouseFiles files() {
        return files;
    }

    @Override
    protected WarehouseFiles filesWithTrash(String trash) {
        return new LocalWarehouseFiles(Optional.of(Path.of(trash.substring("file:".length()))));
    }

    @Override
    protected String at(String path) {
        return LocalWarehouseFiles.fileLocation(folder.resolve(path));
    }

    @Override
    protected String inTrash(String path) {
        Path whole = folder.toAbsolutePath().resolve(path);
        return "trash/" + whole.getRoot().relativize(whole);
    }

    @Override
    protected void write(String path, String content) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String read(String path) {
        try {
            Path file = folder.resolve(path);
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void clearsIntoTheTrash() throws IOException {
        Path trash = folder.resolve("trash");
        WarehouseFiles withTrash = new LocalWarehouseFiles(Optional.of(trash));
        Path table = folder.resolve("lake/t");
        for (String content : List.of("first", "second")) {
            Files.createDirectories(table);
            Files.writeString(table.resolve("f"), content);
            withTrash.discard("file:" + table);
            assertThat(table).doesNotExist();
        }
        Path thrown = trash.resolve(table.getRoot().relativize(table));
        assertThat(thrown.resolve("f")).hasContent("first");
        assertThat(thrown.resolveSibling("t.1").resolve("f")).hasContent("second");

        Files.createDirectories(table);
        Files.writeString(table.resolve("g"), "third");
        withTrash.clear("file:" + table);
        assertThat(table).isEmptyDirectory();
        assertThat(thrown.resolve("g")).hasContent("third");

        Files.writeString(table.resolve("h"), "fourth");
        withTrash.delete("file:" + table);
        assertThat(table).doesNotExist();
        assertThat(thrown.resolve("h")).doesNotExist();
    }

    @Test
    void countsNothingElsewhere() throws IOException {
        Path table = folder.resolve("lake/t");
        Files.createDirectories(table.resolve("day=1"));
        Files.createDirectories(table.resolve("_temporary"));
        Files.writeString(table.resolve("day=1/f"), "12345");
        Files.writeString(table.resolve("g"), "12");
        Files.writeString(table.resolve(".hidden"), "123");
        Files.writeString(table.resolve("_temporary/h"), "1234");
        WarehouseFiles files = new LocalWarehouseFiles();
        assertThat(files.figures("file:" + table)).contains(new WarehouseFiles.Figures(2, 7));
        assertThat(files.figures("file:" + table + "/nothing")).isEmpty();
        assertThat(files.figures("s3a://bucket/t")).isEmpty();
    }

    @Test
    void leavesEverythingAloneIfItIsTold() throws IOException {
        Path table = folder.resolve("lake/t");
        Files.createDirectories(table);
        Files.writeString(table.resolve("f"), "1");
        WarehouseFiles untouched = new UntouchedFiles(new LocalWarehouseFiles());
        String location = "file:" + table;
        untouched.move(location, location + "2");
        untouched.clear(location);
        untouched.discard(location);
        untouched.delete(location);
        assertThat(table.resolve("f")).hasContent("1");
        assertThat(untouched.createDirectory(location + "3")).isFalse();
        assertThat(folder.resolve("lake/t3")).doesNotExist();
        assertThat(untouched.canMove(location)).isFalse();
        assertThat(untouched.qualify("file:/lake", "x")).isEqualTo("file:/lake/x");
    }
}
