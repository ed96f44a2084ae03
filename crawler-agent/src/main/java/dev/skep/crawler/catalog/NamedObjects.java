package dev.skep.crawler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Things that the server keeps by name, such as crawlers and connections; each is the server's own JSON. */
public final class NamedObjects {

    private final RestClient rest;
    private final String plural;

    /**
     * @param plural such as {@code connections}
     */
    public NamedObjects(Server server, String plural) {
        this.rest = new RestClient(server);
        this.plural = plural;
    }

    /** In the order of their names. */
    public List<JsonNode> list() throws CatalogException {
        List<JsonNode> all = new ArrayList<>();
        rest.pages(path(), Map.of(), page -> page.path(plural).forEach(all::add));
        return all;
    }

    public JsonNode get(String name) throws CatalogException {
        return rest.call("GET", path(name), Optional.empty(), Map.of());
    }

    /** Empty if there is none of that name. */
    public Optional<JsonNode> find(String name) throws CatalogException {
        return rest.optional(path(name), JsonNode.class);
    }

    /** @param dryRun true to have it checked only */
    public JsonNode create(JsonNode definition, boolean dryRun) throws CatalogException {
        return rest.call("POST", path() + dryRun(dryRun), Optional.of(definition), Map.of());
    }

    /** @param replace true to let it take the place of one of that name */
    public JsonNode make(String name, JsonNode definition, boolean replace) throws CatalogException {
        return replace && find(name).isPresent() ? replace(name, definition, false) : create(definition, false);
    }

    /** Replaces a definition; where nothing differs, the version stays. */
    public JsonNode replace(String name, JsonNode definition, boolean dryRun) throws CatalogException {
        return rest.call("PUT", path(name) + dryRun(dryRun), Optional.of(definition), Map.of());
    }

    /** Changes the named members and no others. */
    public JsonNode patch(String name, JsonNode patch) throws CatalogException {
        return rest.call(
                "PATCH", path(name), Optional.of(patch), Map.of("Content-Type", "application/merge-patch+json"));
    }

    public void delete(String name) throws CatalogException {
        rest.call("DELETE", path(name), Optional.empty(), Map.of());
    }

    private String path() {
        return "/api/v1/" + plural;
    }

    private String path(String name) {
        return path() + "/" + RestClient.encode(name);
    }

    private static String dryRun(boolean dryRun) {
        return dryRun ? "?dryRun=true" : "";
    }
}
