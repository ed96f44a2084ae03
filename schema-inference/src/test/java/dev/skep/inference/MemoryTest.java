package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    /** What a JVM and its libraries take, and 64 MiB. */
    private static final String HEAP = "-Xmx80m";

    @Test
    void aSmallHeapSufficesForAnySource() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Largest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("1 GiB of rows: Inferred", "100,000 columns: Unreadable");
        for (String codec : List.of("gzip", "xz", "zip", "bzip2", "zstd", "lz4", "snappy")) {
            assertThat(output).contains("\n" + codec + " bomb: Inferred, sampled\n");
        }
        for (String nested :
                List.of("bzip2 bomb in gzip", "zstd bomb in zip", "lz4 bomb in zstd", "snappy bomb in lz4")) {
            assertThat(output).contains(nested + ": Inferred, sampled\n");
        }
        assertThat(output)
                .contains("empty streams of bzip2 in gzip: Unreadable, more than 16 MiB of its bzip2 stream")
                .contains("empty streams of xz in zstd: Unreadable, more than 16 MiB of its xz stream")
                .contains("empty streams of gzip: Unreadable, too many streams of its gzip stream are empty");
        assertThat(output)
                .contains("snappy block that claims 2 GiB: Unreadable")
                .contains("blocks that claim 2 GiB: Unreadable");
    }
}
