package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every operation runs; how fast is not asserted. */
class SmokeIT {
    @Test
    void measuresEveryOperation() {
        Path jar = Path.of(System.getProperty("basedir", ""))
                .resolveSibling("catalog-server")
                .resolve("target/catalog-server.jar");
        StringWriter out = new StringWriter();

        int exitCode = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .execute(
                        "--jar",
                        jar.toString(),
                        "--store",
                        "h2,postgresql",
                        "--partitions",
                        "100",
                        "--concurrency",
                        "1,2",
                        "--warm-up",
                        "0",
                        "--time",
                        "10");

        assertThat(exitCode).isZero();
        int operations = new Workload("d", "file:/nowhere", 100).operations().size();
        assertThat(out.toString().lines())
                .hasSize(2 + 2 * (1 + 2 * operations))
                .allMatch(line -> line.startsWith("| "));
    }
}
