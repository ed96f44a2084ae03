package dev.skep.crawler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSourceTest extends SourceKit {

    @TempDir
    private Path root;

    @Override
    protected Source source() {
        return new LocalSource(root);
    }

    @Override
    protected void put(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Override
    protected void remove(String path) throws IOException {
        Files.delete(root.resolve(path));
    }

    @Test
    void spellsItsLocationAsHadoopDoes() {
        assertThat(new LocalSource(Path.of("/data/my lake/../100%")).location()).isEqualTo("file:/data/100%");
    }

    @Test
    void endsLoopsOfLinks() throws IOException {
        put("t/a.csv", "1");
        Files.createSymbolicLink(root.resolve("t/up"), root);
        Files.createSymbolicLink(root.resolve("t/self"), root.resolve("t"));

        assertThat(source().list(found -> {}).files())
                .extracting(SourceFile::path)
                .containsExactly("t/a.csv");
    }

    @Test
    void findsLinkedFoldersOnceUnderTheirOwnName() throws IOException {
        put("t/day=2/a.csv", "1");
        Files.createSymbolicLink(root.resolve("t/day=1"), root.resolve("t/day=2"));

        assertThat(source().list(found -> {}).files())
                .extracting(SourceFile::path)
                .containsExactly("t/day=2/a.csv");
    }

    @Test
    void followsLinksThatLeadElsewhere(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("a.csv"), "1");
        Files.createSymbolicLink(root.resolve("t"), elsewhere);

        assertThat(source().list(found -> {}).files())
                .extracting(SourceFile::path)
                .containsExactly("t/a.csv");
    }

    @Test
    void tellsOfLinksThatLeadNowhere() throws IOException {
        put("a.csv", "1");
        Files.createSymbolicLink(root.resolve("b.csv"), root.resolve("gone"));

        Listing listing = source().list(found -> {});

        assertThat(listing.files()).hasSize(1);
        assertThat(listing.problems()).containsExactly(new Problem("b.csv", "the link leads nowhere"));
    }

    @Test
    void tellsOfFoldersItMayNotList() throws IOException {
        put("open/a.csv", "1");
        put("closed/b.csv", "1");
        Path closed = root.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            Assumptions.assumeFalse(Files.isReadable(closed), "root may read everything");

            Listing listing = source().list(found -> {});

            assertThat(listing.files()).extracting(SourceFile::path).containsExactly("open/a.csv");
            assertThat(listing.problems())
                    .containsExactly(new Problem("closed", "the folder cannot be listed: permission denied"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void takesASingleFile() throws IOException {
        put("a.csv", "12");
        LocalSource single = new LocalSource(root.resolve("a.csv"));

        Listing listing = single.list(found -> {});

        assertThat(listing.files()).extracting(SourceFile::path).containsExactly("");
        assertThat(single.open(listing.files().get(0)).size()).isEqualTo(2);
    }

    @Test
    void refusesARootThatIsNotThere() {
        assertThatThrownBy(() -> new LocalSource(root.resolve("none")).list(found -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no file or folder " + root.resolve("none"));
    }
}
