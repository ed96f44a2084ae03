package dev.skep.crawler.source.webhdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.source.Listing;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.Source;
import dev.skep.crawler.source.SourceFile;
import dev.skep.crawler.source.SourceKit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebHdfsSourceTest extends SourceKit {
    @TempDir
    private static Path data;

    private static LocalHdfs cluster;
    private static int folders;

    private String root;

    @BeforeAll
    static void start() throws IOException {
        cluster = LocalHdfs.start(data);
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void useAFolderOfItsOwn() {
        root = "root-" + folders++;
    }

    @Override
    protected Source source() {
        return cluster.source(root, null, null);
    }

    @Override
    protected void put(String path, String content) throws IOException {
        cluster.put(root + "/" + path, content);
    }

    @Override
    protected void remove(String path) throws IOException {
        cluster.remove(root + "/" + path);
    }

    @Test
    void listsAFolderOfMoreThanAPage() throws IOException {
        for (int i = 0; i < 10; i++) {
            put("t/part-" + i + ".csv", "1");
        }
        assertThat(source().list(found -> {}).files()).hasSize(10);
    }

    @Test
    void readsASingleFile() throws IOException {
        put("a.csv", "0123456789");
        Source source = cluster.source(root + "/a.csv", null, null);
        SourceFile file = source.list(found -> {}).files().get(0);
        assertThat(file.path()).isEmpty();
        assertThat(source.open(file).read(8, 10)).hasSize(2);
        assertThatThrownBy(() -> cluster.source(root + "/none", null, null).list(found -> {}))
                .hasMessageContaining("There is no file or folder webhdfs://");
    }

    @Test
    void looksIntoFoldersOfTableFormatsAndNotOutOfThem() throws IOException {
        put("t/_delta_log/0.json", "{}");
        assertThat(source().folder("t").list("_delta_log")).containsExactly("0.json");
        assertThat(source().folder("t").list("")).containsExactly("_delta_log/");
        assertThat(source().folder("t").list("none")).isEmpty();
        assertThat(source().folder("t").file("_delta_log/0.json").size()).isEqualTo(2);
        assertThatThrownBy(() -> source().folder("t").file("../u")).hasMessageContaining("outside of");
    }

    @Test
    void tellsWhatMayNotBeListedAndGoesOn() throws IOException {
        put("open/a.csv", "1");
        put("secret/a.csv", "1");
        cluster.deny(root + "/secret");
        Listing listing = cluster.source(root, "stranger", null).list(found -> {});
        assertThat(listing.files()).extracting(SourceFile::path).containsExactly("open/a.csv");
        assertThat(listing.problems()).extracting(Problem::path).containsExactly("secret");
        assertThat(listing.problems().get(0).reason()).contains("permission denied");
    }

    @Test
    void registersWhatEnginesRead() {
        assertThat(cluster.source("lake/raw", null, "hdfs://ns1/").locationOf("t/d=1"))
                .isEqualTo("hdfs://ns1/lake/raw/t/d=1");
        assertThat(WebHdfsLocation.parse("WebHDFS://nn/lake/")).hasToString("webhdfs://nn:9870/lake");
        assertThat(WebHdfsLocation.parse("swebhdfs://nn")).hasToString("swebhdfs://nn:9871");
        assertThatThrownBy(() -> WebHdfsLocation.parse("webhdfs:///lake")).hasMessageContaining("names no server");
        assertThatThrownBy(() -> cluster.source("x", null, "ns1")).hasMessageContaining("beginning of locations");
    }

    @Test
    void talksToNoMachineThatItMayNot() {
        Source source =
                new WebHdfsSource(cluster.location(root), new WebHdfsAccess(null, null, null, new Egress(false)));
        assertThatThrownBy(() -> source.list(found -> {})).hasMessageContaining("--allow-loopback");
    }
}
