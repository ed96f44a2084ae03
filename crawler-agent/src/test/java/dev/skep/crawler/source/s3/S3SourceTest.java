package dev.skep.crawler.source.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.source.Listing;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.crawler.source.SourceKit;
import dev.skep.inference.ByteSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3SourceTest extends SourceKit {

    private static LocalS3 store;
    private static int folders;

    private String root;

    @BeforeAll
    static void start() throws Exception {
        store = LocalS3.start();
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
    }

    @BeforeEach
    void useAFolderOfItsOwn() {
        root = "root-" + folders++;
    }

    @Override
    protected Source source() {
        return store.source(root);
    }

    @Override
    protected void put(String path, String content) {
        store.put(root + "/" + path, content);
    }

    @Override
    protected void remove(String path) {
        store.remove(root + "/" + path);
    }

    @Test
    void keepsTheSchemeTablesAreToBeRegisteredUnder() {
        assertThat(S3Location.parse("S3A://b//some/prefix//")).hasToString("s3a://b/some/prefix");
        assertThat(S3Location.parse("s3://b")).hasToString("s3://b");
        assertThatThrownBy(() -> S3Location.parse("s3://")).hasMessageContaining("names no bucket");
    }

    @Test
    void listsManyFoldersInRangesAndTellsOfEveryFileOnce() throws IOException {
        List<String> expected = new ArrayList<>();
        for (int folder = 0; folder < 40; folder++) {
            for (String name : List.of("a.csv", "\uD83D\uDE00.csv", "\uFF5E.csv")) {
                expected.add("t/d=" + folder + "/" + name);
            }
        }
        expected.add("t/beside.csv");
        expected.add("u/single.csv");
        for (String path : expected) {
            put(path, "1");
        }

        List<String> told = new ArrayList<>();
        source().list(found -> {}).files().forEach(file -> told.add(file.path()));

        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void listsMoreThanAPageOfFoldersAndFiles() throws IOException {
        for (int i = 0; i < 1_050; i++) {
            put("many/f" + i + "/a.csv", "");
        }

        int before = store.listings();
        assertThat(source().list(found -> {}).files()).hasSize(1_050);
        assertThat(store.listings() - before).isLessThan(60);
    }

    /** What a name means is asked for when it is connected to: it may have changed since a connection was looked at. */
    @Test
    void connectsToNoMachineThatItMayNotTalkTo() {
        put("a.csv", "12");
        assertThatThrownBy(() -> store.sourceElsewhere(root).list(found -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is this machine itself, which agents talk to only with --allow-loopback");
    }

    @Test
    void takesASingleObject() throws IOException {
        put("a.csv", "12");
        Source single = store.source(root + "/a.csv");

        Listing listing = single.list(found -> {});

        assertThat(listing.files()).extracting(SourceFile::path).containsExactly("");
        assertThat(single.open(listing.files().get(0)).size()).isEqualTo(2);
    }

    @Test
    void readsRangesOfLargeObjects() throws IOException {
        byte[] content = new byte[3 << 20];
        new Random(1).nextBytes(content);
        store.put(root + "/large", content);

        ByteSource bytes = source().open(source().list(found -> {}).files().get(0));

        for (int[] range :
                new int[][] {{0, 10}, {65_530, 20}, {1 << 20, 100_000}, {content.length - 8, 8}, {0, 3 << 20}}) {
            assertThat(bytes.read(range[0], range[1]))
                    .isEqualTo(Arrays.copyOfRange(content, range[0], range[0] + range[1]));
        }
        try (var in = bytes.open(100, 2 << 20)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 100, 100 + (2 << 20)));
        }
    }

    @Test
    void doesNotReadOneObjectForAnother() throws IOException {
        put("a.csv", "12");
        SourceFile listed = source().list(found -> {}).files().get(0);
        put("a.csv", "34");

        assertThatThrownBy(() -> source().open(listed)).hasMessage("it changed while it was looked at");
    }

    @Test
    void tellsOfFoldersItMayNotListAndListsTheOthers() throws IOException {
        put("open/a.csv", "1");
        put("closed/b.csv", "1");
        store.deny(root + "/closed/");

        Listing listing = source().list(found -> {});

        assertThat(listing.files()).extracting(SourceFile::path).containsExactly("open/a.csv");
        assertThat(listing.problems()).extracting(Problem::path).containsExactly("closed");
        assertThat(listing.problems().get(0).reason()).contains("permission denied");
    }

    @Test
    void failsInASentenceWhereTheRootCannotBeListed() {
        S3Location nowhere = S3Location.parse("s3://nowhere/a");
        S3Location nothing = S3Location.parse("s3://lake/nothing");

        assertThatThrownBy(() -> new S3Source(nowhere, store.access()).list(found -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no bucket nowhere");
        assertThatThrownBy(() -> new S3Source(nothing, store.access()).list(found -> {}))
                .hasMessage("There is no object or folder s3://lake/nothing");
        assertThatThrownBy(() -> new S3Source(nothing, store.access("wrong")).list(found -> {}))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void readsTheFoldersOfTableFormats() throws IOException {
        put("t/_delta_log/00000000000000000000.json", "{}");
        put("t/part.parquet", "x");

        var folder = source().folder("t");

        assertThat(folder.list("")).containsExactly("_delta_log/", "part.parquet");
        assertThat(folder.list("_delta_log")).containsExactly("00000000000000000000.json");
        assertThat(folder.list("nothing")).isEmpty();
        assertThat(folder.file("_delta_log/00000000000000000000.json").size()).isEqualTo(2);
        assertThatThrownBy(() -> folder.file("../u")).hasMessageContaining("outside");
        assertThatThrownBy(() -> folder.file("none")).isInstanceOf(IOException.class);
    }
}
