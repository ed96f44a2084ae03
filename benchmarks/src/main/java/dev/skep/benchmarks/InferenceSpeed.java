package dev.skep.benchmarks;

import dev.skep.inference.ByteSource;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how many files a second one core infers, beside DuckDB in the same run, and the memory that the largest takes. */
@Command(
        name = "inference-speed",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures files a second on one core, and prints a table in Markdown.")
public final class InferenceSpeed implements Callable<Integer> {

    /** Files of this size and below count as small. */
    private static final long SMALL = 64 << 10;

    @Parameters(paramLabel = "FOLDER", description = "Files to read; their extensions sort them into groups.")
    private Path folder = Path.of("");

    @Option(names = "--time", paramLabel = "MILLIS", defaultValue = "5000", description = "Time to measure a group.")
    private long timeMillis;

    private final SchemaInference inference = SchemaInference.standard();

    /** One inference of one file. */
    private interface Work {
        void run(Path file) throws IOException, SQLException;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new InferenceSpeed()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        System.out.println("| files | count | Skep, files/s | DuckDB, files/s | Skep, peak MiB above the idle JVM |");
        System.out.println("| --- | ---: | ---: | ---: | ---: |");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = 1");
            row("small CSV", files(".csv", ".tsv"), file -> duckDb(statement, "sniff_csv", file));
            row("JSON", files(".json", ".jsonl", ".ndjson"), file -> duckDb(statement, "read_json_auto", file));
            row("Parquet", files(".parquet"), file -> duckDb(statement, "read_parquet", file));
            row("ORC and Avro", files(".orc", ".avro"), file -> {
                throw new SQLException("not read");
            });
        }
        return 0;
    }

    private List<Path> files(String... extensions) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file ->
                            Stream.of(extensions).anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                    .filter(file ->
                            !extensions[0].equals(".csv") || file.toFile().length() <= SMALL)
                    .sorted()
                    .toList();
        }
    }

    private void row(String group, List<Path> files, Work peer) throws IOException, SQLException {
        if (files.isEmpty()) {
            return;
        }
        double ours = perSecond(files, this::infer);
        double theirs;
        try {
            peer.run(files.get(0));
            theirs = perSecond(files, peer);
        } catch (SQLException e) {
            theirs = Double.NaN;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %s | %.1f |%n",
                group,
                files.size(),
                ours,
                Double.isNaN(theirs) ? "–" : String.format(Locale.ROOT, "%.0f", theirs),
                peak(files));
    }

    /** From disk, one after another, after as long a time to warm up. */
    private double perSecond(List<Path> files, Work work) throws IOException, SQLException {
        repeat(files, work);
        return repeat(files, work);
    }

    private double repeat(List<Path> files, Work work) throws IOException, SQLException {
        long start = System.nanoTime();
        long limit = Duration.ofMillis(timeMillis).toNanos();
        long done = 0;
        while (System.nanoTime() - start < limit) {
            for (Path file : files) {
                try {
                    work.run(file);
                } catch (SQLException e) {
                    // A file that the peer refuses takes its time all the same.
                }
                done++;
            }
        }
        return done * 1e9 / (System.nanoTime() - start);
    }

    private void infer(Path file) throws IOException {
        inference.infer(ByteSource.of(file.toString(), Files.readAllBytes(file)));
    }

    private static void duckDb(Statement statement, String function, Path file) throws SQLException {
        String table = function + "('" + file.toString().replace("'", "''") + "')";
        boolean sniff = function.equals("sniff_csv");
        try (ResultSet rows = statement.executeQuery(sniff ? "from " + table : "describe from " + table)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** The largest growth of the heap that any one file brings; an upper bound, since garbage counts. */
    private double peak(List<Path> files) throws IOException {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        long largest = 0;
        for (Path file : files) {
            System.gc();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long before =
                    heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
            infer(file);
            long after = heap.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            largest = Math.max(largest, after - before);
        }
        return largest / 1048576.0;
    }
}
