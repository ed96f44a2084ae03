package dev.skep.benchmarks;

import dev.skep.benchmarks.ServerUnderTest.Store;
import dev.skep.benchmarks.Workload.Operation;
import dev.skep.thrift.ThriftException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that measures and prints a table. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures the calls that Spark makes, over the wire, and prints a table in Markdown.")
public final class Main implements Callable<Integer> {
    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "A server that runs, such as thrift://127.0.0.1:9083; without it, one is started per store.")
    private @Nullable URI uri;

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "catalog-server/target/catalog-server.jar",
            description = "The server to start (${DEFAULT-VALUE}).")
    private Path jar = Path.of("catalog-server.jar");

    @Option(
            names = "--store",
            split = ",",
            defaultValue = "H2,POSTGRESQL",
            description = "Its databases (${DEFAULT-VALUE}).")
    private List<Store> stores = List.of();

    @Option(
            names = "--partitions",
            split = ",",
            defaultValue = "10000,100000",
            description = "Sizes of the table (${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--concurrency",
            split = ",",
            defaultValue = "1,4",
            description = "Connections at once (${DEFAULT-VALUE}).")
    private List<Integer> concurrencies = List.of();

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "3000",
            description = "Time before measuring an operation (${DEFAULT-VALUE}).")
    private long warmUpMillis;

    @Option(
            names = "--time",
            paramLabel = "MILLIS",
            defaultValue = "5000",
            description = "Time to measure an operation (${DEFAULT-VALUE}).")
    private long timeMillis;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Measure only operations whose label holds this.")
    private String only = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        out.println("| store | partitions | connections | operation | steps | steps/s | p50 ms | p95 ms | p99 ms |");
        out.println("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        Optional<URI> running = Optional.ofNullable(uri);
        if (running.isPresent()) {
            measure("running", running.get(), out);
            return 0;
        }
        for (Store store : stores) {
            Path folder = Files.createTempDirectory("skep-benchmark");
            try (ServerUnderTest server = ServerUnderTest.start(jar, store, folder)) {
                measure(store.name().toLowerCase(Locale.ROOT), server.thrift(), out);
            }
        }
        return 0;
    }

    private void measure(String store, URI server, PrintWriter out)
            throws IOException, TException, ThriftException, InterruptedException, ExecutionException {
        Path root = Files.createTempDirectory("skep-benchmark-root");
        for (int partitions : sizes) {
            Workload workload = new Workload("benchmark_" + partitions, "file:" + root, partitions);
            Driver driver = new Driver(server, Duration.ofMillis(warmUpMillis), Duration.ofMillis(timeMillis));
            try (ThriftConnection connection = new ThriftConnection(server)) {
                load(store, workload, connection, out);
                for (int concurrency : concurrencies) {
                    for (Operation operation : workload.operations()) {
                        if (operation.label().contains(only)) {
                            print(store, partitions, driver.measure(operation, concurrency), out);
                        }
                    }
                }
                workload.drop(connection);
            }
        }
    }

    private static void load(String store, Workload workload, ThriftConnection connection, PrintWriter out)
            throws TException, ThriftException {
        long start = System.nanoTime();
        workload.load(connection);
        long nanos = System.nanoTime() - start;
        print(
                store,
                workload.partitions(),
                new Measurement("load by add_partitions_req, 1000", 1, List.of(nanos), Duration.ofNanos(nanos)),
                out);
    }

    private static void print(String store, int partitions, Measurement measured, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "| %s | %,d | %d | %s | %,d | %,.1f | %,.2f | %,.2f | %,.2f |%n",
                store,
                partitions,
                measured.concurrency(),
                measured.label(),
                measured.count(),
                measured.perSecond(),
                measured.percentileMillis(0.50),
                measured.percentileMillis(0.95),
                measured.percentileMillis(0.99));
        out.flush();
    }
}
