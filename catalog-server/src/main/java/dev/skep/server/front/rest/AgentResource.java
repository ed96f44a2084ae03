package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.model.crawl.CrawlCounts;
import dev.skep.server.model.crawl.CrawlProgress;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.RunReport;
import dev.skep.server.schedule.Assignment;
import dev.skep.server.schedule.ConnectionService;
import dev.skep.server.schedule.QueueService;
import dev.skep.server.schedule.RunPlan;
import dev.skep.server.schedule.RunService;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents say: that they want a run, that they are alive, what they will write, how it ended. */
final class AgentResource {
    private static final String QUEUES = "/api/v1/queues";

    private final RunService runs;
    private final QueueService queues;
    private final ConnectionService connections;

    AgentResource(RunService runs, QueueService queues, ConnectionService connections) {
        this.runs = runs;
        this.queues = queues;
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                Route.post(RunResource.ALL + "/claim", Set.of(), this::claim),
                Route.post(RunResource.ONE + "/heartbeat", Set.of(), this::heartbeat),
                Route.put(RunResource.PLAN, Set.of(), this::plan),
                Route.post(RunResource.ONE + "/end", Set.of(), this::end),
                Route.get(QUEUES, Set.of("pool"), this::watched),
                Route.post(QUEUES + "/{crawler}", Set.of(), this::arrived),
                Route.get("/api/v1/connections/{connection}/sealed", Set.of(), this::connection));
    }

    private Answer claim(Request request) {
        Claim claim = request.body(Claim.class);
        return runs.claim(
                        Required.present(claim.agent(), "agent"),
                        Objects.requireNonNullElse(claim.pool(), Crawler.DEFAULT_POOL))
                .map(assignment -> Answer.json(Claimed.of(assignment)))
                .orElseGet(Answer::noContent);
    }

    private Answer watched(Request request) {
        return Answer.json(new Queues(queues.watched(request.parameter("pool").orElse(Crawler.DEFAULT_POOL)).stream()
                .map(Queue::of)
                .toList()));
    }

    private Answer arrived(Request request) {
        return queues.arrived(
                        request.named("crawler"), request.body(Arrival.class).lastRun())
                .map(run -> Answer.json(RunJson.of(run)))
                .orElseGet(Answer::noContent);
    }

    private Answer heartbeat(Request request) {
        Heartbeat said = request.body(Heartbeat.class);
        CrawlProgress progress =
                said.progress() == null ? null : said.progress().toModel();
        return Answer.json(
                RunJson.of(runs.heartbeat(request.run(), Required.present(said.attempt(), "attempt"), progress)));
    }

    private Answer plan(Request request) {
        Plan said = request.body(Plan.class);
        RunPlan plan = new RunPlan(
                Required.present(said.fingerprint(), "fingerprint"),
                Required.present(said.changes(), "changes"),
                RestJson.write(Required.present(said.plan(), "plan")));
        return Answer.json(RunJson.of(runs.planned(request.run(), Required.present(said.attempt(), "attempt"), plan)));
    }

    private Answer connection(Request request) {
        Stored<Connection> stored = connections.get(request.named("connection"));
        return Answer.entity(ConnectionJson.sealed(stored), stored.version());
    }

    private Answer end(Request request) {
        End said = request.body(End.class);
        RunReport report = new RunReport(
                EnumText.read(Required.present(said.outcome(), "outcome"), "outcome", RunReport.Outcome.class)
                        .orElseThrow(),
                Objects.requireNonNullElse(said.counts(), CrawlCounts.NONE),
                said.error(),
                said.listed());
        String plan = said.plan() == null ? null : RestJson.write(said.plan());
        return Answer.json(
                RunJson.of(runs.end(request.run(), Required.present(said.attempt(), "attempt"), report, plan)));
    }

    /** The wish for a run. */
    private record Claim(@Nullable String agent, @Nullable String pool) {}

    /** A run and all that is needed for it. */
    private record Claimed(
            RunJson run,
            CrawlerJson crawler,
            List<ConnectionJson> connections,
            List<ClassifierJson> classifiers,
            boolean listAll,
            String definition,
            long leaseSeconds) {
        static Claimed of(Assignment assignment) {
            return new Claimed(
                    RunJson.of(assignment.run()),
                    CrawlerJson.of(
                            assignment.crawler().value(),
                            null,
                            assignment.crawler().version()),
                    assignment.connections().stream()
                            .map(ConnectionJson::sealed)
                            .toList(),
                    assignment.classifiers().stream().map(ClassifierJson::of).toList(),
                    assignment.listAll(),
                    assignment.definition(),
                    assignment.lease().toSeconds());
        }
    }

    private record Queues(List<Queue> queues) {}

    /** A queue that is to be looked at, and the latest run of its crawler. */
    private record Queue(
            String crawler,
            String queue,
            @Nullable ConnectionJson connection,
            @Nullable RunJson lastRun) {
        static Queue of(QueueService.Watched watched) {
            return new Queue(
                    watched.crawler().value().name(),
                    watched.queue(),
                    watched.connection().map(ConnectionJson::sealed).orElse(null),
                    watched.last().map(RunJson::of).orElse(null));
        }
    }

    private record Arrival(@Nullable Long lastRun) {}

    private record Heartbeat(
            @Nullable Integer attempt, @Nullable Progress progress) {}

    private record Progress(
            @Nullable String phase,
            @Nullable Long done,
            @Nullable Long total,
            @Nullable Double perSecond) {
        CrawlProgress toModel() {
            return new CrawlProgress(
                    EnumText.read(
                                    Required.present(phase, "progress.phase"),
                                    "progress.phase",
                                    CrawlProgress.Phase.class)
                            .orElseThrow(),
                    Objects.requireNonNullElse(done, 0L),
                    total,
                    Objects.requireNonNullElse(perSecond, 0.0),
                    0);
        }
    }

    private record Plan(
            @Nullable Integer attempt,
            @Nullable String fingerprint,
            @Nullable Boolean changes,
            @Nullable JsonNode plan) {}

    private record End(
            @Nullable Integer attempt,
            @Nullable String outcome,
            @Nullable CrawlCounts counts,
            @Nullable String error,
            @Nullable String listed,
            @Nullable JsonNode plan) {}
}
