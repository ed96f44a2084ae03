package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogs, databases, tables and functions as a client of any release of Hive sees them. */
abstract class HiveTablesKit {
    private final Library library;
    private final String release;

    @TempDir
    Path root;

    private HiveServer server;
    PublishedClient client;

    HiveTablesKit(String release) {
        this.release = release;
        this.library = Library.of(release);
    }

    @BeforeEach
    void start() throws Exception {
        server = HiveServer.start(root);
        client = new PublishedClient(library, Form.BINARY, server.port());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private boolean knowsCatalogs() {
        return !release.equals("hive-2.3");
    }

    @Test
    void keepsCatalogsApart() throws Exception {
        if (!knowsCatalogs()) {
            return;
        }
        createCatalog("lake", "file:" + root.resolve("lake"));
        Object names = client.call("get_catalogs");
        assertThat(PublishedClient.get(names, "names")).isEqualTo(List.of("hive", "lake"));
        Object lake = PublishedClient.get(
                client.call("get_catalog", client.struct("GetCatalogRequest", Map.of("name", "LAKE"))), "catalog");
        assertThat(PublishedClient.get(lake, "locationUri")).isEqualTo("file:" + root.resolve("lake"));
        client.call("create_database", client.struct("Database", Map.of("name", "sales", "catalogName", "lake")));
        assertThat(client.call("get_databases", "@lake#*")).isEqualTo(List.of("default", "sales"));
        assertThat(client.call("get_databases", "*")).isEqualTo(List.of("default"));
        client.call("create_table", table("@lake#sales", "visits", Map.of()));
        assertThat(client.call("get_tables", "@lake#sales", "*")).isEqualTo(List.of("visits"));
        assertThat(PublishedClient.get(getTable("lake", "sales", "visits"), "catName"))
                .isEqualTo("lake");
        refused("NoSuchObjectException", "sales.visits", "get_table_req", request(null, "sales", "visits"));

        refused("InvalidOperationException", "sales", "drop_catalog", dropRequest("lake"));
        refused("MetaException", "hive", "drop_catalog", dropRequest("hive"));
        client.call("drop_table", "@lake#sales", "visits", true);
        client.call("drop_database", "@lake#sales", true, false);
        client.call("drop_catalog", dropRequest("lake"));
        refused(
                "NoSuchObjectException",
                "lake",
                "get_catalog",
                client.struct("GetCatalogRequest", Map.of("name", "lake")));
    }

    @Test
    void saysWhatIsWrongWithACatalog() throws Exception {
        if (!knowsCatalogs()) {
            return;
        }
        createCatalog("lake", "file:" + root.resolve("lake"));
        RemoteFailure twice = failure(() -> createCatalog("lake", "file:" + root.resolve("other")));
        assertThat(twice.type).isEqualTo("AlreadyExistsException");
        Object placeless = client.struct("Catalog", Map.of("name", "sea"));
        refused(
                "InvalidObjectException",
                "no location",
                "create_catalog",
                client.struct("CreateCatalogRequest", Map.of("catalog", placeless)));
        refused("MetaException", "no catalog", "create_catalog", client.struct("CreateCatalogRequest", Map.of()));
        refused(
                "InvalidOperationException",
                "renamed",
                "alter_catalog",
                client.struct("AlterCatalogRequest", Map.of("name", "lake", "newCat", placeless)));
        assertThat(client.call("get_metastore_db_uuid")).isEqualTo(client.call("get_metastore_db_uuid"));
    }

    @Test
    void findsTablesByFilter() throws Exception {
        client.call("create_database", client.struct("Database", Map.of("name", "sales")));
        client.call("create_table", table("sales", "a", Map.of("Colour", "blue", "discover.partitions", "TRUE")));
        client.call("create_table", table("sales", "b", Map.of("Colour", "red")));
        client.call("create_table", table("sales", "c", Map.of()));
        assertThat(filtered("hive_filter_field_owner__ = \"tess\"", -1)).isEqualTo(List.of("a", "b", "c"));
        assertThat(filtered("hive_filter_field_owner__ like \"t.*\"", 2)).isEqualTo(List.of("a", "b"));
        assertThat(filtered("hive_filter_field_params__Colour = \"red\"", -1)).isEqualTo(List.of("b"));
        assertThat(filtered("hive_filter_field_params__Colour != \"red\"", -1)).isEqualTo(List.of("a"));
        assertThat(filtered("hive_filter_field_last_access__ > 5", -1)).isEqualTo(List.of());
        assertThat(filtered(
                        "hive_filter_field_last_access__ < 5 and not hive_filter_field_params__Colour = \"blue\"", -1))
                .isEqualTo(List.of("b"));
        assertThat(filtered("hive_filter_field_params__discover__partitions like \"true\"", -1))
                .isEqualTo(List.of("a"));
        assertThat(filtered("hive_filter_field_params__discover__partitions != \"true\"", -1))
                .isEqualTo(List.of());
        // As the client of Hive 4.1 asks for the tables of SHOW TABLES LIKE.
        assertThat(filtered("hive_filter_field_tableName__ like \"(?i)A.*\"", -1))
                .isEqualTo(List.of("a"));
        assertThat(filtered("hive_filter_field_tableName__ like \"(?i).\"", 2)).isEqualTo(List.of("a", "b"));
        assertThat(filtered("hive_filter_field_tableName__ like \"(?i)_\"", -1)).isEqualTo(List.of());
        refused(
                "MetaException",
                "in any case",
                "get_table_names_by_filter",
                "sales",
                "hive_filter_field_owner__ like \"(?i)T.*\"",
                (short) -1);
        refused("MetaException", "colour", "get_table_names_by_filter", "sales", "colour = 1", (short) -1);
        refused(
                "MetaException",
                "seconds",
                "get_table_names_by_filter",
                "sales",
                "hive_filter_field_last_access__ = \"x\"",
                (short) -1);
        refused("InvalidOperationException", "filter", "get_table_names_by_filter", "sales", null, (short) -1);
        refused("UnknownDBException", "database", "get_table_names_by_filter", null, "x = 1", (short) -1);
        assertThat(client.call("get_table_names_by_filter", "nowhere", "hive_filter_field_owner__ = \"x\"", (short) -1))
                .isEqualTo(List.of());
    }

    @Test
    void givesTheFieldsThatAreAskedFor() throws Exception {
        if (!release.startsWith("hive-4")) {
            return;
        }
        client.call("create_database", client.struct("Database", Map.of("name", "sales")));
        client.call("create_table", table("sales", "a", Map.of("colour", "blue")));
        Object named = only(Map.of("dbName", "s*", "tablesPattern", "*"), List.of("tableName", "owner"));
        assertThat(PublishedClient.get(named, "tableName")).isEqualTo("a");
        assertThat(PublishedClient.get(named, "owner")).isEqualTo("tess");
        assertThat(PublishedClient.get(named, "dbName")).isNull();
        Object placed = only(Map.of("dbName", "sales", "tblNames", List.of("a")), List.of("sd.location"));
        assertThat(PublishedClient.get(PublishedClient.get(placed, "sd"), "location"))
                .isEqualTo("file:" + root.resolve("warehouse/sales.db/a"));
        assertThat(PublishedClient.get(PublishedClient.get(placed, "sd"), "inputFormat"))
                .isNull();
        assertThat(PublishedClient.get(placed, "tableName")).isNull();
        Object whole = only(Map.of("dbName", "sales", "tblNames", List.of("a")), List.of("parameters"));
        assertThat(PublishedClient.get(whole, "tableName")).isEqualTo("a");
        assertThat(failure(() -> only(Map.of("dbName", "sales", "tblNames", List.of("a")), List.of("sd.size"))).type)
                .isEqualTo("InvalidOperationException");

        Object extended = ((List<?>) client.call(
                        "get_tables_ext",
                        client.struct(
                                "GetTablesExtRequest",
                                Map.of(
                                        "catalog",
                                        "hive",
                                        "database",
                                        "sales",
                                        "tableNamePattern",
                                        "*",
                                        "requestedFields",
                                        3))))
                .get(0);
        assertThat(PublishedClient.get(extended, "tblName")).isEqualTo("a");
        Object dry = client.call(
                "translate_table_dryrun",
                client.struct("CreateTableRequest", Map.of("table", table("sales", "b", Map.of()))));
        assertThat(PublishedClient.get(PublishedClient.get(dry, "sd"), "location"))
                .isEqualTo("file:" + root.resolve("warehouse/sales.db/b"));
        assertThat(client.call("get_all_tables", "sales")).isEqualTo(List.of("a"));
    }

    private Object only(Map<String, ?> request, List<String> fields) throws ReflectiveOperationException {
        Object wanted = client.struct("GetTablesRequest", request);
        PublishedClient.set(wanted, "projectionSpec", client.struct("GetProjectionsSpec", Map.of("fieldList", fields)));
        List<?> tables = (List<?>) PublishedClient.get(client.call("get_table_objects_by_name_req", wanted), "tables");
        assertThat(tables).hasSize(1);
        return tables.get(0);
    }

    private Object filtered(String filter, int limit) throws ReflectiveOperationException {
        return client.call("get_table_names_by_filter", "sales", filter, (short) limit);
    }

    private void createCatalog(String name, String location) throws ReflectiveOperationException {
        Object catalog = client.struct("Catalog", Map.of("name", name, "locationUri", location));
        client.call("create_catalog", client.struct("CreateCatalogRequest", Map.of("catalog", catalog)));
    }

    private Object dropRequest(String name) throws ReflectiveOperationException {
        return client.struct("DropCatalogRequest", Map.of("name", name));
    }

    private Object getTable(String catalog, String database, String name) throws ReflectiveOperationException {
        return PublishedClient.get(client.call("get_table_req", request(catalog, database, name)), "table");
    }

    private Object request(@Nullable String catalog, String database, String name) throws ReflectiveOperationException {
        Object request = client.struct("GetTableRequest", Map.of("dbName", database, "tblName", name));
        if (catalog != null) {
            PublishedClient.set(request, "catName", catalog);
        }
        return request;
    }

    Object table(String database, String name, Map<String, String> parameters) throws ReflectiveOperationException {
        Object serde = client.struct("SerDeInfo", Map.of("serializationLib", "example.Serde", "parameters", Map.of()));
        Object descriptor = client.struct(
                "StorageDescriptor",
                Map.of(
                        "cols",
                        List.of(client.struct("FieldSchema", Map.of("name", "id", "type", "bigint"))),
                        "inputFormat",
                        "example.In",
                        "outputFormat",
                        "example.Out",
                        "serdeInfo",
                        serde));
        return client.struct(
                "Table",
                Map.of(
                        "dbName", database,
                        "tableName", name,
                        "owner", "tess",
                        "sd", descriptor,
                        "partitionKeys", List.of(),
                        "parameters", parameters,
                        "tableType", "MANAGED_TABLE"));
    }

    void refused(String type, String message, String method, Object... arguments) {
        RemoteFailure failure = failure(() -> client.call(method, arguments));
        assertThat(failure.type).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }

    static RemoteFailure failure(ThrowingCallable call) {
        return catchThrowableOfType(RemoteFailure.class, call);
    }
}
