package dev.skep.iceberg;

import dev.skep.iceberg.Appends.Outcome;
import dev.skep.processes.Program;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hive.HiveCatalog;

/**
 * A program that commits, and says of each commit what it was told. Arguments: the server, the warehouse, how many threads
 * commit to each table, how many times each does, the tables, and settings as {@code key=value}.
 */
final class CommitProcess {
    private CommitProcess() {}

    /** How a program is run that commits to tables. */
    record Work(int threads, int commits, List<String> tables, Map<String, String> settings) {}

    static Program start(URI metastore, Path warehouse, Work work) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CommitProcess.class.getName(),
                metastore.toString(),
                warehouse.toString(),
                String.valueOf(work.threads()),
                String.valueOf(work.commits()),
                String.join(",", work.tables())));
        work.settings().forEach((key, value) -> command.add(key + "=" + value));
        return Program.start(Path.of("/"), Map.of(), command);
    }

    /** The names of the commits that a program told to have ended so. */
    static List<String> told(String out, Outcome outcome) {
        return out.lines()
                .filter(line -> line.startsWith(outcome + " "))
                .map(line -> line.substring(outcome.name().length() + 1))
                .toList();
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Arrays.stream(arguments)
                .skip(5)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        int threads = Integer.parseInt(arguments[2]);
        int commits = Integer.parseInt(arguments[3]);
        List<String> tables = List.of(arguments[4].split(",", -1));
        ExecutorService pool = Executors.newFixedThreadPool(threads * tables.size());
        try (HiveCatalog catalog = Catalogs.open(URI.create(arguments[0]), Path.of(arguments[1]), settings)) {
            List<Future<?>> running = new ArrayList<>();
            for (String table : tables) {
                for (int i = 0; i < threads; i++) {
                    running.add(pool.submit(() -> commit(catalog, TableIdentifier.parse(table), commits)));
                }
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void commit(Catalog catalog, TableIdentifier name, int commits) {
        Table table = catalog.loadTable(name);
        for (int i = 0; i < commits; i++) {
            String commit = Appends.name();
            Outcome outcome = Appends.append(table, commit);
            System.out.println(outcome + " " + commit);
        }
    }
}
