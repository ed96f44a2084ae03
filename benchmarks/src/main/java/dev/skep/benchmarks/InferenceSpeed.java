package dev.skep.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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

/**
 * Measures how many files are inferred in a second of processor time, beside DuckDB in the same run, and the memory that the
 * largest takes.
 *
 * <p>Processor time is the whole process's, so compiling and collecting garbage are in it, and what else the machine does is not.
 */
@Command(
        name = "inference-speed",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures files a second of processor time, and prints a table in Markdown.")
public final class InferenceSpeed implements Callable<Integer> {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** What DuckDB is asked for a file; empty where it does not read such files. */
    private enum Group {
        CSV("CSV", "from sniff_csv('%s')", "csv|tsv|psv"),
        JSON("JSON", "describe from read_json_auto('%s')", "json|jsonl|ndjson"),
        PARQUET("Parquet", "describe from read_parquet('%s')", "parquet"),
        ORC("ORC", "", "orc"),
        AVRO("Avro", "", "avro"),
        XML("XML", "", "xml"),
        EXCEL("Excel", "", "xlsx|xls");

        private final String shown;
        private final String query;
        private final String extensions;

        Group(String shown, String query, String extensions) {
            this.shown = shown;
            this.query = query;
            this.extensions = extensions;
        }

        boolean holds(Path file) {
            return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(" + extensions + ")");
        }
    }

    @Parameters(paramLabel = "FOLDER", description = "Files to read; their extensions sort them into groups.")
    private Path folder = Path.of("");

    @Option(names = "--time", paramLabel = "MILLIS", defaultValue = "5000", description = "Time to measure a group.")
    private long timeMillis;

    @Option(
            names = "--largest",
            paramLabel = "KIB",
            defaultValue = "64",
            description = "Files above this size are left out; the footers of larger files say more about the disk.")
    private long largestKib;

    @Option(names = "--only", paramLabel = "GROUP", description = "One of $" + "{COMPLETION-CANDIDATES}.")
    private List<Group> only = List.of(Group.values());

    private final SchemaInference inference = SchemaInference.standard();

    /** One inference of one file. */
    private interface Work {
        void run(Path file) throws IOException;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new InferenceSpeed()).execute(args));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        System.out.println("| files | count | KiB, mean | Skep, files/s | DuckDB, files/s | Skep, peak MiB |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
        try (Connection peer = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = peer.createStatement()) {
                statement.execute("set threads = 1");
            }
            for (Group group : only) {
                row(group, files(group), peer);
            }
        }
        return 0;
    }

    private List<Path> files(Group group) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(group::holds)
                    .filter(file -> file.toFile().length() <= largestKib << 10)
                    .sorted()
                    .toList();
        }
    }

    private void row(Group group, List<Path> files, Connection peer) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        double ours = perSecond(files, this::infer);
        String theirs = group.query.isEmpty()
                ? "–"
                : String.format(Locale.ROOT, "%.0f", perSecond(files, file -> duckDb(peer, group.query, file)));
        double bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %s | %.1f |%n",
                group.shown,
                files.size(),
                bytes / files.size() / 1024,
                ours,
                theirs,
                peak(files));
    }

    /** From disk, one after another, after as long a time to warm up. */
    private double perSecond(List<Path> files, Work work) throws IOException {
        repeat(files, work);
        return repeat(files, work);
    }

    private double repeat(List<Path> files, Work work) throws IOException {
        long start = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        long limit = Duration.ofMillis(timeMillis).toNanos();
        long done = 0;
        while (System.nanoTime() - start < limit) {
            for (Path file : files) {
                work.run(file);
                done++;
            }
        }
        return done * 1e9 / (PROCESS.getProcessCpuTime() - processor);
    }

    private void infer(Path file) throws IOException {
        inference.infer(ByteSource.of(file.toString(), Files.readAllBytes(file)));
    }

    private static void duckDb(Connection connection, String query, Path file) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        String.format(query, file.toString().replace("'", "''")))) {
            while (rows.next()) {
                rows.getObject(1);
            }
        } catch (SQLException e) {
            // A file that it refuses takes its time all the same.
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
