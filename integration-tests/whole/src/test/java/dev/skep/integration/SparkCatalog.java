package dev.skep.integration;

import dev.skep.processes.Rest;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A server with an empty catalog, and a Spark session that knows no other catalog. */
final class SparkCatalog implements AutoCloseable {
    private final Path folder;
    private final ServerProcess server;
    private final SparkSession spark;

    SparkCatalog() throws IOException {
        folder = Files.createTempDirectory("skep-spark");
        server = ServerProcess.start(
                folder.resolve("data"), "--warehouse", warehouse().toString());
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("skep")
                .config("spark.sql.catalogImplementation", "hive")
                .config("spark.hadoop.hive.metastore.uris", server.thrift().toString())
                .config("spark.sql.warehouse.dir", warehouse().toUri().toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                // Plans are looked at before they run.
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.hadoop.hive.exec.dynamic.partition.mode", "nonstrict")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.local.dir", folder.resolve("scratch").toString())
                .getOrCreate();
    }

    Path warehouse() {
        return folder.resolve("warehouse");
    }

    /** A folder for files that no table owns. */
    Path newFolder(String name) throws IOException {
        return Files.createDirectories(folder.resolve("outside").resolve(name));
    }

    ServerProcess server() {
        return server;
    }

    Rest rest() {
        return server.rest();
    }

    Dataset<Row> sql(String statement) {
        return spark.sql(statement);
    }

    SparkSession session() {
        return spark;
    }

    /** Drops Spark's own caches, so that what is read next comes from the catalog and the files. */
    void forgetWhatSparkRemembers() {
        spark.catalog().clearCache();
        spark.sessionState().catalog().invalidateAllCachedTables();
    }

    /** The rows of a query, each as the texts of its values joined by {@code |}. */
    List<String> rows(String query) {
        return sql(query).collectAsList().stream().map(row -> row.mkString("|")).toList();
    }

    /** The one value of a query. */
    Object value(String query) {
        return sql(query).collectAsList().get(0).get(0);
    }

    /** The names of the partitions of a table as the catalog spells them. */
    List<String> partitions(String table) {
        return rows("SHOW PARTITIONS " + table);
    }

    /** The data files below a folder, relative to it. */
    static List<String> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.getFileName().toString().matches("[._].*"))
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        spark.stop();
        server.close();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
