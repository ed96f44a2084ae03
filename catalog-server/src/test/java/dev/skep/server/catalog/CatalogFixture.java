package dev.skep.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Serde;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** The services over a store in memory and a warehouse in a folder, at a moment that stands still. */
final class CatalogFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    static final DatabaseName SALES = Names.database(Names.DEFAULT_CATALOG, "sales");

    final Path root;
    final CatalogStore store;
    final CatalogService catalogs;
    final DatabaseService databases;
    final TableService tables;
    final PartitionService partitions;
    final StatisticsService statistics;
    final FunctionService functions;

    CatalogFixture(Path root) {
        this(root, new LocalWarehouseFiles());
    }

    CatalogFixture(Path root, WarehouseFiles files) {
        this(root, files, new Warehouse(at(root, "warehouse"), at(root, "external")));
    }

    CatalogFixture(Path root, WarehouseFiles files, Warehouse warehouse) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        this.root = root;
        this.store = SqlCatalogStore.open(
                new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 8), new StatementCounter());
        this.catalogs = new CatalogService(store, files, warehouse, clock, UUID::randomUUID);
        this.databases = new DatabaseService(store, files, warehouse, clock);
        this.tables = new TableService(store, files, warehouse, clock);
        this.partitions = new PartitionService(store, files, clock);
        this.statistics = new StatisticsService(store);
        this.functions = new FunctionService(store, clock);
        databases.create(new Database(SALES, null, null, null, null, Map.of(), Extras.NONE), WriteMode.APPLY);
    }

    static TableName table(String name) {
        return Names.table(SALES, name);
    }

    static Layout layout(Column... columns) {
        return new Layout(
                List.of(columns),
                "org.apache.hadoop.mapred.TextInputFormat",
                "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                false,
                -1,
                new Serde(null, "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe", Map.of()),
                List.of(),
                List.of(),
                Map.of(),
                false,
                Extras.NONE);
    }

    static final Layout ID_AND_NAME = layout(new Column("id", "bigint"), new Column("name", "string", "who"));

    static Table draft(String name, TableKind kind, @Nullable String location, Column... keys) {
        return new Table(
                table(name),
                kind,
                null,
                null,
                null,
                0,
                location,
                ID_AND_NAME,
                List.of(keys),
                Map.of(),
                null,
                Extras.NONE);
    }

    static Table renamed(Table table, TableName name) {
        return new Table(
                name,
                table.kind(),
                table.owner(),
                table.createdAt(),
                table.lastAccessedAt(),
                table.retention(),
                table.location(),
                table.layout(),
                table.partitionKeys(),
                table.parameters(),
                table.viewText(),
                Extras.NONE);
    }

    static Partition partition(String... values) {
        return new Partition(List.of(values), null, null, null, ID_AND_NAME, Map.of(), Extras.NONE);
    }

    /** A file in the warehouse, with what it holds. */
    Path file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    String at(String path) {
        return at(root, path);
    }

    private static String at(Path root, String path) {
        return LocalWarehouseFiles.fileLocation(root.resolve(path));
    }

    /** Expects a refusal of this kind that says this. */
    static void refused(ErrorKind kind, String inMessage, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(inMessage);
    }

    @Override
    public void close() {
        store.close();
    }
}
