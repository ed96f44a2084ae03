package dev.skep.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.processes.Rest;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NoSuchViewException;
import org.apache.iceberg.hive.HiveCatalog;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.view.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, views and namespaces of Iceberg. */
class HiveCatalogIT {
    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static HiveCatalog catalog;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(folder.resolve("data"));
        catalog = Catalogs.open(server.thrift(), folder.resolve("lake"), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        catalog.close();
        server.close();
    }

    @Test
    void namespacesKeepTheirPropertiesAndPlaces() {
        Namespace namespace = Namespace.of("places");
        String place = folder.resolve("elsewhere").toUri().toString();
        catalog.createNamespace(namespace, Map.of("location", place, "comment", "of all kinds", "team", "maps"));

        assertThat(catalog.loadNamespaceMetadata(namespace))
                .containsEntry("comment", "of all kinds")
                .containsEntry("team", "maps")
                .hasEntrySatisfying("location", found -> assertThat(path(found)).isEqualTo(path(place)));
        assertThat(catalog.listNamespaces()).contains(namespace);
        assertThatThrownBy(() -> catalog.createNamespace(namespace)).isInstanceOf(AlreadyExistsException.class);

        assertThat(catalog.setProperties(namespace, Map.of("team", "geo", "since", "2024")))
                .isTrue();
        assertThat(catalog.removeProperties(namespace, Set.of("since"))).isTrue();
        assertThat(catalog.loadNamespaceMetadata(namespace))
                .containsEntry("team", "geo")
                .doesNotContainKey("since");

        Table table = Appends.create(catalog, TableIdentifier.of(namespace, "towns"));
        assertThat(path(table.location())).isEqualTo(path(place).resolve("towns"));
        assertThatThrownBy(() -> catalog.dropNamespace(namespace)).isInstanceOf(NamespaceNotEmptyException.class);
        assertThat(catalog.dropTable(TableIdentifier.of(namespace, "towns"))).isTrue();
        assertThat(catalog.dropNamespace(namespace)).isTrue();
        assertThat(catalog.dropNamespace(namespace)).isFalse();
        assertThatThrownBy(() -> catalog.loadNamespaceMetadata(namespace)).isInstanceOf(NoSuchNamespaceException.class);
        assertThatThrownBy(() -> Appends.create(catalog, TableIdentifier.of(namespace, "towns")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void tablesChangeTheirSchemaPartitioningAndProperties() {
        TableIdentifier name = in("changing", "visits");
        Table table = catalog.buildTable(name, Appends.SCHEMA)
                .withPartitionSpec(
                        PartitionSpec.builderFor(Appends.SCHEMA).bucket("id", 4).build())
                .withProperty("owner-team", "web")
                .create();
        assertThatThrownBy(() -> Appends.create(catalog, name)).isInstanceOf(AlreadyExistsException.class);

        table.updateSchema()
                .addColumn("at", Types.TimestampType.withZone())
                .addColumn(
                        "place",
                        Types.StructType.of(Types.NestedField.optional(
                                9, "tags", Types.ListType.ofOptional(10, Types.StringType.get()))))
                .renameColumn("name", "visitor")
                .commit();
        table.updateSpec().addField("visitor").commit();
        table.updateSchema().moveFirst("at").deleteColumn("place").commit();
        table.updateProperties().set("owner-team", "search").set("kept", "x").commit();
        table.updateProperties().remove("kept").commit();

        Table found = catalog.loadTable(name);
        assertThat(found.schema().columns().stream().map(Types.NestedField::name))
                .containsExactly("at", "id", "visitor");
        assertThat(found.spec().fields()).hasSize(2);
        assertThat(found.properties()).containsEntry("owner-team", "search").doesNotContainKey("kept");
        assertThat(server.rest()).satisfies(rest -> {
            var seen = rest.getDatabases("/changing/tables/visits").body();
            assertThat(seen.path("parameters").path("table_type").asText()).isEqualTo("ICEBERG");
            assertThat(seen.path("parameters").path("metadata_location").asText())
                    .isEqualTo(metadata(found).metadataFileLocation());
            assertThat(seen.path("parameters")
                            .path("previous_metadata_location")
                            .asText())
                    .isNotEmpty();
        });
    }

    @Test
    void aWideTableIsKeptWhole() {
        List<Types.NestedField> columns = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            columns.add(Types.NestedField.optional(
                    i, "column_with_a_long_name_" + i, Types.DecimalType.of(20, 4), "comment " + i));
        }
        TableIdentifier name = in("wide", "facts");
        catalog.createTable(name, new Schema(columns));
        assertThat(catalog.loadTable(name).schema().columns()).hasSize(300);
    }

    @Test
    void tablesAreRenamedAndDroppedAndRegisteredAgain() throws IOException {
        TableIdentifier first = in("renamed", "a");
        TableIdentifier second = in("renamed_too", "b");
        Table table = Appends.create(catalog, first);
        String commit = Appends.name();
        Appends.append(table, commit);
        Path metadata = path(metadata(catalog.loadTable(first)).metadataFileLocation());

        catalog.renameTable(first, second);
        assertThat(catalog.tableExists(first)).isFalse();
        assertThat(Appends.of(catalog, second)).containsExactly(commit);
        assertThatThrownBy(() -> catalog.renameTable(first, in("renamed_too", "c")))
                .isInstanceOf(NoSuchTableException.class);
        Appends.create(catalog, first);
        assertThatThrownBy(() -> catalog.renameTable(first, second)).isInstanceOf(AlreadyExistsException.class);

        assertThat(catalog.dropTable(second, false)).isTrue();
        assertThat(metadata).exists();
        catalog.registerTable(second, metadata.toUri().toString());
        assertThat(Appends.of(catalog, second)).containsExactly(commit);
        assertThatThrownBy(() -> catalog.registerTable(second, metadata.toUri().toString()))
                .isInstanceOf(AlreadyExistsException.class);

        assertThat(catalog.dropTable(second, true)).isTrue();
        assertThat(metadata).doesNotExist();
        assertThat(catalog.dropTable(second, true)).isFalse();
        assertThatThrownBy(() -> catalog.loadTable(second)).isInstanceOf(NoSuchTableException.class);
        try (var left = Files.walk(path(table.location()))) {
            assertThat(left.filter(Files::isRegularFile)).isNotEmpty();
        }
    }

    @Test
    void tablesAreReplacedWithAnotherShape() {
        TableIdentifier name = in("replaced", "t");
        Transaction creation = catalog.newCreateTableTransaction(name, Appends.SCHEMA);
        assertThat(catalog.tableExists(name)).isFalse();
        creation.commitTransaction();
        Appends.append(catalog.loadTable(name), Appends.name());

        Schema other = new Schema(Types.NestedField.required(1, "day", Types.DateType.get()));
        catalog.newReplaceTableTransaction(
                        name,
                        other,
                        PartitionSpec.builderFor(other).month("day").build(),
                        false)
                .commitTransaction();
        Table found = catalog.loadTable(name);
        assertThat(found.schema().columns().stream().map(Types.NestedField::name))
                .containsExactly("day");
        assertThat(found.currentSnapshot()).isNull();

        catalog.newReplaceTableTransaction(in("replaced", "fresh"), other, PartitionSpec.unpartitioned(), true)
                .commitTransaction();
        assertThat(catalog.listTables(Namespace.of("replaced"))).hasSize(2);
        assertThatThrownBy(() -> catalog.newReplaceTableTransaction(
                        in("replaced", "missing"), other, PartitionSpec.unpartitioned(), false))
                .isInstanceOf(NoSuchTableException.class);
    }

    @Test
    void viewsAreMadeReplacedRenamedAndDropped() {
        TableIdentifier name = in("viewed", "recent");
        View view = catalog.buildView(name)
                .withSchema(Appends.SCHEMA)
                .withQuery("spark", "select * from visits")
                .withDefaultNamespace(Namespace.of("viewed"))
                .withProperty("kept", "yes")
                .create();
        assertThat(view.currentVersion().versionId()).isEqualTo(1);
        assertThatThrownBy(() -> Appends.create(catalog, name)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.loadTable(name)).isInstanceOf(NoSuchTableException.class);

        catalog.buildView(name)
                .withSchema(new Schema(Types.NestedField.optional(1, "day", Types.DateType.get())))
                .withQuery("spark", "select day from visits")
                .withQuery("trino", "select day from visits")
                .withDefaultNamespace(Namespace.of("viewed"))
                .createOrReplace();
        View replaced = catalog.loadView(name);
        assertThat(replaced.currentVersion().versionId()).isEqualTo(2);
        assertThat(replaced.sqlFor("trino").sql()).isEqualTo("select day from visits");
        replaced.updateProperties().set("kept", "still").commit();

        Appends.create(catalog, in("viewed", "visits"));
        assertThat(catalog.listViews(Namespace.of("viewed"))).containsExactly(name);
        assertThat(catalog.listTables(Namespace.of("viewed"))).containsExactly(in("viewed", "visits"));
        TableIdentifier other = in("viewed", "latest");
        catalog.renameView(name, other);
        assertThat(catalog.loadView(other).properties()).containsEntry("kept", "still");
        assertThat(catalog.viewExists(name)).isFalse();
        assertThatThrownBy(() -> catalog.renameView(other, in("viewed", "visits")))
                .isInstanceOf(AlreadyExistsException.class);
        assertThat(catalog.dropView(other)).isTrue();
        assertThat(catalog.dropView(other)).isFalse();
        assertThatThrownBy(() -> catalog.loadView(other)).isInstanceOf(NoSuchViewException.class);
    }

    @Test
    void tablesOfOtherKindsStandBesideThem() throws IOException {
        in("mixed", "any");
        ObjectNode table = Rest.JSON.createObjectNode().put("name", "plain").put("kind", "external");
        table.putArray("columns").addObject().put("name", "a").put("type", "int");
        table.putObject("storage")
                .put("inputFormat", "x.In")
                .put("outputFormat", "x.Out")
                .putObject("serde")
                .put("library", "x.Serde");
        assertThat(server.rest().post("/mixed/tables", table).status()).isEqualTo(201);
        Appends.create(catalog, in("mixed", "lake"));

        assertThat(catalog.listTables(Namespace.of("mixed"))).containsExactly(in("mixed", "lake"));
        assertThat(catalog.tableExists(in("mixed", "plain"))).isFalse();
        assertThatThrownBy(() -> catalog.loadTable(in("mixed", "plain"))).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> Appends.create(catalog, in("mixed", "plain"))).isInstanceOf(RuntimeException.class);
    }

    /** The name, in a namespace that is there. */
    private static TableIdentifier in(String namespace, String table) {
        if (!catalog.namespaceExists(Namespace.of(namespace))) {
            catalog.createNamespace(Namespace.of(namespace));
        }
        return TableIdentifier.of(namespace, table);
    }

    private static TableMetadata metadata(Table table) {
        return ((BaseTable) table).operations().current();
    }

    private static Path path(String location) {
        return Path.of(URI.create(location).getPath());
    }
}
