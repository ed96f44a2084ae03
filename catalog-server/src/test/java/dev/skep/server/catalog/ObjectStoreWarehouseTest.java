package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.NOW;
import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.partition;
import static dev.skep.server.catalog.CatalogFixture.renamed;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.PartitionDiscovery.Outcome;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.files.FilesByScheme;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.files.s3.S3Server;
import dev.skep.server.model.Column;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.store.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services over a warehouse in an object store. */
class ObjectStoreWarehouseTest {
    private static final String DATABASE = "warehouse/sales.db/";

    @TempDir
    Path root;

    private S3Server server;
    private WarehouseFiles files;
    private CatalogFixture catalog;

    @BeforeEach
    void open() throws Exception {
        server = new S3Server();
        files = new FilesByScheme(Map.of("s3a", server.files()), new LocalWarehouseFiles());
        catalog = new CatalogFixture(root, files, new Warehouse("s3a://lake/warehouse", null));
        Table table = draft("t", TableKind.MANAGED, null, new Column("day", "string"));
        catalog.tables.create(table.withParameters(Map.of("discover.partitions", "true")), WriteMode.APPLY);
        catalog.partitions.add(table("t"), found -> List.of(partition("1"), partition("2")), false, WriteMode.APPLY);
    }

    @AfterEach
    void close() {
        catalog.close();
        server.close();
    }

    @Test
    void aTableIsMadeFilledRenamedAndDropped() {
        assertThat(server.read(DATABASE + "t/")).isEmpty();
        assertThat(server.read(DATABASE + "t/day=2/")).isEmpty();
        server.write(DATABASE + "t/day=1/x", "1");

        catalog.tables.alter(
                table("t"), current -> renamed(current, table("u")), false, Precondition.NONE, WriteMode.APPLY);
        assertThat(server.read(DATABASE + "u/day=1/x")).isEqualTo("1");
        assertThat(files.isDirectory("s3a://lake/" + DATABASE + "t")).isFalse();
        assertThat(locations("u"))
                .containsExactly("s3a://lake/" + DATABASE + "u/day=1", "s3a://lake/" + DATABASE + "u/day=2");

        catalog.tables.drop(table("u"), DroppedFiles.PURGED, Precondition.NONE, WriteMode.APPLY);
        assertThat(files.isDirectory("s3a://lake/" + DATABASE + "u")).isFalse();
        assertThat(files.isDirectory("s3a://lake/" + DATABASE)).isTrue();
    }

    @Test
    void partitionsFollowTheirDirectories() {
        server.write(DATABASE + "t/day=3/x", "1");
        server.delete(DATABASE + "t/day=2/");

        PartitionDiscovery discovery = new PartitionDiscovery(
                catalog.store,
                catalog.partitions,
                files,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new DiscoveryScope(NamePattern.ALL, NamePattern.ALL, Set.of(TableKind.MANAGED), Duration.ofHours(1)));
        assertThat(discovery.run()).isEqualTo(new Outcome(1, 1, 0));
        assertThat(locations("t"))
                .containsExactly("s3a://lake/" + DATABASE + "t/day=1", "s3a://lake/" + DATABASE + "t/day=3");
    }

    private List<String> locations(String table) {
        return catalog.partitions.page(table(table), new Selection.All(), new Page(null, 10)).stream()
                .map(stored -> stored.value().location())
                .toList();
    }
}
