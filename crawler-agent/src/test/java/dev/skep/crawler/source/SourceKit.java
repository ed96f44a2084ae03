package dev.skep.crawler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.inference.ByteSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every source promises. */
public abstract class SourceKit {

    /** A source that holds nothing yet. */
    protected abstract Source source();

    /** Puts a file into the source. */
    protected abstract void put(String path, String content) throws IOException;

    /** Takes a file away again. */
    protected abstract void remove(String path) throws IOException;

    @Test
    void listsFilesOfAllLevelsInOrder() throws IOException {
        put("t/b.csv", "12345");
        put("t/a.csv", "1");
        put("a.json", "{}");
        put("t/d=1/e=2/x.csv", "123");

        List<Long> progress = new ArrayList<>();
        Listing listing = source().list(progress::add);

        assertThat(listing.files())
                .extracting(SourceFile::path)
                .containsExactly("a.json", "t/a.csv", "t/b.csv", "t/d=1/e=2/x.csv");
        assertThat(listing.files()).extracting(SourceFile::size).containsExactly(2L, 1L, 5L, 3L);
        assertThat(listing.problems()).isEmpty();
        assertThat(progress).last().isEqualTo(4L);
    }

    @Test
    void passesOverHiddenAndMarkerFilesButNotOverPartitionFoldersThatLookLikeThem() throws IOException {
        put("t/_SUCCESS", "");
        put("t/.part.crc", "x");
        put("t/_temporary/0/part", "x");
        put("t/.git/config", "x");
        put("t/part._COPYING_", "x");
        put("t/_day=1/part", "x");
        put("t/empty", "");

        assertThat(source().list(found -> {}).files())
                .extracting(SourceFile::path)
                .containsExactly("t/_day=1/part", "t/empty");
    }

    @Test
    void tellsFoldersOfTableFormatsFromPlainOnes() throws IOException {
        put("delta/_delta_log/0.json", "{}");
        put("hudi/.hoodie/hoodie.properties", "x");
        put("iceberg/metadata/v1.metadata.json", "{}");
        put("plain/metadata/notes.json", "{}");

        Listing listing = source().list(found -> {});

        assertThat(listing.managed())
                .containsOnly(Map.entry("delta", "Delta"), Map.entry("hudi", "Hudi"), Map.entry("iceberg", "Iceberg"));
    }

    @Test
    void readsAnyRangeOfAFile() throws IOException {
        put("a b/100%25=ü.csv", "0123456789");
        SourceFile file = source().list(found -> {}).files().get(0);

        ByteSource bytes = source().open(file);

        assertThat(bytes.size()).isEqualTo(10);
        assertThat(text(bytes.read(0, 3))).isEqualTo("012");
        assertThat(text(bytes.read(7, 100))).isEqualTo("789");
        assertThat(bytes.read(10, 5)).isEmpty();
        try (var in = bytes.open(2, 4)) {
            assertThat(in.read()).isEqualTo('2');
            assertThat(text(in.readAllBytes())).isEqualTo("345");
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesToOpenAFileThatVanished() throws IOException {
        put("a.csv", "1");
        SourceFile file = source().list(found -> {}).files().get(0);
        remove("a.csv");

        assertThatThrownBy(() -> source().open(file)).isInstanceOf(IOException.class);
    }

    @Test
    void spellsLocationsWithoutEscaping() {
        assertThat(source().locationOf("")).isEqualTo(source().location());
        assertThat(source().locationOf("a b/k=100%25")).isEqualTo(source().location() + "/a b/k=100%25");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
