package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Inference.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What inference promises about any bytes: an answer that a reader meant, soon, in little memory. */
final class FuzzedInference {

    /**
     * A deadline, not a measure: some KiB that take a processor this long are an attack that works. Time in which other
     * programs have the processor does not count.
     */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int LARGEST_SEED = 64 << 10;

    private static final SchemaInference INFERENCE = SchemaInference.standard();

    private FuzzedInference() {}

    /** Infers the bytes; a defect is an exception, an answer that nobody foresaw, or one that takes long. */
    static void answers(String name, byte[] bytes) throws IOException {
        long from = THREADS.getCurrentThreadCpuTime();
        Inference answer = INFERENCE.infer(ByteSource.of(name, bytes));
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - from)).isLessThan(DEADLINE);
        if (answer instanceof Unreadable unreadable) {
            assertThat(unreadable.detail()).isNotBlank().doesNotContain("unexpectedly");
        }
    }

    /** The small files of a folder of test resources whose names end so. */
    static List<byte[]> files(String folder, List<String> endings) {
        try (Stream<Path> files = Files.walk(Path.of(Objects.requireNonNull(FuzzedInference.class.getResource(folder))
                .toURI()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> endings.stream().anyMatch(file.toString()::endsWith))
                    .map(FuzzedInference::bytes)
                    .filter(bytes -> bytes.length <= LARGEST_SEED)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
