package dev.skep.crawler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Crawlers and their runs as people see them; objects are the server's own JSON. */
public final class CrawlerClient {

    private static final String CRAWLERS = "/api/v1/crawlers";
    private static final String RUNS = "/api/v1/runs";

    private final RestClient rest;
    private final NamedObjects definitions;
    private final JsonMapper json = JsonMapper.builder().build();

    public CrawlerClient(Server server) {
        this.rest = new RestClient(server);
        this.definitions = new NamedObjects(server, "crawlers");
    }

    /** The definitions. */
    public NamedObjects definitions() {
        return definitions;
    }

    /**
     * Asks for a run.
     *
     * @param full whether it lists everything in any case
     */
    public JsonNode request(String name, boolean dryRun, boolean full) throws CatalogException {
        String path = crawler(name) + "/runs?dryRun=" + dryRun + (full ? "&full=true" : "");
        return rest.call("POST", path, Optional.empty(), Map.of());
    }

    /** The newest first. */
    public List<JsonNode> runs(String name, int most) throws CatalogException {
        List<JsonNode> runs = new ArrayList<>();
        at(crawler(name) + "/runs?pageSize=" + most).path("runs").forEach(runs::add);
        return runs;
    }

    public JsonNode run(long id) throws CatalogException {
        return at(RUNS + "/" + id);
    }

    /** What the run decided, and why. */
    public JsonNode plan(long id) throws CatalogException {
        return at(RUNS + "/" + id + "/plan");
    }

    /** As above; empty if it has none yet. */
    public Optional<JsonNode> findPlan(long id) throws CatalogException {
        return rest.optional(RUNS + "/" + id + "/plan", JsonNode.class);
    }

    public JsonNode cancel(long id) throws CatalogException {
        return rest.call("POST", RUNS + "/" + id + "/cancel", Optional.empty(), Map.of());
    }

    public JsonNode approve(long id, String by) throws CatalogException {
        ObjectNode body = json.createObjectNode().put("by", by);
        return rest.call("POST", RUNS + "/" + id + "/approve", Optional.of(body), Map.of());
    }

    private JsonNode at(String path) throws CatalogException {
        return rest.call("GET", path, Optional.empty(), Map.of());
    }

    private static String crawler(String name) {
        return CRAWLERS + "/" + RestClient.encode(name);
    }
}
