package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopFileIO;
import org.apache.iceberg.hadoop.HadoopTables;
import org.apache.iceberg.hive.HiveCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that lie in a folder, and that a crawl registers: Iceberg reads their rows by the catalog, and goes on with them. */
class CrawledTablesIT {
    @TempDir
    private Path folder;

    @Test
    void areReadAndWrittenThroughTheCatalog() throws IOException {
        Path lake = folder.resolve("lake");
        Table byPath = new HadoopTables(new Configuration())
                .create(
                        Appends.SCHEMA,
                        PartitionSpec.unpartitioned(),
                        Map.of(),
                        lake.resolve("visits").toUri().toString());
        Rows.append(byPath, 1, "ann");
        TableIdentifier name = TableIdentifier.of("crawled", "visits");
        try (ServerProcess server = ServerProcess.start(folder.resolve("data"));
                // Names files as they are named in the catalog, as engines do.
                HiveCatalog catalog =
                        Catalogs.open(server.thrift(), folder.resolve("warehouse"), HadoopFileIO.class, Map.of())) {
            crawl(lake, server);
            assertThat(Rows.of(catalog.loadTable(name))).containsExactly("1 ann");

            Rows.append(byPath, 2, "bob");
            crawl(lake, server);
            assertThat(Rows.of(catalog.loadTable(name))).containsExactly("1 ann", "2 bob");

            Rows.append(catalog.loadTable(name), 3, "cat");
            String state = server.rest()
                    .getDatabases("/crawled/tables/visits")
                    .body()
                    .path("parameters")
                    .path("metadata_location")
                    .asText();
            crawl(lake, server);
            assertThat(Rows.of(catalog.loadTable(name))).containsExactly("1 ann", "2 bob", "3 cat");
            assertThat(server.rest()
                            .getDatabases("/crawled/tables/visits")
                            .body()
                            .path("parameters"))
                    .as("the state that the catalog's last writer left")
                    .anySatisfy(value -> assertThat(value.asText()).isEqualTo(state));
        }
    }

    private void crawl(Path lake, ServerProcess server) {
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(List.of(
                "crawl",
                lake.toString(),
                "--database",
                "crawled",
                "--server",
                server.http().toString()));
        Ended ended = Program.run(folder, Map.of(), command);
        assertThat(ended.exitCode()).as("%s", ended).isZero();
    }
}
