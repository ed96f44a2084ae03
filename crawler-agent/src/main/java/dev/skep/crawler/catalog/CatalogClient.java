package dev.skep.crawler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalog's REST API, version 1, as far as crawlers and commands need it. Objects are of the default catalog.
 *
 * <p>Listings are fetched page by page. Every failure is a {@link CatalogException}.
 */
public final class CatalogClient implements Catalog {

    /** Most partitions that one request may add. */
    public static final int MOST_PARTITIONS = 10_000;

    /** Most partitions that one request asks for by name. */
    private static final int MOST_FOUND = 1_000;

    private static final String CATALOG = "hive";

    private final RestClient rest;
    private final JsonMapper json = JsonMapper.builder().build();

    public CatalogClient(Server server) {
        this.rest = new RestClient(server);
    }

    /** Asks nothing but whether the server serves. */
    public boolean ready() {
        try {
            return rest.exchange("GET", "/health/ready", Optional.empty(), Map.of())
                            .statusCode()
                    == 200;
        } catch (CatalogException e) {
            return false;
        }
    }

    public List<CatalogDatabase> databases() throws CatalogException {
        List<CatalogDatabase> databases = new ArrayList<>();
        rest.pages(
                databasesPath(),
                Map.of(),
                page -> page.path("databases").forEach(node -> databases.add(rest.read(node, CatalogDatabase.class))));
        return databases;
    }

    @Override
    public Optional<CatalogDatabase> database(String database) throws CatalogException {
        return rest.optional(databasePath(database), CatalogDatabase.class);
    }

    @Override
    public void createDatabase(CatalogDatabase database) throws CatalogException {
        try {
            rest.call("POST", databasesPath(), Optional.of(json.valueToTree(database)), Map.of());
        } catch (CatalogException e) {
            if (e.reason() != Reason.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    @Override
    public List<CatalogTable> tables(String database) throws CatalogException {
        List<CatalogTable> tables = new ArrayList<>();
        rest.pages(
                tablesPath(database),
                Map.of(),
                page -> page.path("tables").forEach(node -> tables.add(rest.read(node, CatalogTable.class))));
        return tables;
    }

    @Override
    public Optional<CatalogTable> table(String database, String table) throws CatalogException {
        return rest.optional(tablePath(database, table), CatalogTable.class);
    }

    /** Everything the catalog says about a table, as it says it. */
    public JsonNode describe(String database, String table) throws CatalogException {
        return rest.call("GET", tablePath(database, table), Optional.empty(), Map.of());
    }

    @Override
    public void createTable(String database, CatalogTable table) throws CatalogException {
        rest.call("POST", tablesPath(database), Optional.of(json.valueToTree(table)), Map.of());
    }

    @Override
    public long patchTable(String database, String table, ObjectNode patch, long version) throws CatalogException {
        JsonNode changed = rest.call(
                "PATCH",
                tablePath(database, table),
                Optional.of(patch),
                Map.of("If-Match", "\"" + version + "\"", "Content-Type", "application/merge-patch+json"));
        return changed.path("version").asLong();
    }

    @Override
    public List<String> partitionNames(String database, String table) throws CatalogException {
        List<String> names = new ArrayList<>();
        rest.pages(
                tablePath(database, table) + "/partitions",
                Map.of("names", "true"),
                page -> page.path("names").forEach(name -> names.add(name.asText())));
        return names;
    }

    @Override
    public List<CatalogPartition> partitions(String database, String table, String filter) throws CatalogException {
        List<CatalogPartition> partitions = new ArrayList<>();
        rest.pages(
                tablePath(database, table) + "/partitions",
                filter.isEmpty() ? Map.of() : Map.of("filter", filter),
                page -> page.path("partitions")
                        .forEach(node -> partitions.add(rest.read(node, CatalogPartition.class))));
        return partitions;
    }

    @Override
    public List<CatalogPartition> partitions(String database, String table, List<String> names)
            throws CatalogException {
        List<CatalogPartition> found = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST_FOUND) {
            ObjectNode body = json.createObjectNode();
            names.subList(from, Math.min(names.size(), from + MOST_FOUND)).forEach(body.putArray("names")::add);
            rest.call("POST", tablePath(database, table) + "/partitions/find", Optional.of(body), Map.of())
                    .path("partitions")
                    .forEach(node -> found.add(rest.read(node, CatalogPartition.class)));
        }
        return found;
    }

    @Override
    public long countPartitions(String database, String table) throws CatalogException {
        return rest.call("GET", tablePath(database, table) + "/partitions/count", Optional.empty(), Map.of())
                .path("count")
                .asLong();
    }

    /** Adds partitions in one transaction; those that exist stay as they are. At most {@link #MOST_PARTITIONS}. */
    @Override
    public Added addPartitions(String database, String table, List<CatalogPartition> partitions)
            throws CatalogException {
        ObjectNode body = json.createObjectNode();
        body.set("partitions", json.valueToTree(partitions));
        body.put("ifNotExists", true);
        JsonNode answer = rest.call("POST", tablePath(database, table) + "/partitions", Optional.of(body), Map.of());
        return new Added(answer.path("added").asLong(), answer.path("existing").asLong());
    }

    @Override
    public void dropTable(String database, String table, long version) throws CatalogException {
        rest.call(
                "DELETE",
                tablePath(database, table) + "?deleteData=false",
                Optional.empty(),
                Map.of("If-Match", "\"" + version + "\""));
    }

    /** At most {@link #MOST_PARTITIONS}. */
    @Override
    public void changePartitionParameters(String database, String table, List<ParameterChange> changes)
            throws CatalogException {
        ObjectNode body = json.createObjectNode();
        body.set("partitions", json.valueToTree(changes));
        rest.call("POST", tablePath(database, table) + "/partitions/parameters", Optional.of(body), Map.of());
    }

    /** At most {@link #MOST_PARTITIONS}. */
    @Override
    public void dropPartitions(String database, String table, List<String> names) throws CatalogException {
        ObjectNode body = json.createObjectNode();
        names.forEach(body.putArray("names")::add);
        body.put("deleteData", false);
        rest.call("POST", tablePath(database, table) + "/partitions/delete", Optional.of(body), Map.of());
    }

    private static String databasesPath() {
        return "/api/v1/catalogs/" + CATALOG + "/databases";
    }

    private static String databasePath(String database) {
        return databasesPath() + "/" + RestClient.encode(database);
    }

    private static String tablesPath(String database) {
        return databasePath(database) + "/tables";
    }

    private static String tablePath(String database, String table) {
        return tablesPath(database) + "/" + RestClient.encode(table);
    }
}
