package dev.skep.benchmarks;

import dev.skep.benchmarks.ServerUnderTest.Store;
import dev.skep.benchmarks.SyntheticStore.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures crawls of one large partitioned table in an object store, with the packaged crawler and the packaged server as
 * processes of their own: for the first time, again with nothing changed, and with one more partition.
 */
@Command(
        name = "crawl-speed",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures crawls of many small objects, and prints a table in Markdown.")
public final class CrawlSpeed implements Callable<Integer> {

    @Option(names = "--agent", paramLabel = "FILE", description = "The crawler to start ($" + "{DEFAULT-VALUE}).")
    private Path agent = Path.of("crawler-agent/target/crawler-agent.jar");

    @Option(names = "--jar", paramLabel = "FILE", description = "The server to start ($" + "{DEFAULT-VALUE}).")
    private Path jar = Path.of("catalog-server/target/catalog-server.jar");

    @Option(names = "--objects", description = "How many ($" + "{DEFAULT-VALUE}).")
    private int objects = 100_000;

    @Option(names = "--partitions", description = "In so many folders ($" + "{DEFAULT-VALUE}).")
    private int partitions = 1_000;

    @Option(names = "--heap", description = "The crawler's -Xmx ($" + "{DEFAULT-VALUE}).")
    private String heap = "512m";

    @Option(
            names = "--latency",
            paramLabel = "MILLIS",
            description = "What each request to the store takes at least ($" + "{DEFAULT-VALUE}).")
    private long latencyMillis;

    @Option(names = "--java-option", description = "Another option for the crawler's JVM.")
    private List<String> javaOptions = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CrawlSpeed()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Shape shape = new Shape(partitions, objects / partitions);
        Path folder = Files.createTempDirectory("skep-crawl-speed");
        System.out.println(
                "| objects | partitions | crawl | seconds | of processors | lists | reads | memory, MiB | load |");
        System.out.println("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        try (SyntheticStore store = SyntheticStore.start(shape, latencyMillis);
                ServerUnderTest server = ServerUnderTest.start(jar, Store.H2, folder)) {
            measure("first", store, server, folder);
            measure("unchanged", store, server, folder);
            store.become(new Shape(partitions + 1, shape.filesPerFolder()));
            measure("one partition more", store, server, folder);
        }
        return 0;
    }

    private void measure(String label, SyntheticStore store, ServerUnderTest server, Path folder)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx" + heap),
                        javaOptions.stream(),
                        Stream.of(
                                "-jar",
                                agent.toString(),
                                "crawl",
                                "s3://" + SyntheticStore.BUCKET,
                                "--endpoint",
                                store.endpoint().toString(),
                                "--path-style",
                                "--anonymous",
                                "--region",
                                "us-east-1",
                                "-d",
                                "benchmark",
                                "--server",
                                server.http().toString()))
                .flatMap(part -> part)
                .toList();
        Path log = folder.resolve("crawl.log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long memory = 0;
        double processors = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            memory = Math.max(memory, residentKib(process.pid()));
            processors = process.info()
                    .totalCpuDuration()
                    .map(time -> time.toMillis() / 1_000.0)
                    .orElse(processors);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException("The crawl failed: " + Files.readString(log));
        }
        System.out.printf(
                Locale.ROOT,
                "| %,d | %,d | %s | %.1f | %.1f | %,d | %,d | %d | %.1f |%n",
                objects,
                partitions,
                label,
                seconds,
                processors,
                store.listings(),
                store.reads(),
                memory >> 10,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The most memory the process had, on Linux; 0 elsewhere. */
    private static long residentKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            Optional<String> most =
                    lines.filter(line -> line.startsWith("VmHWM:")).findFirst();
            return most.map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
        } catch (IOException e) {
            return 0; // it ended
        }
    }
}
