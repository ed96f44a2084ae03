package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        assertThat(output).contains("1 GiB of rows: Inferred", "gzip bomb: Inferred", "100,000 columns: Unreadable");
    }
}
