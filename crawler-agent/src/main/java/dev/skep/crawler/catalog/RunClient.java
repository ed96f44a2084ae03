package dev.skep.crawler.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent says to the server about the runs that it has. A lost run is a {@link CatalogException.Reason#CONFLICT}. */
public final class RunClient {

    private static final String RUNS = "/api/v1/runs";
    private static final String QUEUES = "/api/v1/queues";

    private final RestClient rest;
    private final JsonMapper json = JsonMapper.builder().build();

    public RunClient(Server server) {
        this.rest = new RestClient(server);
    }

    /**
     * A run that an agent was given.
     *
     * @param listAll true if everything is to be listed; else the crawler's queue tells what has changed
     * @param definition to be said when everything was listed
     * @param leaseSeconds within which it has to be heard of
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Claim(
            Run run,
            Crawler crawler,
            List<Connection> connections,
            List<Classifier> classifiers,
            boolean listAll,
            String definition,
            long leaseSeconds) {}

    /**
     * A queue that is to be looked at, for its messages start a run.
     *
     * @param queue its URL
     * @param connection absent for the credentials that the agent has
     * @param lastRun of its crawler; absent if there was none
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Watched(
            String crawler,
            String queue,
            @Nullable Connection connection,
            @Nullable Run lastRun) {}

    /**
     * A run as the server sees it.
     *
     * @param state {@code RUNNING} as long as the agent is to go on
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Run(long id, String crawler, String state, boolean dryRun, int attempt) {
        public boolean goesOn() {
            return state.equals("RUNNING");
        }
    }

    /** What is crawled into which database. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Crawler(
            String name,
            List<Target> targets,
            String database,
            String tablePrefix,
            Map<String, String> options,
            @Nullable Events events) {}

    /** Where the store says what has changed. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Events(String queue, @Nullable String connection) {}

    /**
     * How a source is reached.
     *
     * @param secrets each encrypted, or a reference
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Connection(String name, String type, Map<String, String> properties, Map<String, String> secrets) {}

    /** How files are recognized that are not recognized by themselves. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Classifier(String name, String type, Map<String, String> settings) {}

    /** One place that is crawled. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Target(String location, @Nullable String connection, List<String> exclude) {}

    /**
     * How far the agent is.
     *
     * @param phase {@code receiving}, {@code listing}, {@code sampling}, {@code planning} or {@code writing}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Progress(
            String phase, long done, @Nullable Long total, double perSecond) {}

    /** What was seen and written. */
    public record Counts(
            long filesListed,
            long filesSampled,
            long bytesRead,
            long tablesCreated,
            long tablesUpdated,
            long tablesUnchanged,
            long tablesDeprecated,
            long tablesDeleted,
            long tablesRefused,
            long partitionsCreated,
            long partitionsUpdated,
            long partitionsDeleted,
            long problems,
            long messagesRead,
            long messagesLeft) {}

    /**
     * How an attempt ended.
     *
     * @param outcome {@code succeeded}, {@code partial}, {@code failed}, {@code failed-for-now}, {@code released} or
     *     {@code cancelled}
     * @param listed the definition that came with the run, if everything was listed; absent if not
     * @param plan as it was carried out; absent if there is nothing new to say of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record End(
            int attempt,
            String outcome,
            Counts counts,
            @Nullable String error,
            @Nullable String listed,
            @Nullable JsonNode plan) {}

    /** The run of a pool that has waited longest; none if none waits. */
    public Optional<Claim> claim(String agent, String pool) throws CatalogException {
        ObjectNode body = json.createObjectNode().put("agent", agent).put("pool", pool);
        JsonNode answer = rest.call("POST", RUNS + "/claim", Optional.of(body), Map.of());
        return answer.isObject() ? Optional.of(rest.read(answer, Claim.class)) : Optional.empty();
    }

    /** The queues to look at now, of crawlers of a pool. */
    public List<Watched> watched(String pool) throws CatalogException {
        JsonNode answer = rest.call("GET", QUEUES + "?pool=" + RestClient.encode(pool), Optional.empty(), Map.of());
        List<Watched> watched = new ArrayList<>();
        for (JsonNode each : answer.path("queues")) {
            watched.add(rest.read(each, Watched.class));
        }
        return watched;
    }

    /**
     * Says that messages wait in a queue.
     *
     * @return true if its crawler gets a run for it
     */
    public boolean arrived(Watched queue) throws CatalogException {
        ObjectNode body = json.createObjectNode();
        if (queue.lastRun() != null) {
            body.put("lastRun", queue.lastRun().id());
        }
        return rest.call("POST", QUEUES + "/" + RestClient.encode(queue.crawler()), Optional.of(body), Map.of())
                .isObject();
    }

    /** A connection as agents get it with a run. */
    public Connection connection(String name) throws CatalogException {
        String path = "/api/v1/connections/" + RestClient.encode(name) + "/sealed";
        return rest.read(rest.call("GET", path, Optional.empty(), Map.of()), Connection.class);
    }

    /** Says that the agent is alive, and how far it is. */
    public Run heartbeat(Run run, Progress progress) throws CatalogException {
        ObjectNode body = json.createObjectNode().put("attempt", run.attempt());
        body.set("progress", json.valueToTree(progress));
        return post("POST", run, "heartbeat", body);
    }

    /**
     * Says what will be written, before it is.
     *
     * @param fingerprint equal for plans that change tables alike
     * @param changes true if tables would be created or altered
     */
    public Run plan(Run run, String fingerprint, boolean changes, JsonNode plan) throws CatalogException {
        ObjectNode body = json.createObjectNode()
                .put("attempt", run.attempt())
                .put("fingerprint", fingerprint)
                .put("changes", changes);
        body.set("plan", plan);
        return post("PUT", run, "plan", body);
    }

    public Run end(Run run, End end) throws CatalogException {
        return post("POST", run, "end", json.valueToTree(end));
    }

    private Run post(String method, Run run, String what, JsonNode body) throws CatalogException {
        return rest.read(rest.call(method, RUNS + "/" + run.id() + "/" + what, Optional.of(body), Map.of()), Run.class);
    }
}
